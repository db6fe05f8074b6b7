// Part of aligned.ts: tables of keys made of some of the 64 low-frequency bits, which find bank views near a hash.
import { median, TURNED, WORDS } from './_hash';

/** The bits of each table's key, 32 bytes a table. */
const KEY_BITS = memory.data(8 * 32, 16);
/** Which of a key's least certain bits are flipped in each probe: up to four ranks, 255 for none. */
const PROBES = memory.data(256 * 4, 16);
const ORDER = memory.data(32, 16);
const GAPS = memory.data(32 * 4, 16);
/** Beyond this a bucket tells nothing: its pattern is everywhere. */
const FULLEST: u32 = 4000;

/** Bits of a key. */
let keyLength: u32 = 16;
let words: u32 = 0;
let bands: u32 = 0;
let stamps: u32 = 0;
let stamp: u32 = 0;
let usable: u32 = 0;
let results: u32 = 0;
let room: u32 = 0;
let found: u32 = 0;

export function keyBits(): u32 {
  return u32(KEY_BITS);
}

export function probes(): u32 {
  return u32(PROBES);
}

/** Where the views' words (32 bytes each), low bands (8), usefulness (1), stamps (4) and the results (8 each) lie. */
export function views(wordsAt: u32, bandsAt: u32, usableAt: u32, stampsAt: u32, resultsAt: u32, most: u32): void {
  words = wordsAt;
  bands = bandsAt;
  usable = usableAt;
  stamps = stampsAt;
  results = resultsAt;
  room = most;
}

@inline
function keyOf(table: u32, low: u32, lowest: u32): u32 {
  const both = u64(low) | (u64(lowest) << 32);
  let key: u32 = 0;
  for (let i: u32 = 0; i < keyLength; i++)
    key |= (u32(both >> u64(load<u8>(KEY_BITS + (table << 5) + i))) & 1) << i;
  return key;
}

/** How many bits a key has, 12 to 20. Tables are to be built anew. */
export function keys(length: u32): void {
  keyLength = length;
}

/** Sorts views 0 to `count` into a table: `offsets` (one more than keys, u32), then pairs of the band's first half and the view. */
export function build(table: u32, count: u32, offsets: u32, entries: u32): void {
  const all: u32 = 1 << keyLength;
  memory.fill(offsets, 0, (all + 1) << 2);
  for (let view: u32 = 0; view < count; view++)
    if (load<u8>(usable + view)) {
      const at = offsets + ((keyOf(table, load<u32>(bands + (view << 3)), load<u32>(bands + (view << 3), 4)) + 1) << 2);
      store<u32>(at, load<u32>(at) + 1);
    }
  for (let key: u32 = 0; key < all; key++) {
    const at = offsets + (key << 2);
    store<u32>(at, load<u32>(at) + load<u32>(at, 4), 4);
  }
  const total = load<u32>(offsets + (all << 2));
  // Filled from behind: each end moves down to its own start.
  for (let view = i32(count) - 1; view >= 0; view--)
    if (load<u8>(usable + view)) {
      const low = load<u32>(bands + (view << 3));
      const at = offsets + ((keyOf(table, low, load<u32>(bands + (view << 3), 4)) + 1) << 2);
      const place = load<u32>(at) - 1;
      store<u32>(at, place);
      store<u32>(entries + (place << 3), low);
      store<u32>(entries + (place << 3), u32(view), 4);
    }
  // Every start now stands one key too far.
  memory.copy(offsets, offsets + 4, all << 2);
  store<u32>(offsets + (all << 2), total);
}

/** Begins a new question: what was found before may be found again. */
export function ask(): void {
  stamp++;
  found = 0;
}

/** What a hit is worth: this less the distance of the whole hashes, less three times that of the low bands. */
const WORTH: i32 = 150;

/** Bits in which a view's hash differs from the one last turned. */
@inline
function apart(view: u32): i32 {
  const at = words + (view << 5);
  return i32(
    popcnt(load<u64>(at) ^ load<u64>(WORDS)) +
      popcnt(load<u64>(at, 8) ^ load<u64>(WORDS, 8)) +
      popcnt(load<u64>(at, 16) ^ load<u64>(WORDS, 16)) +
      popcnt(load<u64>(at, 24) ^ load<u64>(WORDS, 24)),
  );
}

@inline
function meet(view: u32, half: u32, lowest: u32, most: u32): void {
  const d64 = half + popcnt(load<u32>(bands + (view << 3), 4) ^ lowest);
  if (d64 > most || load<u32>(stamps + (view << 2)) == stamp || found == room) return;
  store<u32>(stamps + (view << 2), stamp);
  const worth = WORTH - apart(view) - 3 * i32(d64);
  if (worth <= 0) return;
  store<u32>(results + (found << 3), view);
  store<u32>(results + (found << 3), u32(worth), 4);
  found++;
}

/** Orders the bits of a table's key by how near to the median their coefficients are. */
function orderBits(table: u32): void {
  for (let i: u32 = 0; i < keyLength; i++) {
    const bit = u32(load<u8>(KEY_BITS + (table << 5) + i));
    const inner = bit & 31;
    const row = ((bit >> 5) << 2) + ((inner >> 4) & 1) + ((inner >> 2) & 2);
    const gap = abs(load<f32>(TURNED + (((row << 4) + (inner & 7)) << 2)) - median);
    let place = i;
    while (place > 0 && load<f32>(GAPS + ((place - 1) << 2)) > gap) {
      store<f32>(GAPS + (place << 2), load<f32>(GAPS + ((place - 1) << 2)));
      store<u8>(ORDER + place, load<u8>(ORDER + place - 1));
      place--;
    }
    store<f32>(GAPS + (place << 2), gap);
    store<u8>(ORDER + place, u8(i));
  }
}

/** Looks for views near the hash last turned: `count` probes of one table. */
export function probe(table: u32, offsets: u32, entries: u32, count: u32, halfMost: u32, most: u32): u32 {
  const low = load<u32>(WORDS, 32);
  const lowest = load<u32>(WORDS, 36);
  const key = keyOf(table, low, lowest);
  orderBits(table);
  for (let p: u32 = 0; p < count; p++) {
    let probed = key;
    for (let f: u32 = 0; f < 4; f++) {
      const rank = u32(load<u8>(PROBES + (p << 2) + f));
      if (rank < 32) probed ^= u32(1) << u32(load<u8>(ORDER + rank));
    }
    const from = load<u32>(offsets + (probed << 2));
    const to = load<u32>(offsets + (probed << 2), 4);
    if (to - from > FULLEST) continue;
    for (let at = entries + (from << 3), end = entries + (to << 3); at < end; at += 8) {
      const half = popcnt(load<u32>(at) ^ low);
      if (half <= halfMost) meet(load<u32>(at, 4), half, lowest, most);
    }
  }
  return found;
}

/** The same for views `from` to `to`, one by one: those that wait for the tables. */
export function scan(from: u32, to: u32, most: u32): u32 {
  const low = load<u32>(WORDS, 32);
  const lowest = load<u32>(WORDS, 36);
  for (let view = from; view < to; view++)
    if (load<u8>(usable + view)) meet(view, popcnt(load<u32>(bands + (view << 3)) ^ low), lowest, most);
  return found;
}
