/**
 * How a site asks an Amaan platform about an upload. Copy this file: it needs nothing but `fetch`.
 *
 * Every answer is one of three. `allow`: show it to everyone. `review`: keep it to its uploader until the platform's
 * message comes. A `GateError`: the gate could not be asked; treat the upload as under review and ask again later. A site
 * that showed uploads whenever its gate is away would teach people to wait for that.
 */

/** Where the gate is and the key that it gave the site. */
export interface Gate {
  readonly url: string;
  readonly key: string;
}

/** One suggested match. It is a reason to look, never a verdict. */
export interface GateMatch {
  readonly bank: string;
  readonly content: string;
  readonly rule: 'plain' | 'upload-view' | 'aligned';
  readonly distance: number;
  readonly view?: string;
  /** Of a video: how much of the upload and of the banked one meets, in percent. */
  readonly video?: { readonly queryPercent: number; readonly bankPercent: number };
}

export interface GateAnswer {
  readonly v: 1;
  readonly decision: 'allow' | 'review';
  /** Names this upload in the platform's messages and in an appeal. */
  readonly ticket: string;
  readonly matches: readonly GateMatch[];
}

/** `unreachable`: ask again later. `refused`: this file or this key will not do, and asking again changes nothing. */
export class GateError extends Error {
  readonly code: 'unreachable' | 'refused';
  readonly status: number;

  constructor(code: 'unreachable' | 'refused', status: number) {
    super(code === 'refused' ? `The gate refuses this (${status}).` : 'The gate does not answer.');
    this.code = code;
    this.status = status;
  }
}

export interface AskOptions {
  /** The site's own name of the account that uploads: a creator's own posts of her picture are then not held. */
  readonly account?: string;
  /** Milliseconds for one try. */
  readonly timeout?: number;
  readonly tries?: number;
  /** Milliseconds before the second try; doubled each time. */
  readonly pause?: number;
}

/**
 * Asks about one upload.
 *
 * @param item the site's own name of the upload, 1 to 80 of `A-Za-z0-9_-`
 * @throws GateError
 */
export async function askGate(
  gate: Gate,
  item: string,
  bytes: Uint8Array<ArrayBuffer>,
  options: AskOptions = {},
): Promise<GateAnswer> {
  const query = new URLSearchParams({ item, ...(options.account ? { account: options.account } : {}) });
  return post(gate, `/v1/match?${query}`, bytes, options, isAnswer);
}

/** Hands on the uploader's appeal against a removal. @throws GateError */
export async function appeal(
  gate: Gate,
  ticket: string,
  ground: string,
  options: AskOptions = {},
): Promise<void> {
  await post(gate, '/v1/appeals', JSON.stringify({ v: 1, ticket, ground }), options, isObject);
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
const isAnswer = (value: unknown): value is GateAnswer =>
  isObject(value) && 'decision' in value && (value.decision === 'allow' || value.decision === 'review');
const LONGEST_WAIT = 30_000;

/** Posts until there is an answer of the expected form; a cut, slow or odd answer is none. */
async function post<T>(
  { url, key }: Gate,
  path: string,
  body: Uint8Array<ArrayBuffer> | string,
  { timeout = 10_000, tries = 4, pause = 250 }: AskOptions,
  isExpected: (value: unknown) => value is T,
): Promise<T> {
  for (let tried = 1; ; tried++) {
    let status = 0;
    let wait = pause * 2 ** (tried - 1);
    try {
      const response = await fetch(`${url}${path}`, {
        method: 'POST',
        redirect: 'error', // a redirect would carry our key to another host
        signal: AbortSignal.timeout(timeout),
        headers: {
          authorization: `Bearer ${key}`,
          'content-type': typeof body === 'string' ? 'application/json' : 'application/octet-stream',
        },
        body,
      });
      status = response.status;
      const asked = 1000 * Number(response.headers.get('retry-after') ?? 0);
      if (asked > wait) wait = Math.min(asked, LONGEST_WAIT);
      const answer: unknown = response.ok ? await response.json() : await response.body?.cancel();
      if (response.ok && isExpected(answer)) return answer;
    } catch {
      // No answer in time, or none at all: try again.
    }
    const hopeless = status >= 400 && status < 500 && status !== 408 && status !== 429;
    if (hopeless) throw new GateError('refused', status);
    if (tried >= tries) throw new GateError('unreachable', status);
    await new Promise((resolve) => setTimeout(resolve, wait));
  }
}
