import { AmaanError } from '@amaan/base';
import type { KeyFile } from './key-file.ts';

/** A call to an exchange that failed. `retryAfter` is in milliseconds, where it said so. */
export class CallError extends AmaanError {
  readonly retryAfter: number | undefined;

  constructor(code: string, message: string, retryAfter?: number) {
    super(code, message);
    this.retryAfter = retryAfter;
  }
}

const TIMEOUT_MS = 60_000;
const MAX_BODY = 64 * 1024 * 1024;

/** An answer's bytes and headers. */
export interface Answer {
  readonly body: Uint8Array;
  readonly signature: string | undefined;
}

/**
 * One call with both keys. A redirect is never followed: it would hand our keys to another host.
 *
 * @param endpoint whose function key goes with it
 * @throws CallError `unreachable`, `refused-key`, `busy`, `exchange-failed`, `too-large`
 */
export async function call(
  file: KeyFile,
  endpoint: 'fetch' | 'submit' | 'feedback',
  path: string,
  body?: object,
  timeout: number = TIMEOUT_MS,
): Promise<Answer> {
  const url = `${file.url.replace(/\/+$/, '')}${path}`;
  let response: Response;
  try {
    response = await fetch(url, {
      method: body ? 'POST' : 'GET',
      redirect: 'manual',
      signal: AbortSignal.timeout(timeout),
      headers: {
        'x-functions-key': file.keys[endpoint] ?? '',
        'ocp-apim-subscription-key': file.keys.subscription,
        // The newest version of SignalSet that is read here.
        'amaan-signal-set': '2',
        ...(body ? { 'content-type': 'application/json' } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    refuse(response);
    return { body: await readCapped(response), signature: signatureOf(response) };
  } catch (error) {
    if (error instanceof CallError) throw error;
    throw new CallError('unreachable', 'The exchange does not answer.');
  }
}

function refuse(response: Response): void {
  const { status } = response;
  if (status === 200) return;
  void response.body?.cancel().catch(() => {});
  if (status === 401 || status === 403)
    throw new CallError('refused-key', 'The exchange refuses our keys. Ask it for new ones.');
  const wait = Number(response.headers.get('retry-after'));
  if (status === 429)
    throw new CallError(
      'busy',
      'The exchange asks us to wait.',
      1000 * (Number.isFinite(wait) && wait > 0 ? wait : 5),
    );
  if (status >= 300 && status < 400)
    throw new CallError('exchange-failed', 'The exchange sends us elsewhere; we do not follow.');
  throw new CallError('exchange-failed', `The exchange answers with status ${status}.`);
}

async function readCapped(response: Response): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    size += part.length;
    if (size > MAX_BODY) throw new CallError('too-large', 'The exchange sends more than a page can hold.');
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function signatureOf(response: Response): string | undefined {
  return /^ed25519=([A-Za-z0-9+/]+=*)$/.exec(response.headers.get('amaan-signature') ?? '')?.[1];
}
