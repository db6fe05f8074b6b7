import { HASH_BYTES } from '@amaan/signal';
import { kernelModule } from './module.ts';

/** Positions are 24 bits wide: a segment holds fewer entries than this, and a bigger index has more segments. */
export const SEGMENT_LIMIT = 1 << 24;
/** Below this many entries comparing every hash is as fast as the tables, which cost 4 MB however few there are. */
const TABLES_FROM = 4096;
/** A cache line between parts, so that vector reads past an end stay inside and threads do not share lines. */
const PAD = 64;
const BANDS = 16;
const PAGE = 65536;

/** A segment as it crosses threads: the memory and what is needed to read it. Structured clone shares the memory. */
export interface SegmentData {
  readonly memory: WebAssembly.Memory;
  /** Places for entries. A built segment is full; an open tail is not. */
  readonly capacity: number;
  /** Working spaces, one for each thread that searches. */
  readonly slots: number;
  readonly tables: boolean;
}

/** Byte addresses of a segment's parts. */
export interface Layout {
  /** One u32: entries in the segment. */
  readonly count: number;
  readonly query: (slot: number) => number;
  readonly scratch: (slot: number) => number;
  readonly tombstones: number;
  readonly ids: number;
  readonly hashes: number;
  readonly offsets: number;
  readonly partners: number;
  readonly partnersStride: number;
  readonly positions: number;
  readonly positionsStride: number;
  readonly end: number;
}

/** Where everything lies in the memory of a segment; a function of its size alone, so threads agree on it. */
export function layoutOf({ capacity, slots, tables }: Omit<SegmentData, 'memory'>): Layout {
  let at = 1024;
  const take = (bytes: number) => {
    const here = at;
    at += Math.ceil(bytes / PAD) * PAD;
    return here;
  };
  const count = take(4);
  const slotBytes = Math.ceil((kernelModule().scratchBytes + HASH_BYTES) / PAD) * PAD + PAD;
  const slotsAt = take(slots * slotBytes);
  const tombstones = take(Math.ceil(capacity / 8));
  const ids = take(4 * capacity);
  const hashes = take(HASH_BYTES * capacity);
  const offsets = take(tables ? BANDS * (PAGE + 1) * 4 : 0);
  const partnersStride = Math.ceil((2 * capacity) / PAD) * PAD + PAD;
  const partners = take(tables ? BANDS * partnersStride : 0);
  const positionsStride = Math.ceil((3 * capacity) / PAD) * PAD + PAD;
  const positions = take(tables ? BANDS * positionsStride : 0);
  return {
    count,
    query: (slot) => slotsAt + slot * slotBytes,
    scratch: (slot) => slotsAt + slot * slotBytes + HASH_BYTES,
    tombstones,
    ids,
    hashes,
    offsets,
    partners,
    partnersStride,
    positions,
    positionsStride,
    end: at + PAD,
  };
}

/** Pages of 64 KB that a segment needs. */
export function pagesFor(size: Omit<SegmentData, 'memory'>): number {
  return Math.ceil(layoutOf(size).end / PAGE);
}

/** Size of a segment for so many entries. */
export function sizeFor(capacity: number, slots: number, tables: boolean = capacity >= TABLES_FROM) {
  return { capacity, slots, tables };
}

/** An empty segment: in a new memory of exactly its size, or in a spare one that is big enough. */
export function makeSegment(size: Omit<SegmentData, 'memory'>, spare?: WebAssembly.Memory): SegmentData {
  const pages = pagesFor(size);
  if (!spare)
    return { ...size, memory: new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true }) };
  const { count, tombstones } = layoutOf(size);
  new Uint8Array(spare.buffer, count, 4).fill(0);
  new Uint8Array(spare.buffer, tombstones, Math.ceil(size.capacity / 8)).fill(0);
  return { ...size, memory: spare };
}
