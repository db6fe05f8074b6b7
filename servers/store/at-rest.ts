import { createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { StoreError } from './errors.ts';
import { Siv } from './siv.ts';

const SECRET = 32;
const DIGEST = 16;

/**
 * What keeps hashes out of the database's own files, dumps and copies: a secret in a file apart from it. Rows are sealed
 * with AES-256-SIV, bound to their place; equal values are found by keyed digests. Each purpose has a key of its own.
 */
export class AtRest {
  readonly #secret: Uint8Array;
  readonly #boxes = new Map<string, Siv>();
  readonly #keys = new Map<string, Buffer>();

  /** @param secret 32 bytes */
  constructor(secret: Uint8Array) {
    this.#secret = secret;
  }

  /** Seals bytes for one place, such as a row's id: elsewhere they do not open. */
  seal(purpose: string, place: Uint8Array | string, bytes: Uint8Array): Buffer {
    return this.#box(purpose).seal(asBytes(place), bytes);
  }

  /** @throws StoreError `at-rest` when the key is another one, or the row was changed or belongs elsewhere */
  open(purpose: string, place: Uint8Array | string, sealed: Uint8Array): Buffer {
    return this.#box(purpose).open(asBytes(place), sealed) ?? refuse();
  }

  /**
   * Opens many of one length, one behind the other: a million small ones in a second or two.
   *
   * @param places of one length too, one behind the other
   * @throws StoreError `at-rest`
   */
  openMany(purpose: string, places: Uint8Array, sealed: Uint8Array, count: number): Buffer {
    return this.#box(purpose).openMany(places, sealed, count) ?? refuse();
  }

  /** 16 bytes that stand for a value: the same for the same value, and nothing without the key. */
  digest(purpose: string, value: Uint8Array | string): Buffer {
    const key = this.#keys.get(purpose) ?? this.#derive(`digest:${purpose}`, 32);
    this.#keys.set(purpose, key);
    return createHmac('sha256', key).update(value).digest().subarray(0, DIGEST);
  }

  #box(purpose: string): Siv {
    const box = this.#boxes.get(purpose) ?? new Siv(this.#derive(`seal:${purpose}`, 64));
    this.#boxes.set(purpose, box);
    return box;
  }

  #derive(info: string, length: number): Buffer {
    return Buffer.from(
      hkdfSync('sha256', this.#secret, new Uint8Array(0), `amaan/at-rest/v1/${info}`, length),
    );
  }
}

function asBytes(place: Uint8Array | string): Uint8Array {
  return typeof place === 'string' ? Buffer.from(place) : place;
}

function refuse(): never {
  throw new StoreError(
    'at-rest',
    'What is encrypted in the database does not open: the key file belongs to another installation, or a row was changed.',
  );
}

/**
 * Where a server's secret for `AtRest` stands: in the folder that `AMAAN_REST_KEYS` names, as `SERVER.key`, or else among
 * the server's own keys.
 */
export function restKeyPath(
  server: string,
  folder: string,
  env: Readonly<Record<string, string | undefined>> = process.env,
): string {
  return env.AMAAN_REST_KEYS
    ? join(env.AMAAN_REST_KEYS, `${server}.key`)
    : join(folder, 'keys', 'at-rest.key');
}

/**
 * Reads the secret (64 hex digits, readable by its owner only). It is made when it is missing and nothing was encrypted
 * with it yet.
 *
 * @param options `unused`: whether the database holds nothing that this secret would have to open
 * @throws StoreError `at-rest-key` when it is missing or damaged
 */
export function loadAtRest(path: string, { unused }: { unused: boolean }): AtRest {
  if (!existsSync(path)) {
    if (!unused)
      throw new StoreError(
        'at-rest-key',
        `The key for what is encrypted in the database is missing: put it back at ${path}.`,
      );
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    writeFileSync(path, `${randomBytes(SECRET).toString('hex')}\n`, { mode: 0o600, flag: 'wx', flush: true });
  }
  const secret = Buffer.from(readFileSync(path, 'utf8').trim(), 'hex');
  if (secret.length !== SECRET)
    throw new StoreError('at-rest-key', `The key at ${path} is damaged: 64 hex digits are expected.`);
  return new AtRest(secret);
}
