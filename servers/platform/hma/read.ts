import { refuse } from './errors.ts';

/** A JSON body or form field as the protocol's clients send it: numbers and booleans may be written as text. */
export type Loose = Readonly<Record<string, unknown>>;

const BANK_NAME = /^[A-Z_][A-Z0-9_]{0,254}$/;
const PDQ = /^[0-9a-f]{64}$/;
const MD5 = /^[0-9a-f]{32}$/;

/** The signal types of this API; both perceptual and exact ones are read in any case and stored lower. */
export const TYPES = ['pdq', 'video_md5'] as const;
export type HmaType = (typeof TYPES)[number];

/** Which type of signal each content type gives. */
export const OF_CONTENT = { photo: ['pdq'], video: ['video_md5'] } as const satisfies Record<
  string,
  readonly HmaType[]
>;

/** A body as an object; nothing at all reads as empty. @throws HttpError 400 for any other JSON */
export function looseBody(body: unknown): Loose {
  if (body === undefined || body === null || body === '') return {};
  if (typeof body !== 'object' || Array.isArray(body)) throw refuse(400, 'Request input was not a dict');
  return Object.fromEntries(Object.entries(body));
}

/** True or false, also as text. @throws HttpError 400 */
export function flag(value: unknown, name: string): boolean | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'boolean') return value;
  const text = typeof value === 'string' ? value.toLowerCase() : '';
  if (text === 'true' || text === '1') return true;
  if (text === 'false' || text === '0') return false;
  throw refuse(400, `${name} must be true or false`);
}

/** A ratio from 0 to 1, also as text. @throws HttpError 400 */
export function ratio(value: unknown, name: string): number | undefined {
  if (value === undefined) return undefined;
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof number !== 'number' || !(number >= 0 && number <= 1))
    throw refuse(400, `${name} must be a number from 0 to 1`);
  return number;
}

/** A bank's name. @throws HttpError 400 */
export function bankName(value: unknown): string {
  if (typeof value !== 'string' || !BANK_NAME.test(value))
    throw refuse(400, 'Bank names must be UPPER_WITH_UNDERSCORE');
  return value;
}

/** A signal type that exists. @throws HttpError 400 with the call's own text */
export function knownType(value: unknown, text = 'No such SignalType'): HmaType {
  const type = TYPES.find((name) => name === value);
  if (!type) throw refuse(400, `${text} '${printable(value)}'`);
  return type;
}

/** A hash of this type, spaces cut and lowered. @throws HttpError 400 beginning with `prefix` */
export function signalOf(type: HmaType, value: unknown, prefix = 'invalid signal:'): string {
  const text = typeof value === 'string' ? value.trim().toLowerCase() : '';
  if (type === 'pdq' && !PDQ.test(text)) throw refuse(400, `${prefix} invalid PDQ hash`);
  if (type === 'video_md5' && !MD5.test(text)) throw refuse(400, `${prefix} invalid MD5 hash`);
  return text;
}

/** At most 40 plain characters of a name, so that an answer never carries back what was sent in full. */
export function printable(value: unknown): string {
  return String(value)
    .replace(/[^\w-]/g, '?')
    .slice(0, 40);
}

/** One value of a query that may have been given more than once. */
export function single(value: unknown): string | undefined {
  const one: unknown = Array.isArray(value) ? value.at(-1) : value;
  return typeof one === 'string' ? one : undefined;
}
