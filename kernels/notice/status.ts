import { AmaanError, fromHex, hex, instant, object, oneOf, optional, type Parsed, toHex } from '@amaan/base';
import { canonicalBytes, code } from '@amaan/custody';
import { ed25519 } from '@noble/curves/ed25519.js';

const fields = {
  v: oneOf(1),
  /** The notice's id, and the platform's own number for it. */
  notice: hex(16),
  number: code,
  event: oneOf('acknowledged', 'decided', 'removed', 'refused', 'needsMore'),
  at: instant,
  reason: optional(code),
} as const;

const parseUnsigned = object(fields);
/** What a platform says about a notice, before its signature. */
export type StatusBody = Parsed<typeof parseUnsigned>;

/** Reads a platform's message strictly; the signature is checked by `checkStatus`. */
export const parseStatus = object({ ...fields, sig: hex(64) });
export type StatusMessage = Parsed<typeof parseStatus>;

/** Reads the answer to a notice that was handed in: the signed acknowledgement, the key that later messages are signed
 * with, and the secret with which its sender may ask about it. */
export const parseAcknowledgement = object({
  v: oneOf(1),
  key: hex(32),
  secret: hex(16),
  status: parseStatus,
});
export type Acknowledgement = Parsed<typeof parseAcknowledgement>;

/** A status message that its platform did not sign. */
export class StatusSignatureError extends AmaanError {
  constructor() {
    super('status-signature', 'The signature does not fit. Sign with the key given in the acknowledgement.');
  }
}

/** Signs a message. @param sign gives the Ed25519 signature (RFC 8032) of the bytes it is handed */
export function signStatus(body: StatusBody, sign: (bytes: Uint8Array) => Uint8Array): StatusMessage {
  const parsed = parseUnsigned(body);
  return { ...parsed, sig: toHex(sign(canonicalBytes(parsed))) };
}

/** Reads and checks a message. @param key hex, Ed25519 public key @throws ShapeError, StatusSignatureError */
export function checkStatus(value: unknown, key: string): StatusMessage {
  const { sig, ...body } = parseStatus(value);
  if (!ed25519.verify(fromHex(sig), canonicalBytes(body), fromHex(key))) throw new StatusSignatureError();
  return { ...body, sig };
}
