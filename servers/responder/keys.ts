import { createPrivateKey, createPublicKey, randomBytes, sign } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { AmaanError } from '@amaan/base';

/** An Ed25519 key of this server. */
export interface SigningKey {
  /** 32 bytes, hex. */
  readonly publicKey: string;
  readonly secret: Uint8Array;
  readonly sign: (bytes: Uint8Array) => Uint8Array;
}

/** The directory's key. Without `secret` it is offline: a directory is signed elsewhere and brought here. */
export interface DirectoryKey {
  /** 32 bytes, hex. */
  readonly publicKey: string;
  readonly secret?: Uint8Array;
}

/** The keys of `contracts.md`, and the secret behind challenges. */
export interface ServerKeys {
  readonly directory: DirectoryKey;
  readonly ledger: SigningKey;
  readonly exchange: SigningKey;
}

const NAMES = ['directory', 'ledger', 'exchange'] as const;
/** Stands behind a key that the demo profile made, so that production refuses it. */
const DEMO = 'demo';
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
 * Reads one key file: 64 hex digits, readable by its owner only.
 *
 * @throws AmaanError `keys` when it is missing, damaged, or made by the demo and read in production
 */
export function readKey(path: string, profile: 'demo' | 'production'): SigningKey {
  if (!existsSync(path))
    throw new AmaanError('keys', `A key is missing: put it at ${path}, readable by this user only.`);
  const [hex = '', mark] = readFileSync(path, 'utf8').trim().split(/\s+/);
  const secret = Buffer.from(hex, 'hex');
  if (secret.length !== 32)
    throw new AmaanError('keys', `The key at ${path} is damaged: 64 hex digits are expected.`);
  if (mark === DEMO && profile === 'production')
    throw new AmaanError('keys', `The key at ${path} was made by the demo. Make keys with amaan keys make.`);
  return signingKey(secret);
}

/** Writes a new key file that only its owner may read. @returns the key @throws Error when the file exists */
export function makeKey(path: string, mark = ''): SigningKey {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  writeFileSync(path, `${randomBytes(32).toString('hex')}${mark && ` ${mark}`}\n`, {
    mode: 0o600,
    flag: 'wx',
  });
  return readKey(path, 'demo');
}

/**
 * Loads the server's keys from `folder`/keys. In the demo profile missing ones are made; in production the operator
 * makes them (`amaan keys make`), the directory's somewhere offline: then only its public half, `directory.pub`, is here.
 *
 * @throws AmaanError `keys` when one is missing in production or damaged
 */
export function loadKeys(folder: string, profile: 'demo' | 'production'): ServerKeys {
  const home = join(folder, 'keys');
  const load = (name: (typeof NAMES)[number]) => {
    const path = join(home, `${name}.key`);
    return profile === 'demo' && !existsSync(path) ? makeKey(path, DEMO) : readKey(path, profile);
  };
  const pub = join(home, 'directory.pub');
  const directory = existsSync(pub) ? { publicKey: readPublic(pub) } : load('directory');
  return { directory, ledger: load('ledger'), exchange: load('exchange') };
}

function readPublic(path: string): string {
  const hex = readFileSync(path, 'utf8').trim();
  if (!/^[0-9a-f]{64}$/.test(hex))
    throw new AmaanError('keys', `The public key at ${path} is damaged: 64 hex digits are expected.`);
  return hex;
}
