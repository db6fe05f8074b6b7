import { toHex, toUtf8 } from '@amaan/base';
import { x25519 } from '@noble/curves/ed25519.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bech32 } from '@scure/base';
import { SealError } from './errors.ts';

const RECIPIENT = /^age1[02-9ac-hj-np-z]{58}$/;
const IDENTITY = /^AGE-SECRET-KEY-1[02-9AC-HJ-NP-Z]{58}$/;

/** Whether the text is an age X25519 recipient by form and checksum (https://age-encryption.org/v1). */
export function isRecipient(text: string): boolean {
  if (!RECIPIENT.test(text)) return false;
  const read = bech32.decodeUnsafe(text);
  return read !== undefined && bech32.fromWordsUnsafe(read.words)?.length === 32;
}

/** 32 secret bytes as an age identity (AGE-SECRET-KEY-1...). */
export function identityOf(secret: Uint8Array): string {
  return bech32.encodeFromBytes('AGE-SECRET-KEY-', secret).toUpperCase();
}

/** The age recipient (age1...) of 32 secret bytes. */
export function recipientOf(secret: Uint8Array): string {
  return bech32.encodeFromBytes('age', x25519.getPublicKey(secret));
}

/**
 * The age recipient of an identity.
 *
 * @throws SealError `identity` when the text is not an age identity
 */
export function recipientOfIdentity(identity: string): string {
  const read = IDENTITY.test(identity) ? bech32.decodeUnsafe(identity) : undefined;
  const secret = read && bech32.fromWordsUnsafe(read.words);
  if (!secret || secret.length !== 32) throw new SealError('identity', 'This is not an age identity.');
  return recipientOf(Uint8Array.from(secret));
}

/** How the ledger names a recipient: a digest, hex, so that an exported ledger does not list keys. */
export function recipientDigest(recipient: string): string {
  return toHex(sha256(toUtf8(recipient)));
}
