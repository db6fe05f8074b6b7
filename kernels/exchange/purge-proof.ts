import { hex, instant, list, object, oneOf, type Parsed, text } from '@amaan/base';

const parseBody = object({
  v: oneOf(1),
  exchange: text(64, { min: 1 }),
  subscriber: text(64, { min: 1 }),
  /** The tombstone's pseudonym. A proof of purge holds no hash. */
  id: text(40, { pattern: /^px-[0-9a-f]{32}$/ }),
  purgedAt: instant,
});

/** What a subscriber states: everything that it had under this id is deleted. */
export type PurgeBody = Parsed<typeof parseBody>;

/** A post of proofs; each `body` is the exact text that was signed. */
export const parsePurgePost = object({
  v: oneOf(1),
  /** Ed25519, hex. */
  publicKey: hex(32),
  proofs: list(
    object({
      body: text(1000, { min: 2 }),
      signature: text(100, { pattern: /^[A-Za-z0-9+/]{86}==$/ }),
    }),
    100,
    1,
  ),
});
export type PurgePost = Parsed<typeof parsePurgePost>;

/** The text that is signed, so that a signature is good for nothing else. */
export function purgeText(body: string): string {
  return `amaan/purge/v1\n${body}`;
}

/** Reads a proof's body. @throws ShapeError */
export function readPurgeBody(body: string): PurgeBody {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    value = undefined;
  }
  return parseBody(value, 'body');
}
