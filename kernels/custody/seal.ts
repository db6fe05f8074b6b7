import { fromBase64, object, oneOf, optional, type Parsed, text, toBase64, toHex, toUtf8 } from '@amaan/base';
import { sha256 } from '@noble/hashes/sha2.js';
import { Decrypter, Encrypter } from 'age-encryption';
import { identityOf, isRecipient, recipientOf, recipientOfIdentity } from './age-keys.ts';
import { canonicalBytes } from './canonical-json.ts';
import { SealError } from './errors.ts';
import { COMPARTMENTS, type CaseKeys, type Compartment, type Grant } from './intake.ts';

/** Gives `n` random bytes; passed in, because kernels have no randomness of their own. */
export type Random = (n: number) => Uint8Array;

/** Secret keys of some compartments, as age identities. */
export type CaseSecrets = Partial<Record<Compartment, string>>;

/** Sizes that sealed text is padded to, so that its length says little; above the last, multiples of it. */
export const BUCKETS: readonly number[] = [1024, 4096, 16_384, 65_536];

/** The bucket for text of so many bytes. */
export function bucketOf(bytes: number): number {
  const top = BUCKETS.at(-1) ?? 65_536;
  return BUCKETS.find((bucket) => bytes <= bucket) ?? Math.ceil(bytes / top) * top;
}

/**
 * Seals text to age recipients. The text is padded with spaces: what is sealed here is JSON, to which they mean
 * nothing, so an export opened with the stock `age` tool needs no cleaning. age draws the file key itself, from the
 * platform's generator.
 *
 * @param size bytes to pad to; by default the bucket
 * @returns the age file in base64
 * @throws SealError `recipient` when a recipient is malformed, `too-long` when the text is longer than `size`
 */
export async function sealText(recipients: readonly string[], plain: string, size?: number): Promise<string> {
  const bytes = toUtf8(plain);
  const padded = new Uint8Array(size ?? bucketOf(bytes.length)).fill(0x20);
  if (bytes.length > padded.length) throw new SealError('too-long', 'The text does not fit its bucket.');
  padded.set(bytes);
  const encrypter = new Encrypter();
  if (recipients.length === 0) throw new SealError('recipient', 'There is nobody to seal this to.');
  for (const recipient of recipients) {
    if (!isRecipient(recipient)) throw new SealError('recipient', 'A recipient is not an age key.');
    encrypter.addRecipient(recipient);
  }
  return toBase64(await encrypter.encrypt(padded));
}

/**
 * Opens an age file in base64, whole or not at all.
 *
 * @throws SealError `sealed` for a wrong key, a change of any byte, or a cut
 */
export async function openText(identity: string, sealed: string): Promise<string> {
  return (await openPadded(identity, sealed)).trimEnd();
}

/** `openText` with its padding. */
export async function openPadded(identity: string, sealed: string): Promise<string> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  try {
    return await decrypter.decrypt(fromBase64(sealed), 'text');
  } catch (cause) {
    throw new SealError('sealed', 'This cannot be opened: the key is another one, or the file was changed.', {
      cause,
    });
  }
}

/** Seals a JSON value, see `sealText`. */
export async function sealJson(recipients: readonly string[], value: unknown): Promise<string> {
  return sealText(recipients, JSON.stringify(value));
}

/** Opens what `sealJson` sealed; the caller parses it. @throws SealError `sealed`, `content` */
export async function openJson(identity: string, sealed: string): Promise<unknown> {
  const plain = await openText(identity, sealed);
  try {
    return JSON.parse(plain);
  } catch (cause) {
    throw new SealError('content', 'What was sealed here is not JSON.', { cause });
  }
}

/** New keys for the given compartments (all by default): the secrets stay in the browser, the keys go with the case. */
export function newCompartments(
  random: Random,
  compartments: readonly Compartment[] = COMPARTMENTS,
): { secrets: CaseSecrets; keys: Partial<CaseKeys> } {
  const secrets: CaseSecrets = {};
  const keys: Partial<CaseKeys> = {};
  for (const compartment of compartments) {
    const secret = random(32);
    secrets[compartment] = identityOf(secret);
    keys[compartment] = recipientOf(secret);
  }
  return { secrets, keys };
}

/** The public halves of a full set of secrets. @throws SealError `grant` when one is missing */
export function keysOf(secrets: CaseSecrets): CaseKeys {
  const key = (compartment: Compartment) => {
    const secret = secrets[compartment];
    if (!secret) throw new SealError('grant', `There is no key here for the compartment ${compartment}.`);
    return recipientOfIdentity(secret);
  };
  return { story: key('story'), links: key('links'), messages: key('messages'), exhibits: key('exhibits') };
}

/** SHA-256 of a case's keys, hex: says which ones something was sealed under. */
export function keysDigest(keys: CaseKeys): string {
  return toHex(sha256(canonicalBytes(keys)));
}

/**
 * Seals something again to a new key. What the old key does not open comes back as it is: one broken item, which
 * whoever may add can bring, must not keep a case from getting new keys.
 *
 * @throws SealError `recipient`
 */
export async function sealAgain(old: string, recipient: string, sealed: string): Promise<string> {
  let plain: string;
  try {
    plain = await openText(old, sealed);
  } catch {
    return sealed;
  }
  return sealText([recipient], plain);
}

const identity = text(80, { pattern: /^AGE-SECRET-KEY-1[02-9AC-HJ-NP-Z]{58}$/ });
const parseGranted = object({
  v: oneOf(1),
  keys: object({
    story: optional(identity),
    links: optional(identity),
    messages: optional(identity),
    exhibits: optional(identity),
  }),
});
type Granted = Parsed<typeof parseGranted>;

/**
 * Seals some compartments' keys to one recipient.
 *
 * @throws SealError `grant` when `secrets` lacks one of them, `recipient`
 */
export async function makeGrant(input: {
  to: string;
  kind: Grant['kind'];
  compartments: readonly Compartment[];
  secrets: CaseSecrets;
}): Promise<Grant> {
  const granted: Granted = { v: 1, keys: {} };
  for (const compartment of input.compartments) {
    const secret = input.secrets[compartment];
    if (!secret) throw new SealError('grant', `There is no key here for the compartment ${compartment}.`);
    granted.keys[compartment] = secret;
  }
  const sealed = await sealJson([input.to], granted);
  return { to: input.to, kind: input.kind, compartments: [...input.compartments], sealed };
}

/** Opens a grant. @throws SealError `sealed`, `content`; ShapeError when it is not a grant */
export async function openGrant(secret: string, sealed: string): Promise<CaseSecrets> {
  return parseGranted(await openJson(secret, sealed)).keys;
}

/** Seals a stream of bytes to age recipients, as it comes. @throws SealError `recipient` */
export async function sealStream(
  recipients: readonly string[],
  plain: ReadableStream<Uint8Array>,
): Promise<ReadableStream<Uint8Array>> {
  const encrypter = new Encrypter();
  if (recipients.length === 0 || !recipients.every(isRecipient))
    throw new SealError('recipient', 'A recipient is not an age key.');
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  return encrypter.encrypt(plain);
}

/** Opens a sealed stream; reading it ends in an error where it was changed or cut. @throws SealError `sealed` */
export async function openStream(
  identity: string,
  sealed: ReadableStream<Uint8Array>,
): Promise<ReadableStream<Uint8Array>> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  try {
    return await decrypter.decrypt(sealed);
  } catch (cause) {
    throw new SealError('sealed', 'This cannot be opened: the key is another one, or the file was changed.', {
      cause,
    });
  }
}
