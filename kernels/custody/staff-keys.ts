import { fromHex, hex, object, oneOf, type Parsed, text, toHex, toUtf8 } from '@amaan/base';
import { ed25519 } from '@noble/curves/ed25519.js';
import { hkdf } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { identityOf, recipientOfIdentity } from './age-keys.ts';
import { canonicalBytes } from './canonical-json.ts';
import { openJson, type Random, sealJson } from './seal.ts';

const SALT = toUtf8('amaan/staff/v1');

/** The secret keys of a member of staff. They are made in the browser and leave it only wrapped. */
export const parseStaffSecrets = object({
  v: oneOf(1),
  /** age identity: opens grants. */
  identity: text(80, { pattern: /^AGE-SECRET-KEY-1[02-9AC-HJ-NP-Z]{58}$/ }),
  /** Ed25519 secret, 32 bytes as hex: signs messages. */
  signSecret: hex(32),
});
export type StaffSecrets = Parsed<typeof parseStaffSecrets>;

/** New keys for a member of staff. */
export function newStaffSecrets(random: Random): StaffSecrets {
  return { v: 1, identity: identityOf(random(32)), signSecret: toHex(random(32)) };
}

/** The public halves, as they stand in the directory. */
export function staffPublic(secrets: StaffSecrets): { recipient: string; signKey: string } {
  return {
    recipient: recipientOfIdentity(secrets.identity),
    signKey: toHex(ed25519.getPublicKey(fromHex(secrets.signSecret))),
  };
}

/** What a printed recovery phrase gives: a way to be found, a proof to sign in with, and a key that unwraps. */
export interface PhraseKeys {
  /** Finds the account; 32 bytes, hex. */
  readonly locator: string;
  /** Signs in; 32 bytes, hex. The server keeps the SHA-256 of both. */
  readonly proof: string;
  /** age identity that opens the wrapped keys. Never leaves the browser. */
  readonly wrap: string;
}

/** The keys behind a recovery phrase, by HKDF-SHA256 (RFC 5869). @param bytes the phrase's 15 bytes, see `parseReceipt` */
export function phraseKeys(bytes: Uint8Array): PhraseKeys {
  const derive = (info: string) => hkdf(sha256, bytes, SALT, toUtf8(info), 32);
  return {
    locator: toHex(derive('locator')),
    proof: toHex(derive('proof')),
    wrap: identityOf(derive('wrap')),
  };
}

/** The age identity behind what a passkey's PRF extension gave. @param output 32 bytes */
export function passkeyWrap(output: Uint8Array): string {
  return identityOf(hkdf(sha256, output, SALT, toUtf8('passkey'), 32));
}

/** Wraps staff keys for one way of signing in. @param wrap an age identity, see `phraseKeys` and `passkeyWrap` */
export async function wrapStaffSecrets(wrap: string, secrets: StaffSecrets): Promise<string> {
  return sealJson([recipientOfIdentity(wrap)], secrets);
}

/** Opens wrapped staff keys. @throws SealError `sealed` for another key; ShapeError */
export async function unwrapStaffSecrets(wrap: string, wrapped: string): Promise<StaffSecrets> {
  return parseStaffSecrets(await openJson(wrap, wrapped));
}

/** What a newcomer signs with the new key, so that nobody brings a key that is not theirs. */
function joinBytes(join: { id: string; recipient: string; signKey: string }): Uint8Array {
  const { id, recipient, signKey } = join;
  return canonicalBytes({ context: 'amaan/staff-join/v1', id, recipient, signKey });
}

/** Signs one's own public keys. @param id the staff id that the server gave, hex */
export function signJoin(id: string, secrets: StaffSecrets): string {
  const join = { id, ...staffPublic(secrets) };
  return toHex(ed25519.sign(joinBytes(join), fromHex(secrets.signSecret)));
}

/** Whether these public keys were brought by the one who holds them. */
export function joinHolds(join: { id: string; recipient: string; signKey: string; sig: string }): boolean {
  return ed25519.verify(fromHex(join.sig), joinBytes(join), fromHex(join.signKey));
}
