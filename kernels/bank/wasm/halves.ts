//! --importMemory --sharedMemory --enable threads --maximumMemory 65536
// Exact search at Hamming distance <= 31 over one segment of hashes, by paired halves.
//
// A hash is 8 pairs of 32 bits, a pair is two halves of 16. A distance below 8(b+1) leaves some pair with at most b
// differing bits, and in that pair one half with at most b/2. So each of the 16 halves is a band: its entries lie
// sorted by that half's value ("runs"), each with its partner half, and a look-up reads the run of the query's value
// and, for b >= 2, the 16 runs one bit away, keeping what the partner half allows. Only those few are compared whole.
//
// Everything is read from one memory that the caller lays out; nothing is allocated here.

/** Run bounds of one look-up: 16 bands x 17 runs x (start, end). */
const BOUNDS: u32 = 16 * 17 * 8;
/** Candidates kept before they are compared: addresses of their positions. */
const CANDIDATES: u32 = 4096;
/** Matches given back at once: (position, distance). */
const RESULTS: u32 = 2048;

/** With more entries than this a run holds eight and more on average. */
const MIDDLING: u32 = 8 << 16;

const TOO_MANY: i32 = -1;
const TOO_SKEWED: i32 = -2;

let count: u32 = 0;
let hashes: u32 = 0;
let tombstones: u32 = 0;
/** 16 x 65537 u32: where each value's run starts. */
let offsets: u32 = 0;
/** 16 x `stride2` bytes: partner halves in run order. */
let partners: u32 = 0;
let stride2: u32 = 0;
/** 16 x `stride3` bytes: positions (24 bits) in run order. */
let positions: u32 = 0;
let stride3: u32 = 0;

let bounds: u32 = 0;
let list: u32 = 0;
let listed: u32 = 0;
let results: u32 = 0;
let found: u32 = 0;
let seen: u32 = 0;
let query: u32 = 0;
let radius: u32 = 0;
/** Bits that may differ within the pair, and within the half that finds it. */
let pairBound: u32 = 0;
let halfBound: u32 = 0;
let middling: bool = false;
/** What was read only to bring its cache line closer. */
let touched: u32 = 0;

/** Bytes of working space that each thread needs. */
export function scratchBytes(): u32 {
  return BOUNDS + CANDIDATES * 4 + 64 + RESULTS * 8;
}

export function resultsOffset(): u32 {
  return BOUNDS + CANDIDATES * 4 + 64;
}

export function setup(
  entries: u32,
  hashesAt: u32,
  tombstonesAt: u32,
  offsetsAt: u32,
  partnersAt: u32,
  partnersStride: u32,
  positionsAt: u32,
  positionsStride: u32,
  scratch: u32,
): void {
  count = entries;
  middling = entries > MIDDLING;
  hashes = hashesAt;
  tombstones = tombstonesAt;
  offsets = offsetsAt;
  partners = partnersAt;
  stride2 = partnersStride;
  positions = positionsAt;
  stride3 = positionsStride;
  bounds = scratch;
  list = scratch + BOUNDS;
  results = scratch + BOUNDS + CANDIDATES * 4 + 64;
}

@inline
function offsetOf(band: u32, value: u32): u32 {
  return offsets + (((band << 16) + band + value) << 2);
}

@inline
function distanceTo(at: u32): u32 {
  return <u32>(
    popcnt(load<u64>(at) ^ load<u64>(query)) +
    popcnt(load<u64>(at, 8) ^ load<u64>(query, 8)) +
    popcnt(load<u64>(at, 16) ^ load<u64>(query, 16)) +
    popcnt(load<u64>(at, 24) ^ load<u64>(query, 24))
  );
}

@inline
function gone(position: u32): bool {
  return ((<u32>load<u8>(tombstones + (position >> 3)) >> (position & 7)) & 1) != 0;
}

/** Whether a band before this one finds the same entry: then it is reported there and not here. */
function foundBefore(at: u32, band: u32): bool {
  for (let b: u32 = 0; b < band; b++) {
    const half = popcnt(<u32>load<u16>(at + 2 * b) ^ <u32>load<u16>(query + 2 * b));
    if (half > halfBound) continue;
    const pair = 4 * (b >> 1);
    if (popcnt(load<u32>(at + pair) ^ load<u32>(query + pair)) <= pairBound) return true;
  }
  return false;
}

/** Compares the listed candidates whole. False when there are more matches than fit. */
function verify(): bool {
  const end = list + 4 * listed;
  seen += listed;
  let sum: u32 = 0;
  // Two passes only to bring what is far: all positions at once, then all hashes at once.
  for (let c = list; c < end; c += 4) sum += load<u32>(load<u32>(c));
  for (let c = list; c < end; c += 4)
    sum += load<u32>(hashes + ((load<u32>(load<u32>(c)) & 0xffffff) << 5));
  touched += sum;
  for (let c = list; c < end; c += 4) {
    const address = load<u32>(c);
    const position = load<u32>(address) & 0xffffff;
    const at = hashes + (<u32>position << 5);
    const distance = distanceTo(at);
    if (distance <= radius) {
      if (!foundBefore(at, (address - positions) / stride3) && !gone(position)) {
        if (found == RESULTS) return false;
        store<u32>(results + 8 * found, position);
        store<u32>(results + 8 * found, distance, 4);
        found++;
      }
    }
  }
  listed = 0;
  return true;
}

/** All lanes whose partner half differs from `partner` in at most `allowed` bits become zero. */
@inline
function cleared(at: u32, partner: v128, allowed: i32): v128 {
  const one = i16x8.splat(1);
  let x = v128.xor(v128.load(at), partner);
  // Each step clears the lowest set bit of every lane: what is zero then had no more than that many.
  if (allowed > 0) x = v128.and(x, i16x8.sub(x, one));
  if (allowed > 1) x = v128.and(x, i16x8.sub(x, one));
  if (allowed > 2) x = v128.and(x, i16x8.sub(x, one));
  return x;
}

/** One bit for each of the sixteen entries from `at` on: whether its partner half is within bounds. */
@inline
function within16(at: u32, partner: v128, allowed: i32): u32 {
  const zero = i16x8.splat(0);
  const low = i16x8.eq(cleared(at, partner, allowed), zero);
  const high = i16x8.eq(cleared(at + 16, partner, allowed), zero);
  return i8x16.bitmask(i8x16.narrow_i16x8_s(low, high));
}

/** Lists the entries that the bits name, counted from position `first` of a band's run order. */
@inline
function listBits(band: u32, first: u32, bits: u32): bool {
  if (bits == 0) return true;
  if (listed + 32 > CANDIDATES) {
    if (!verify()) return false;
  }
  const from = positions + band * stride3 + 3 * first;
  do {
    store<u32>(list + 4 * listed, from + 3 * ctz(bits));
    listed++;
    bits &= bits - 1;
  } while (bits != 0);
  return true;
}

/**
 * Lists the entries of one run whose partner half differs from `partner` in at most `allowed` bits. Runs up to the
 * usual length are read without a branch that could go either way, which would cost more than the reading: short ones
 * as one block even when empty, middling ones as their first and last sixteen entries, which may overlap.
 */
@inline
function filterRun(band: u32, start: u32, end: u32, partner: v128, allowed: i32): bool {
  const base = partners + band * stride2;
  const length = end - start;
  if (length <= 32 && middling) {
    const last = max(end, start + 16) - 16;
    const low = within16(base + 2 * start, partner, allowed) & ((1 << min<u32>(length, 16)) - 1);
    const high = within16(base + 2 * last, partner, allowed) & (0xffff << min<u32>(32 - length, 16));
    return listBits(band, start, low | (high << (last - start)));
  }
  let i = start;
  do {
    const bits = within16(base + 2 * i, partner, allowed) & ((1 << min<u32>(end - i, 16)) - 1);
    if (!listBits(band, i, bits)) return false;
    i += 16;
  } while (i < end);
  return true;
}

/** One band's runs: the query's own value allows `pairBound` bits in the partner, its neighbours one less. */
function filterBand(band: u32): bool {
  const partner = i16x8.splat(load<u16>(query + 2 * (band ^ 1)));
  let b = bounds + band * 17 * 8;
  const start = load<u32>(b);
  const end = load<u32>(b, 4);
  if (pairBound == 3) {
    if (!filterRun(band, start, end, partner, 3)) return false;
    for (let k = 0; k < 16; k++) {
      b += 8;
      if (!filterRun(band, load<u32>(b), load<u32>(b, 4), partner, 2)) return false;
    }
    return true;
  }
  if (pairBound == 2) {
    if (!filterRun(band, start, end, partner, 2)) return false;
    for (let k = 0; k < 16; k++) {
      b += 8;
      if (!filterRun(band, load<u32>(b), load<u32>(b, 4), partner, 1)) return false;
    }
    return true;
  }
  if (pairBound == 1) return filterRun(band, start, end, partner, 1);
  return filterRun(band, start, end, partner, 0);
}

/** Reads one value of each cache line of a band's runs, so that they are near when it is filtered. */
function touchBand(band: u32, runs: u32): void {
  const base = partners + band * stride2;
  let b = bounds + band * 17 * 8;
  let sum: u32 = 0;
  for (let k: u32 = 0; k < runs; k++) {
    const from = base + 2 * load<u32>(b);
    const end = base + 2 * load<u32>(b, 4);
    // Most runs are one or two lines: both ends without a branch.
    sum += load<u16>(from) + load<u16>(end);
    for (let at = from + 64; at < end; at += 64) sum += load<u16>(at);
    b += 8;
  }
  touched += sum;
}

/**
 * Matches of the hash at `queryAt` within `within` (0 to 31) bits, written to this thread's results.
 *
 * @returns how many; -1 when they do not fit, -2 when comparing every hash is cheaper: `scan` instead
 */
export function search(queryAt: u32, within: u32): i32 {
  query = queryAt;
  radius = within;
  pairBound = within >> 3;
  halfBound = pairBound >> 1;
  found = 0;
  listed = 0;
  seen = 0;
  const runs: u32 = halfBound > 0 ? 17 : 1;
  let total: u64 = 0;
  for (let band: u32 = 0; band < 16; band++) {
    const value = <u32>load<u16>(query + 2 * band);
    let b = bounds + band * 17 * 8;
    for (let k: u32 = 0; k < runs; k++) {
      const at = offsetOf(band, k == 0 ? value : value ^ (1 << (k - 1)));
      const start = load<u32>(at);
      const end = load<u32>(at, 4);
      store<u32>(b, start);
      store<u32>(b, end, 4);
      total += end - start;
      b += 8;
    }
  }
  if (total > 4 * <u64>count) return TOO_SKEWED;
  // All bands first: most of the time goes in waiting for memory, and so the waits overlap.
  for (let band: u32 = 0; band < 16; band++) touchBand(band, runs);
  for (let band: u32 = 0; band < 16; band++) {
    if (!filterBand(band)) return TOO_MANY;
    if (seen > count >> 2) return TOO_SKEWED;
  }
  if (!verify()) return TOO_MANY;
  return found;
}

/**
 * Compares the hashes from position `from` on, any radius, until the results are full or the end is reached.
 *
 * @returns how many results; `scanned` tells where to go on
 */
export function scan(queryAt: u32, within: u32, from: u32, end: u32): u32 {
  query = queryAt;
  found = 0;
  const q0 = load<u64>(query);
  const q1 = load<u64>(query, 8);
  const q2 = load<u64>(query, 16);
  const q3 = load<u64>(query, 24);
  let position = from;
  let at = hashes + (<u32>from << 5);
  for (; position < end && found < RESULTS; position++, at += 32) {
    const distance = <u32>(
      popcnt(load<u64>(at) ^ q0) +
      popcnt(load<u64>(at, 8) ^ q1) +
      popcnt(load<u64>(at, 16) ^ q2) +
      popcnt(load<u64>(at, 24) ^ q3)
    );
    if (distance <= within) {
      if (!gone(position)) {
        store<u32>(results + 8 * found, position);
        store<u32>(results + 8 * found, distance, 4);
        found++;
      }
    }
  }
  seen = position;
  return found;
}

/** The position after the last one that `scan` compared. */
export function scanned(): u32 {
  return seen;
}

/** Counts a band's values and turns the counts into run starts, kept one place ahead: see `place`. */
function countBand(band: u32): void {
  const table = offsetOf(band, 0);
  memory.fill(table, 0, 65537 * 4);
  const end = hashes + (<u32>count << 5);
  for (let at = hashes + 2 * band; at < end; at += 32) {
    const cell = table + (<u32>load<u16>(at) << 2);
    store<u32>(cell, load<u32>(cell) + 1);
  }
  let sum: u32 = 0;
  for (let cell = table; cell < table + 65536 * 4; cell += 4) {
    const here = load<u32>(cell);
    store<u32>(cell, sum);
    sum += here;
  }
  store<u32>(table, sum, 65536 * 4);
}

/** Puts an entry at the next free place of its run; the run's start serves as the cursor. */
@inline
function place(table: u32, band: u32, value: u32, partner: u32, position: u32): void {
  const cell = table + (<u32>value << 2);
  const slot = load<u32>(cell);
  store<u32>(cell, slot + 1);
  store<u16>(partners + band * stride2 + 2 * slot, <u16>partner);
  const at = positions + band * stride3 + 3 * slot;
  store<u16>(at, <u16>position);
  store<u8>(at, <u8>(position >> 16), 2);
}

/** Undoes the cursors: every run's start is the end of the run before. */
function settle(table: u32): void {
  memory.copy(table + 4, table, 65536 * 4);
  store<u32>(table, 0);
}

/** Sorts one band at one go: simple, and slow for big segments because its writes land all over the memory. */
function buildDirect(band: u32): void {
  countBand(band);
  const table = offsetOf(band, 0);
  let at = hashes;
  for (let i: u32 = 0; i < count; i++, at += 32)
    place(table, band, load<u16>(at + 2 * band), load<u16>(at + 2 * (band ^ 1)), i);
  settle(table);
}

/** Sorts one band by the low byte into `spare` (8 bytes an entry) and then by the high byte into place. */
function buildTwice(band: u32, spare: u32, cursors: u32): void {
  countBand(band);
  const table = offsetOf(band, 0);
  memory.fill(cursors, 0, 1024);
  // Size of each low byte's part, from the run lengths.
  for (let value: u32 = 0; value < 65536; value++) {
    const cell = table + (<u32>value << 2);
    const low = cursors + ((value & 255) << 2);
    store<u32>(low, load<u32>(low) + load<u32>(cell, 4) - load<u32>(cell));
  }
  let sum: u32 = 0;
  for (let low = cursors; low < cursors + 1024; low += 4) {
    const here = load<u32>(low);
    store<u32>(low, sum);
    sum += here;
  }
  let at = hashes;
  const swap = (band & 1) != 0;
  const pairAt = 4 * (band >> 1);
  for (let i: u32 = 0; i < count; i++, at += 32) {
    let pair = load<u32>(at + pairAt);
    if (swap) pair = rotl(pair, 16);
    const low = cursors + ((pair & 255) << 2);
    const slot = load<u32>(low);
    store<u32>(low, slot + 1);
    store<u64>(spare + (<u32>slot << 3), (<u64>i << 32) | <u64>pair);
  }
  const end = spare + (<u32>count << 3);
  for (let s = spare; s < end; s += 8) {
    const pair = load<u32>(s);
    place(table, band, pair & 0xffff, pair >> 16, load<u32>(s, 4));
  }
  settle(table);
}

/** Makes the tables of all bands from the hashes. The last bands' places serve the others as spare room. */
export function build(): void {
  // Bands 13 to 15 hold at least 9 bytes an entry in their positions, which is room for the 8 of the spare list.
  const spare = (positions + 13 * stride3 + 15) & ~15;
  for (let band: u32 = 0; band < 13; band++) buildTwice(band, spare, bounds);
  for (let band: u32 = 13; band < 16; band++) buildDirect(band);
}
