import { toHex, toUtf8 } from '@amaan/base';
import { canonicalJson } from '@amaan/custody';
import { sha256 } from '@noble/hashes/sha2.js';

/** SHA-256, lower-case hex, of the canonical JSON (RFC 8785) of `value`. */
export function digestOf(value: unknown): string {
  return toHex(sha256(toUtf8(canonicalJson(value))));
}
