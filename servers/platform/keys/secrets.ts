import { createPrivateKey, createPublicKey, randomBytes, sign } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { AmaanError } from '@amaan/base';

/** The platform's own Ed25519 key: signs review events and status messages. */
export interface PlatformKey {
  /** 32 bytes, hex. */
  readonly publicKey: string;
  sign(bytes: Uint8Array): Uint8Array;
}

// The fixed head of a PKCS #8 file for Ed25519 (RFC 8410, section 7), before the 32 secret bytes.
const PKCS8_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex');

/** An Ed25519 key from its 32 secret bytes. */
export function platformKey(secret: Uint8Array): PlatformKey {
  const key = createPrivateKey({ key: Buffer.concat([PKCS8_HEAD, secret]), format: 'der', type: 'pkcs8' });
  const spki = createPublicKey(key).export({ format: 'der', type: 'spki' });
  return {
    publicKey: spki.subarray(-32).toString('hex'),
    sign: (bytes) => sign(null, bytes, key),
  };
}

/**
 * A secret of 32 bytes from a file that only its owner may read; made when it is missing and `make` says so.
 *
 * @throws AmaanError `keys` when it is missing or damaged
 */
export function loadSecret(folder: string, name: string, { make = false } = {}): Buffer {
  const path = join(folder, 'keys', `${name}.key`);
  if (!existsSync(path)) {
    if (!make)
      throw new AmaanError(
        'keys',
        `The ${name} key is missing: put it at ${path}, readable by this user only.`,
      );
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    writeFileSync(path, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
  }
  const secret = Buffer.from(readFileSync(path, 'utf8').trim(), 'hex');
  if (secret.length !== 32)
    throw new AmaanError('keys', `The ${name} key at ${path} is damaged: 64 hex digits are expected.`);
  return secret;
}

/** Writes a small JSON file whole or not at all, readable by its owner only. */
export function writeHandover(path: string, value: object): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.new`, JSON.stringify(value), { mode: 0o600 });
  renameSync(`${path}.new`, path);
}
