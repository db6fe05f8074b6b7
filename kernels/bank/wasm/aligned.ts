// The inner loops of rule `aligned`: hashing parallelograms of one upload, and finding bank views near a hash.
//
// The caller lays out the memory: the sums of the upload, the low bands of all views, the tables. See robust/aligned.

/** Side of the grid a hash is made from: half of PDQ's, which sixteen frequencies do not need more than. */
const FINE: i32 = 32;
/** Side of the grid for the low band alone. */
const COARSE: i32 = 16;

/** Cosines [frequency][sample] of the first half of the samples; the other half mirrors them. */
const COS_FINE = memory.data(16 * 16 * 4, 16);
const COS_COARSE = memory.data(8 * 8 * 4, 16);
const GRID = memory.data(32 * 32 * 4, 16);
/** Grid folded about its middle row: differences (odd frequencies), then sums. */
const FOLDED = memory.data(2 * 16 * 32 * 4, 16);
const HALF = memory.data(16 * 32 * 4, 16);
const BLOCK = memory.data(256 * 4, 16);
const TURNED = memory.data(256 * 4, 16);
const SORTED = memory.data(256 * 4, 16);
/** The hash last made: 8 words, then its low band. */
const WORDS = memory.data(40, 16);

let median: f32 = 0;

let sums: u32 = 0;
let columns: i32 = 0;
let rows: i32 = 0;
let width: f64 = 0;
let height: f64 = 0;

function cosines(at: usize, side: i32, frequencies: i32): void {
  const half = side >> 1;
  for (let i = 0; i < frequencies; i++)
    for (let k = 0; k < half; k++)
      store<f32>(at + ((i * half + k) << 2), f32(Math.cos((Math.PI / (2 * side)) * (i + 1) * (2 * k + 1))));
}

/** Where the memory that is the caller's begins. */
export function free(): u32 {
  return u32(__heap_base);
}

/** To be called once. */
export function start(): void {
  cosines(COS_FINE, FINE, 16);
  cosines(COS_COARSE, COARSE, 8);
}

/** Where the sums of luma lie (f64, (columns + 1) x (rows + 1)), and how much of their cells is picture. */
export function picture(at: u32, across: i32, down: i32, wide: f64, high: f64): void {
  sums = at;
  columns = across;
  rows = down;
  width = wide;
  height = high;
}

/** Sum over the rows from y0 to y1 up to two neighbouring columns, mixed at `part` between them. */
@inline
function upTo(at0: usize, at1: usize, stride: usize, part0: v128, part1: v128, part: f64): f64 {
  const a = v128.load(at0);
  const b = v128.load(at0 + stride);
  const c = v128.load(at1);
  const d = v128.load(at1 + stride);
  const upper = f64x2.add(a, f64x2.mul(f64x2.sub(b, a), part0));
  const lower = f64x2.add(c, f64x2.mul(f64x2.sub(d, c), part1));
  const both = f64x2.sub(lower, upper);
  const first = f64x2.extract_lane(both, 0);
  return first + (f64x2.extract_lane(both, 1) - first) * part;
}

/** Sum of luma in a box that lies inside the upload. */
@inline
function box(x0: f64, y0: f64, x1: f64, y1: f64): f64 {
  const left0 = min(columns - 1, i32(x0));
  const left1 = min(columns - 1, i32(x1));
  const top0 = min(rows - 1, i32(y0));
  const top1 = min(rows - 1, i32(y1));
  const stride = (columns + 1) << 3;
  const row0 = sums + top0 * stride;
  const row1 = sums + top1 * stride;
  const part0 = f64x2.splat(y0 - f64(top0));
  const part1 = f64x2.splat(y1 - f64(top1));
  return (
    upTo(row0 + (left1 << 3), row1 + (left1 << 3), stride, part0, part1, x1 - f64(left1)) -
    upTo(row0 + (left0 << 3), row1 + (left0 << 3), stride, part0, part1, x0 - f64(left0))
  );
}

/** Places of the last sampled grid that lie outside the upload. */
let strays: i32 = 0;

/** Means of boxes of the frame's own grain, at side x side places of it. What lies outside repeats the edge. */
function sample(side: i32, x: f64, y: f64, ax: f64, ay: f64, bx: f64, by: f64): void {
  const n = 1 / f64(side);
  const hx = Math.max(0.25, Math.sqrt(ax * ax + bx * bx) * n * 0.5);
  const hy = Math.max(0.25, Math.sqrt(ay * ay + by * by) * n * 0.5);
  let to = GRID;
  strays = 0;
  const reachX = Math.abs(ax) + Math.abs(bx);
  const reachY = Math.abs(ay) + Math.abs(by);
  const middleX = x + (ax + bx) / 2;
  const middleY = y + (ay + by) / 2;
  // Wholly inside: no box is cut, all have one size.
  if (
    middleX - reachX / 2 > hx &&
    middleY - reachY / 2 > hy &&
    middleX + reachX / 2 < width - hx &&
    middleY + reachY / 2 < height - hy
  ) {
    const share = 1 / (4 * hx * hy);
    for (let i = 0; i < side; i++) {
      const v = (f64(i) + 0.5) * n;
      let px = x + v * bx + 0.5 * n * ax;
      let py = y + v * by + 0.5 * n * ay;
      for (let j = 0; j < side; j++) {
        store<f32>(to, f32(box(px - hx, py - hy, px + hx, py + hy) * share));
        to += 4;
        px += n * ax;
        py += n * ay;
      }
    }
    return;
  }
  for (let i = 0; i < side; i++) {
    const v = (f64(i) + 0.5) * n;
    for (let j = 0; j < side; j++) {
      const u = (f64(j) + 0.5) * n;
      const px = x + u * ax + v * bx;
      const py = y + u * ay + v * by;
      if (px < 0 || px > width || py < 0 || py > height) strays++;
      const x0 = min(width - 0.1, max(0.0, px - hx));
      const y0 = min(height - 0.1, max(0.0, py - hy));
      const x1 = max(x0 + 0.1, min(width, px + hx));
      const y1 = max(y0 + 0.1, min(height, py + hy));
      store<f32>(to, f32(box(x0, y0, x1, y1) / ((x1 - x0) * (y1 - y0))));
      to += 4;
    }
  }
}

/** The lowest `frequencies` x `frequencies` coefficients of the grid, without the constant: row 0 is frequency 1. */
function transform(side: i32, frequencies: i32, cos: usize): void {
  const half = side >> 1;
  const line = side << 2;
  for (let k = 0; k < half; k++)
    for (let j = 0; j < line; j += 16) {
      const a = v128.load(GRID + k * line + j);
      const b = v128.load(GRID + (side - 1 - k) * line + j);
      v128.store(FOLDED + k * line + j, f32x4.sub(a, b));
      v128.store(FOLDED + (half + k) * line + j, f32x4.add(a, b));
    }
  for (let i = 0; i < frequencies; i++) {
    const from = FOLDED + (i & 1) * half * line;
    for (let j = 0; j < line; j += 16) {
      let sum = f32x4.splat(0);
      for (let k = 0; k < half; k++)
        sum = f32x4.add(
          sum,
          f32x4.mul(v128.load(from + k * line + j), v128.load32_splat(cos + ((i * half + k) << 2))),
        );
      v128.store(HALF + i * line + j, sum);
    }
  }
  // Along the rows: folded in place, then each frequency is one product with its cosines.
  for (let i = 0; i < frequencies; i++) {
    const row = HALF + i * line;
    for (let k = 0; k < half; k++) {
      const a = load<f32>(row + (k << 2));
      const b = load<f32>(row + ((side - 1 - k) << 2));
      store<f32>(FOLDED + (k << 2), a - b);
      store<f32>(FOLDED + ((half + k) << 2), a + b);
    }
    for (let j = 0; j < frequencies; j++) {
      const from = FOLDED + (((j & 1) * half) << 2);
      const by = cos + ((j * half) << 2);
      let sum = f32x4.splat(0);
      for (let k = 0; k < half << 2; k += 16)
        sum = f32x4.add(sum, f32x4.mul(v128.load(from + k), v128.load(by + k)));
      store<f32>(
        BLOCK + ((i * frequencies + j) << 2),
        f32x4.extract_lane(sum, 0) +
          f32x4.extract_lane(sum, 1) +
          f32x4.extract_lane(sum, 2) +
          f32x4.extract_lane(sum, 3),
      );
    }
  }
}

/** The 128th smallest of 256 coefficients. */
function lowerMedian(from: usize): f32 {
  memory.copy(SORTED, from, 1024);
  let low = 0;
  let high = 255;
  while (low < high) {
    const pivot = load<f32>(SORTED + (((low + high) >> 1) << 2));
    let i = low;
    let j = high;
    while (i <= j) {
      while (load<f32>(SORTED + (i << 2)) < pivot) i++;
      while (load<f32>(SORTED + (j << 2)) > pivot) j--;
      if (i <= j) {
        const swap = load<f32>(SORTED + (i << 2));
        store<f32>(SORTED + (i << 2), load<f32>(SORTED + (j << 2)));
        store<f32>(SORTED + (j << 2), swap);
        i++;
        j--;
      }
    }
    if (127 <= j) high = j;
    else if (127 >= i) low = i;
    else break;
  }
  return load<f32>(SORTED + (127 << 2));
}

/** Of two words of a hash (four rows of 16 bits), the 8 lower bits of each row. */
@inline
function lowBand(first: u32, second: u32): u32 {
  return (first & 0x00ff00ff) | ((second & 0x00ff00ff) << 8);
}

/** Turns a block of coefficients into the hash in WORDS. */
function finish(from: usize): void {
  median = lowerMedian(from);
  for (let word = 0; word < 8; word++) {
    let bits: u32 = 0;
    for (let bit = 0; bit < 32; bit++)
      bits |= u32(load<f32>(from + (((word << 5) + bit) << 2)) > median) << bit;
    store<u32>(WORDS + (word << 2), bits);
  }
  store<u32>(WORDS, lowBand(load<u32>(WORDS), load<u32>(WORDS, 4)), 32);
  store<u32>(WORDS, lowBand(load<u32>(WORDS, 8), load<u32>(WORDS, 12)), 36);
}

/** Structure of the grid last sampled, 0 to 100, on the scale of PDQ's quality. */
export function quality(): i32 {
  let sum = 0;
  for (let i = 0; i < FINE; i++)
    for (let j = 0; j < FINE; j++) {
      const at = GRID + ((i * FINE + j) << 2);
      const here = load<f32>(at);
      if (i > 0) sum += i32((abs(here - load<f32>(at - (FINE << 2))) * 100) / 255);
      if (j > 0) sum += i32((abs(here - load<f32>(at - 4)) * 100) / 255);
    }
  // A quarter of the steps, each about twice as high.
  return min(100, (2 * sum) / 90);
}

/** Part of the frame last sampled that lies outside the upload, of 1,024 (of 256 after `lowMisfit`). */
export function outside(): i32 {
  return strays;
}

/** Samples a frame and keeps its coefficients; `turn` makes hashes of them. */
export function window(x: f64, y: f64, ax: f64, ay: f64, bx: f64, by: f64): void {
  sample(FINE, x, y, ax, ay, bx, by);
  transform(FINE, 16, COS_FINE);
}

/** The hash of the frame last sampled as it looks after a turn (see `TURNS`). @returns where its words lie */
export function turn(transpose: bool, mirrorRows: bool, mirrorColumns: bool): u32 {
  for (let row = 0; row < 16; row++)
    for (let column = 0; column < 16; column++) {
      const value = load<f32>(BLOCK + ((transpose ? (column << 4) + row : (row << 4) + column) << 2));
      // Row 0 is frequency 1: even places are odd frequencies, whose sign a mirror changes.
      const negative = (mirrorRows && (row & 1) == 0) != (mirrorColumns && (column & 1) == 0);
      store<f32>(TURNED + (((row << 4) + column) << 2), negative ? -value : value);
    }
  finish(TURNED);
  return u32(WORDS);
}

/** Distance of a frame's hash to the eight words at `to`. */
export function distance(to: u32, x: f64, y: f64, ax: f64, ay: f64, bx: f64, by: f64): i32 {
  sample(FINE, x, y, ax, ay, bx, by);
  transform(FINE, 16, COS_FINE);
  finish(BLOCK);
  let sum = 0;
  for (let r: u32 = 0; r < 32; r += 4) sum += i32(popcnt(load<u32>(WORDS + r) ^ load<u32>(to + r)));
  return sum;
}

/** Sum of the sizes of `count` coefficients, and of those whose sign is not the one wanted; what is large is cut. */
let total: f32 = 0;
let wrong: f32 = 0;

/** Counts one row of coefficients against bits of which the lowest is the first. */
@inline
function against(at: usize, bits: u32, count: i32, most: f32): void {
  for (let i = 0; i < count; i++) {
    const value = load<f32>(at + (i << 2));
    const size = min(abs(value), most);
    total += size;
    if (u32(value > 0) != ((bits >> i) & 1)) wrong += size;
  }
}

/** A size beyond which a coefficient says no more: so many times their mean. */
function cut(count: i32): f32 {
  let sum: f32 = 0;
  for (let i = 0; i < count; i++) sum += abs(load<f32>(BLOCK + (i << 2)));
  return (CUT * sum) / f32(count);
}
const CUT: f32 = 1.5;

/**
 * How badly a frame fits the eight words at `to`: 0 to 256 like a distance, but a coefficient near to nothing, whose
 * bit is chance, counts little. Smoother than a distance, so better to climb by. The median is taken as zero.
 */
export function misfit(to: u32, x: f64, y: f64, ax: f64, ay: f64, bx: f64, by: f64): f32 {
  sample(FINE, x, y, ax, ay, bx, by);
  transform(FINE, 16, COS_FINE);
  total = 0;
  wrong = 0;
  const most = cut(256);
  for (let row = 0; row < 16; row++) against(BLOCK + (row << 6), load<u16>(to + (row << 1)), 16, most);
  return total > 0 ? (256 * wrong) / total : 256;
}

/** The same for the low band, 0 to 64, against the two words at `to`, from a coarser grid: four times faster. */
export function lowMisfit(to: u32, x: f64, y: f64, ax: f64, ay: f64, bx: f64, by: f64): f32 {
  sample(COARSE, x, y, ax, ay, bx, by);
  transform(COARSE, 8, COS_COARSE);
  total = 0;
  wrong = 0;
  const most = cut(64);
  for (let row = 0; row < 8; row++) {
    // The order of `lowBand`: rows 0, 2, 1, 3.
    const place = ((row & 1) << 4) | ((row & 2) << 2);
    against(BLOCK + (row << 5), load<u32>(to + ((row >> 2) << 2)) >> place, 8, most);
  }
  return total > 0 ? (64 * wrong) / total : 64;
}

// --- Tables of keys made of some of the 64 low-frequency bits.

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

/** Where the low bands (8 bytes a view), their usefulness (1), their stamps (4) and the results (8 each) lie. */
export function views(bandsAt: u32, usableAt: u32, stampsAt: u32, resultsAt: u32, most: u32): void {
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

@inline
function meet(view: u32, half: u32, lowest: u32, most: u32): void {
  const d64 = half + popcnt(load<u32>(bands + (view << 3), 4) ^ lowest);
  if (d64 > most || load<u32>(stamps + (view << 2)) == stamp || found == room) return;
  store<u32>(stamps + (view << 2), stamp);
  store<u32>(results + (found << 3), view);
  store<u32>(results + (found << 3), d64, 4);
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
