import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Hashes of a bank, and queries of which it is known what they must find. */
export interface SearchData {
  readonly name: string;
  readonly hashes: Uint8Array<ArrayBuffer>;
  readonly queries: Uint8Array<ArrayBuffer>;
  /** For each query the bits between it and the bank hash it was made from; 32 is a decoy. */
  readonly planted: number[];
  /** Position in the bank of that hash. */
  readonly source: number[];
}

/** A repeatable stream of numbers below 2^32 (xorshift, Marsaglia 2003). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
}

function flip(hashes: Uint8Array, at: number, bits: number, next: () => number): void {
  const flipped = new Set<number>();
  while (flipped.size < bits) flipped.add(next() & 255);
  for (const bit of flipped) hashes[at + (bit >> 3)] = (hashes[at + (bit >> 3)] ?? 0) ^ (1 << (bit & 7));
}

/** Queries from entries of the bank with 20 to 32 bits changed, each count as often. */
function plant(name: string, hashes: Uint8Array<ArrayBuffer>, count: number): SearchData {
  const next = numbers(0x5eed);
  const queries = new Uint8Array(32 * count);
  const planted: number[] = [];
  const source: number[] = [];
  for (let i = 0; i < count; i++) {
    const from = next() % (hashes.length / 32);
    const bits = 20 + (i % 13);
    queries.set(hashes.subarray(32 * from, 32 * from + 32), 32 * i);
    flip(queries, 32 * i, bits, next);
    planted.push(bits);
    source.push(from);
  }
  return { name, hashes, queries, planted, source };
}

/** A bank of uniform random hashes: the easy case, and the one that published figures are for. */
export function uniformData(size: number, queries: number): SearchData {
  const next = numbers(0xacced);
  return plant('uniform', new Uint8Array(Uint32Array.from({ length: 8 * size }, next).buffer), queries);
}

const FRAMES = join(import.meta.dirname, '../../../shared/data/video/vpdq-hashes');

/** A bank of real frame hashes, each many times over with up to 24 bits changed: long runs, many near neighbours. */
export function skewedData(size: number, queries: number): SearchData | undefined {
  if (!existsSync(FRAMES)) return undefined;
  const frames: string[] = [];
  for (const file of readdirSync(FRAMES, { recursive: true, withFileTypes: true }))
    if (file.isFile())
      for (const [hash] of readFileSync(join(file.parentPath, file.name), 'latin1').matchAll(
        /\b[0-9a-f]{64}\b/g,
      ))
        frames.push(hash);
  const next = numbers(0xf4a3e);
  const hashes = new Uint8Array(32 * size);
  const real = Buffer.from(frames.join(''), 'hex');
  for (let i = 0; i < size; i++) {
    const from = 32 * (next() % frames.length);
    hashes.set(real.subarray(from, from + 32), 32 * i);
    flip(hashes, 32 * i, next() % 25, next);
  }
  return plant('skewed', hashes, queries);
}
