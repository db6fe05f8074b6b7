import { createCipheriv, timingSafeEqual } from 'node:crypto';

const BLOCK = 16;

/** AES over whole blocks: what CMAC and CTR are built from. One object for good, because making one costs more than using it. */
type Blocks = (bytes: Buffer) => Buffer;

function blocksOf(key: Uint8Array): Blocks {
  const cipher = createCipheriv(`aes-${key.length * 8}-ecb`, key, null).setAutoPadding(false);
  return (bytes) => cipher.update(bytes);
}

/**
 * AES-SIV (RFC 5297) with one string of associated data. Deterministic: the same plaintext under the same data gives the
 * same bytes, so no random number can be used twice by mistake. Many messages of one length are worked on in step, which
 * is what makes opening a million small ones quick.
 */
export class Siv {
  readonly #mac: Blocks;
  readonly #stream: Blocks;
  readonly #whole: Buffer;
  readonly #part: Buffer;
  /** dbl(CMAC(zero)): where S2V begins with its first string. */
  readonly #start: Buffer;

  /** @param key 32 bytes for AES-128, 64 for AES-256: first half for the tag, second for the stream */
  constructor(key: Uint8Array) {
    if (key.length !== 32 && key.length !== 64) throw new RangeError('A SIV key has 32 or 64 bytes.');
    this.#mac = blocksOf(key.subarray(0, key.length / 2));
    this.#stream = blocksOf(key.subarray(key.length / 2));
    this.#whole = doubled(this.#mac(Buffer.alloc(BLOCK)));
    this.#part = doubled(this.#whole);
    this.#start = doubled(this.#macs(Buffer.alloc(BLOCK), 1));
  }

  /** @returns 16 bytes of tag and the ciphertext */
  seal(data: Uint8Array, plaintext: Uint8Array): Buffer {
    const plain = Buffer.from(plaintext);
    const tag = this.#tags(Buffer.from(data), plain, 1);
    return Buffer.concat([tag, this.#crypt(tag, plain, 1)]);
  }

  /** @returns undefined when the bytes or the data were changed */
  open(data: Uint8Array, sealed: Uint8Array): Buffer | undefined {
    return this.openMany(data, sealed, 1);
  }

  /**
   * Opens `count` messages of one length, one behind the other, each with its own associated data (of one length too).
   *
   * @returns the plaintexts, one behind the other; undefined when any was changed
   */
  openMany(data: Uint8Array, sealed: Uint8Array, count: number): Buffer | undefined {
    const length = sealed.length / count - BLOCK;
    if (!Number.isInteger(length) || length < 0) return undefined;
    const tags = Buffer.alloc(count * BLOCK);
    const body = Buffer.alloc(count * length);
    for (let i = 0; i < count; i++) {
      const from = i * (length + BLOCK);
      tags.set(sealed.subarray(from, from + BLOCK), i * BLOCK);
      body.set(sealed.subarray(from + BLOCK, from + BLOCK + length), i * length);
    }
    const plain = this.#crypt(tags, body, count);
    return timingSafeEqual(this.#tags(Buffer.from(data), plain, count), tags) ? plain : undefined;
  }

  /** S2V (RFC 5297, section 2.4) of one string of data and the plaintext. */
  #tags(data: Buffer, plain: Buffer, count: number): Buffer {
    const length = plain.length / count;
    let keys = this.#macs(data, count);
    for (let i = 0; i < count; i++) xor(keys, i * BLOCK, this.#start, 0, BLOCK);
    if (length >= BLOCK) {
      const mixed = Buffer.from(plain);
      for (let i = 0; i < count; i++) xor(mixed, (i + 1) * length - BLOCK, keys, i * BLOCK, BLOCK);
      return this.#macs(mixed, count);
    }
    const mixed = Buffer.alloc(count * BLOCK);
    for (let i = 0; i < count; i++) {
      mixed.set(plain.subarray(i * length, (i + 1) * length), i * BLOCK);
      mixed[i * BLOCK + length] = 0x80;
    }
    keys = Buffer.concat(
      Array.from({ length: count }, (_, i) => doubled(keys.subarray(i * BLOCK, (i + 1) * BLOCK))),
    );
    xor(mixed, 0, keys, 0, mixed.length);
    return this.#macs(mixed, count);
  }

  /** CMAC (RFC 4493) of `count` messages of one length. */
  #macs(messages: Buffer, count: number): Buffer {
    const length = messages.length / count;
    const blocks = Math.max(1, Math.ceil(length / BLOCK));
    const full = length > 0 && length % BLOCK === 0;
    let state: Buffer = Buffer.alloc(count * BLOCK);
    for (let b = 0; b < blocks; b++) {
      const size = Math.min(BLOCK, length - b * BLOCK);
      const last = b === blocks - 1;
      for (let i = 0; i < count; i++) {
        xor(state, i * BLOCK, messages, i * length + b * BLOCK, size);
        if (!last) continue;
        if (!full) state[i * BLOCK + size] = (state[i * BLOCK + size] ?? 0) ^ 0x80;
        xor(state, i * BLOCK, full ? this.#whole : this.#part, 0, BLOCK);
      }
      state = this.#mac(state);
    }
    return state;
  }

  /** CTR from each message's tag with two bits cleared (RFC 5297, section 2.5). */
  #crypt(tags: Buffer, bytes: Buffer, count: number): Buffer {
    const length = bytes.length / count;
    const blocks = Math.ceil(length / BLOCK);
    const counters = Buffer.alloc(count * blocks * BLOCK);
    for (let i = 0; i < count; i++) {
      // With the top bit of the last word cleared, counting up to 2^31 blocks stays inside that word.
      const low = tags.readUInt32BE(i * BLOCK + 12) & 0x7fffffff;
      for (let b = 0; b < blocks; b++) {
        const at = (i * blocks + b) * BLOCK;
        tags.copy(counters, at, i * BLOCK, (i + 1) * BLOCK);
        counters[at + 8] = (counters[at + 8] ?? 0) & 0x7f;
        counters.writeUInt32BE((low + b) >>> 0, at + 12);
      }
    }
    const stream = this.#stream(counters);
    const out = Buffer.from(bytes);
    for (let i = 0; i < count; i++) xor(out, i * length, stream, i * blocks * BLOCK, length);
    return out;
  }
}

function xor(into: Buffer, at: number, from: Buffer, start: number, size: number): void {
  for (let i = 0; i < size; i++) into[at + i] = (into[at + i] ?? 0) ^ (from[start + i] ?? 0);
}

/** Doubling in GF(2^128) as CMAC and S2V have it. */
function doubled(block: Buffer): Buffer {
  const out = Buffer.alloc(BLOCK);
  for (let i = 0; i < BLOCK; i++) out[i] = ((block[i] ?? 0) << 1) | ((block[i + 1] ?? 0) >> 7);
  if ((block[0] ?? 0) & 0x80) out[BLOCK - 1] = (out[BLOCK - 1] ?? 0) ^ 0x87;
  return out;
}
