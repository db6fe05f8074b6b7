import { createPrivateKey, createPublicKey, randomBytes, sign } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AmaanError } from '@amaan/base';

/** An Ed25519 key of this server. */
export interface SigningKey {
  /** 32 bytes, hex. */
  readonly publicKey: string;
  readonly secret: Uint8Array;
  readonly sign: (bytes: Uint8Array) => Uint8Array;
}

/** The keys of `contracts.md`, and the secret behind challenges. */
export interface ServerKeys {
  readonly directory: SigningKey;
  readonly ledger: SigningKey;
  readonly exchange: SigningKey;
}

const NAMES = ['directory', 'ledger', 'exchange'] as const;
// The fixed head of a PKCS #8 file for Ed25519 (RFC 8410, section 7), before the 32 secret bytes.
const PKCS8_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex');

/** An Ed25519 key from its 32 secret bytes; signs natively, which is twenty times faster than in JavaScript. */
export function signingKey(secret: Uint8Array): SigningKey {
  const native = createPrivateKey({
    key: Buffer.concat([PKCS8_HEAD, secret]),
    format: 'der',
    type: 'pkcs8',
  });
  return {
    publicKey: Buffer.from(createPublicKey(native).export({ format: 'jwk' }).x ?? '', 'base64url').toString(
      'hex',
    ),
    secret,
    sign: (bytes) => sign(null, bytes, native),
  };
}

/**
 * Loads the server's keys from `folder`/keys, each a file of 32 bytes in hex that only its owner may read. In the demo
 * profile missing ones are made; in production the operator brings them (`amaan keys`), the directory's from offline.
 *
 * @throws AmaanError `keys` when one is missing in production or damaged
 */
export function loadKeys(folder: string, profile: 'demo' | 'production'): ServerKeys {
  const home = join(folder, 'keys');
  mkdirSync(home, { recursive: true, mode: 0o700 });
  const load = (name: (typeof NAMES)[number]) => {
    const path = join(home, `${name}.key`);
    if (!existsSync(path)) {
      if (profile === 'production')
        throw new AmaanError(
          'keys',
          `The ${name} key is missing: put it at ${path}, readable by this user only.`,
        );
      writeFileSync(path, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
    }
    const secret = Buffer.from(readFileSync(path, 'utf8').trim(), 'hex');
    if (secret.length !== 32)
      throw new AmaanError('keys', `The ${name} key at ${path} is damaged: 64 hex digits are expected.`);
    return signingKey(secret);
  };
  return { directory: load('directory'), ledger: load('ledger'), exchange: load('exchange') };
}
