import { existsSync, readFileSync } from 'node:fs';
import { AmaanError, hex, object, oneOf, optional, type Parsed, text } from '@amaan/base';

const key = text(200, { min: 1, pattern: /^[^\s,]+$/ });

/** The two keys that open its lists, and where it takes them the ones for submissions and feedback. */
export const parseKeys = object({
  subscription: key,
  fetch: key,
  submit: optional(key),
  feedback: optional(key),
});

/** The keys that an exchange handed to us. `publicKey` is there when it speaks Amaan's own wire. */
export const parseKeyFile = object({
  v: oneOf(1),
  name: text(64, { min: 1 }),
  partner: text(64, { min: 1 }),
  url: text(500, { min: 1, pattern: /^https?:\/\// }),
  publicKey: optional(hex(32)),
  keys: parseKeys,
});
export type KeyFile = Parsed<typeof parseKeyFile>;

/**
 * Reads a key file.
 *
 * @returns undefined when it is not there (yet)
 * @throws AmaanError `exchange-keys` when it is damaged
 */
export function readKeyFile(path: string): KeyFile | undefined {
  if (!existsSync(path)) return undefined;
  try {
    return parseKeyFile(JSON.parse(readFileSync(path, 'utf8')));
  } catch (cause) {
    throw new AmaanError('exchange-keys', `The exchange's key file at ${path} cannot be read.`, { cause });
  }
}
