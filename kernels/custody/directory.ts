import {
  boolean,
  fromBase64,
  fromHex,
  fromUtf8,
  hex,
  instant,
  integer,
  list,
  object,
  oneOf,
  optional,
  type Parsed,
  text,
  toBase64,
  toHex,
} from '@amaan/base';
import { ed25519 } from '@noble/curves/ed25519.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { canonicalBytes } from './canonical-json.ts';
import { DirectoryError } from './errors.ts';
import { parseRecipient } from './intake.ts';

/** One member of staff. `intake`: new cases are sealed to this person too. */
export const parseStaffKey = object({
  id: hex(16),
  role: oneOf('caseworker', 'supervisor', 'admin'),
  recipient: parseRecipient,
  /** Ed25519 public key that their messages are signed with. */
  signKey: hex(32),
  intake: boolean,
});
export type StaffKey = Parsed<typeof parseStaffKey>;

/** The staff whose keys may be trusted. `seq` grows with every change, so an old one shows. */
export const parseDirectory = object({
  v: oneOf(1),
  seq: integer(1, 1_000_000_000),
  issued: instant,
  expires: instant,
  staff: list(parseStaffKey, 500),
  /** The helpline's offline key, where it has one: she is told. */
  recovery: optional(parseRecipient),
  /** Ed25519 public key of the ledger. */
  ledger: hex(32),
});
export type Directory = Parsed<typeof parseDirectory>;

/** A directory as it travels: the signed bytes themselves, so that nobody must rebuild them. */
export const parseSignedDirectory = object({
  v: oneOf(1),
  body: text(400_000, { min: 1 }),
  key: hex(32),
  sig: hex(64),
});
export type SignedDirectory = Parsed<typeof parseSignedDirectory>;

const CONTEXT = new TextEncoder().encode('amaan/directory/v1\n');

function signed(body: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(CONTEXT.length + body.length);
  bytes.set(CONTEXT);
  bytes.set(body, CONTEXT.length);
  return bytes;
}

/** SHA-256 of a directory key, hex: what the page pins and what a person can compare. */
export function fingerprint(key: string): string {
  return toHex(sha256(fromHex(key)));
}

/** Signs a directory. @param secret the directory's 32-byte Ed25519 secret, offline in production */
export function signDirectory(directory: Directory, secret: Uint8Array): SignedDirectory {
  const body = canonicalBytes(parseDirectory(directory));
  return {
    v: 1,
    body: toBase64(body),
    key: toHex(ed25519.getPublicKey(secret)),
    sig: toHex(ed25519.sign(signed(body), secret)),
  };
}

/**
 * Opens a directory, or says why nothing may be sealed to the keys in it.
 *
 * @param pinned the fingerprint that came with the page
 * @param now the device's time, ISO; a clock an hour off is forgiven
 * @param atLeast the newest `seq` seen so far in this visit, or pinned
 * @throws DirectoryError `directory.pin`, `directory.signature`, `directory.expired`, `directory.future`,
 *   `directory.rollback`; ShapeError
 */
export function openDirectory(value: unknown, pinned: string, now: string, atLeast = 0): Directory {
  const { body, key, sig } = parseSignedDirectory(value);
  if (fingerprint(key) !== pinned)
    throw new DirectoryError(
      'directory.pin',
      'The staff keys are signed by another key than this page expects.',
    );
  const bytes = fromBase64(body);
  if (!ed25519.verify(fromHex(sig), signed(bytes), fromHex(key)))
    throw new DirectoryError('directory.signature', 'The staff keys were changed after they were signed.');
  const directory = parseDirectory(JSON.parse(fromUtf8(bytes)));
  const time = Date.parse(now);
  const slack = 3_600_000;
  if (Date.parse(directory.expires) < time - slack)
    throw new DirectoryError('directory.expired', 'The list of staff keys is too old to be trusted.');
  if (Date.parse(directory.issued) > time + slack)
    throw new DirectoryError(
      'directory.future',
      "The list of staff keys is from the future: check the device's date.",
    );
  if (directory.seq < atLeast)
    throw new DirectoryError('directory.rollback', 'An older list of staff keys was sent than before.');
  return directory;
}

/** Those to whom a new case is sealed. */
export function intakeGroup(directory: Directory): StaffKey[] {
  return directory.staff.filter((member) => member.intake);
}
