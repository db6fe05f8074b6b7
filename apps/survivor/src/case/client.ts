import { boolean, day, hex, integer, list, object, oneOf, type Parsed, text, toHex } from '@amaan/base';
import {
  type Directory,
  openDirectory,
  parseAnswer,
  type Read,
  type ReceiptKeys,
  type Write,
  type WriteOp,
} from '@amaan/custody';

/** The server refused, or was not reached; `code` has a sentence in the page's strings, or the general one serves. */
export class ServerError extends Error {
  readonly code: string;

  constructor(code: string) {
    super(code);
    this.name = 'ServerError';
    this.code = code;
  }
}

const parseFront = object({
  v: oneOf(1),
  profile: oneOf('demo', 'production'),
  today: text(10),
  ready: boolean,
  directory: (value: unknown) => value,
  pow: object({ challenge: text(200, { min: 1 }), open: integer(0, 24), visit: integer(0, 24) }),
  tried: list(object({ code: text(64, { min: 1 }), on: day }), 1000),
});
/** What the server says before anything is sent to it. */
export type Front = Parsed<typeof parseFront>;

const parsePin = object({ v: oneOf(1), directory: hex(32) });

async function ask(path: string, body?: unknown): Promise<unknown> {
  let response: Response;
  try {
    response = await fetch(path, {
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
      ...(body === undefined
        ? {}
        : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
  } catch {
    throw new ServerError('offline');
  }
  const answer: unknown = await response.json().catch(() => undefined);
  if (response.ok) return answer;
  const code = (answer as { code?: unknown } | undefined)?.code;
  throw new ServerError(typeof code === 'string' ? code : 'failed');
}

/** The newest staff directory of this visit: an older one after it was brought back by somebody. */
let newestSeq = 0;

/**
 * The front and the staff directory in it, checked against the fingerprint that came with the page.
 *
 * @throws DirectoryError, ServerError, ShapeError
 */
export async function meetServer(): Promise<{ front: Front; directory: Directory }> {
  const [front, pin] = await Promise.all([
    ask('/v1/front').then((value) => parseFront(value)),
    ask('/pin.json').then((value) => parsePin(value)),
  ]);
  const now = new Date().toISOString();
  const directory = openDirectory(front.directory, pin.directory, now, newestSeq);
  newestSeq = directory.seq;
  return { front, directory };
}

/** Sends a new case. One that is there already is the same one, whose answer was lost on the way. */
export async function postCase(intake: unknown): Promise<void> {
  try {
    await ask('/v1/cases', intake);
  } catch (error) {
    if (!(error instanceof ServerError) || error.code !== 'taken') throw error;
  }
}

/** One page of what the receipt finds, sealed; filler of the same size when it finds nothing. */
export async function readPage(
  keys: ReceiptKeys,
  pow: string,
  part: Read['part'],
  page: number,
  item?: string,
): Promise<string> {
  const which = item === undefined ? {} : { item };
  const body: Read = { v: 1, locator: toHex(keys.locator), part, page, pow, ...which };
  const answer = await ask('/v1/cases/read', body);
  return parseAnswer(answer).sealed;
}

/** Does something to a case. The server answers the same whether there is one or not. */
export async function postWrite(keys: ReceiptKeys, pow: string, write: WriteOp): Promise<void> {
  const body: Write = { v: 1, locator: toHex(keys.locator), token: toHex(keys.token), pow, write };
  await ask('/v1/cases/write', body);
}

/** Random bytes of the browser. */
export function random(n: number): Uint8Array<ArrayBuffer> {
  return crypto.getRandomValues(new Uint8Array(n));
}

/** A random id. */
export function newId(): string {
  return toHex(random(16));
}

/** Lets the page breathe between two slices of work. */
export async function breathe(): Promise<void> {
  await new Promise<void>((next) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      next();
    };
    port2.postMessage(0);
  });
}
