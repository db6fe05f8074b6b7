import {
  HASH_BYTES,
  type Integral,
  type LayoutName,
  QUALITY_FLOOR,
  type Rect,
  VIEW_COUNT,
  viewHashes,
  viewLayout,
  type ViewRecord,
} from '@amaan/signal';
import { BankError } from '../../errors.ts';
import { lowBand } from './bits.ts';
import { type AlignedKernel, alignedKernel } from './module.ts';
import { KEY_BITS, keyLength, PROBES, probeRanks } from './tables.ts';

/** Views compared one by one before tables are made or made again: this many, or this part of what the tables hold. */
const WAITING = 16_384;
const WAITING_PART = 0.05;
/** Most sums of an upload (1,024 pixels a side), and most hits that one question may find. */
const SUMS_BYTES = 1025 * 1025 * 8;
const RESULTS = 32_768;
/** Room grows by a quarter, up to so many views. */
const GROWTH = 1.25;
/** All of it lies in one memory, which ends at 4 GB: 109 bytes a view, and an upload's sums. */
export const MOST_VIEWS = 32_000_000;
/** Bits in which the first half of the band (the lower rows, which edits change least) may differ. */
const HALF_MOST = 10;

const whole = (bytes: number) => Math.ceil(bytes / 64) * 64;

/** One record: where its picture's views lie, and from which view its hashes start in the store. Small, for there are many. */
export class AlignedRecord {
  readonly id: number;
  readonly layout: LayoutName;
  /** Width over height of its picture. */
  readonly aspect: number;
  readonly first: number;
  gone = false;

  constructor(id: number, { layout, aspect }: ViewRecord, first: number) {
    this.id = id;
    this.layout = layout;
    this.aspect = aspect;
    this.first = first;
  }

  /** Made anew each time: kept, they would fill the heap long before the views fill their memory. */
  get rects(): Rect[] {
    return viewLayout(this.layout, this.aspect);
  }
}

/** The view hashes of all records, and tables that find the ones near a query by parts of their low band. */
export class ViewStore {
  readonly kernel: AlignedKernel = alignedKernel();
  readonly #records: AlignedRecord[] = [];
  readonly #byId = new Map<number, AlignedRecord>();
  #count = 0;
  #room = 0;
  /** Place in `#records` of each view's record. */
  #owner = new Uint32Array(0);
  /** Views that are in the tables. */
  #tabled = 0;

  // Where things lie in the kernel's memory.
  readonly #ranks = probeRanks(PROBES);
  readonly #sums: number;
  readonly #results: number;
  /** Eight words a view. */
  readonly #words: number;
  readonly #most: number;
  #bands = 0;
  #usable = 0;
  #stamps = 0;
  #tables: Array<{ offsets: number; entries: number }> = [];

  /** @param most views that it holds, removed ones among them */
  constructor(most = MOST_VIEWS) {
    this.#most = most;
    this.#sums = whole(this.kernel.free());
    this.#results = whole(this.#sums + SUMS_BYTES);
    this.#words = whole(this.#results + 8 * RESULTS);
    this.#grow(1024);
    const bytes = new Uint8Array(this.kernel.memory.buffer);
    for (const [t, bits] of KEY_BITS.entries()) bytes.set(bits, this.kernel.keyBits() + 32 * t);
    for (const [p, ranks] of this.#ranks.entries())
      bytes.set(
        [0, 1, 2, 3].map((i) => ranks[i] ?? 255),
        this.kernel.probes() + 4 * p,
      );
  }

  get size(): number {
    return this.#byId.size;
  }

  /** @throws BankError `aligned-full` when its views find no room; what it held under that id is gone then */
  add(id: number, views: ViewRecord): void {
    this.remove(id);
    const hashes = viewHashes(views);
    const count = VIEW_COUNT[views.layout];
    if (this.#count + count > this.#most)
      throw new BankError(
        'aligned-full',
        'Rule `aligned` holds no more records in one process (about 600,000): switch it off for some banks.',
      );
    this.#grow(this.#count + count);
    const record = new AlignedRecord(id, views, this.#count);
    const data = new DataView(hashes.buffer, hashes.byteOffset);
    const memory = this.kernel.memory.buffer;
    const { words } = this;
    const bands = new Uint32Array(memory, this.#bands, 2 * this.#room);
    const usable = new Uint8Array(memory, this.#usable, this.#room);
    for (let v = 0; v < count; v++) {
      const at = this.#count++;
      // Word 0 holds bits 0 to 31, which are the last four bytes.
      for (let r = 0; r < 8; r++) words[8 * at + r] = data.getUint32(v * HASH_BYTES + 28 - 4 * r);
      const word = (r: number) => words[8 * at + r] ?? 0;
      bands[2 * at] = lowBand(word(0), word(1));
      bands[2 * at + 1] = lowBand(word(2), word(3));
      usable[at] = (views.quality[v] ?? 0) >= QUALITY_FLOOR ? 1 : 0;
      this.#owner[at] = this.#records.length;
    }
    this.#records.push(record);
    this.#byId.set(id, record);
  }

  remove(id: number): boolean {
    const record = this.#byId.get(id);
    if (record) record.gone = true;
    return this.#byId.delete(id);
  }

  /** The record that a view belongs to, unless it was removed. */
  recordOf(view: number): AlignedRecord | undefined {
    const record = this.#records[this.#owner[view] ?? 0];
    return record?.gone ? undefined : record;
  }

  /** For each view of a record 1, or 0 where it has too little structure; valid until a record is added. */
  usableOf({ first, layout }: AlignedRecord): Uint8Array {
    return new Uint8Array(this.kernel.memory.buffer, this.#usable + first, VIEW_COUNT[layout]);
  }

  /** Eight words a view; valid until a record is added. */
  get words(): Uint32Array {
    return new Uint32Array(this.kernel.memory.buffer, this.#words, 8 * this.#room);
  }

  /** Hands an upload to the kernel. */
  show({ sums, columns, rows, width, height }: Integral): void {
    new Float64Array(this.kernel.memory.buffer, this.#sums, sums.length).set(sums);
    this.kernel.picture(this.#sums, columns, rows, width, height);
  }

  /** Where the kernel finds a record's views: their words, 32 bytes each, and their low bands, 8 each. */
  target({ first }: AlignedRecord): { words: number; bands: number } {
    return { words: this.#words + 32 * first, bands: this.#bands + 8 * first };
  }

  /** Brings waiting views into the tables when there are many. Removed ones stay marked. */
  prepare(): void {
    const waiting = this.#count - this.#tabled;
    if (waiting <= Math.max(WAITING, WAITING_PART * this.#tabled)) return;
    const length = keyLength(this.#count);
    const keys = whole(4 * (2 ** length + 1));
    const bytes = keys + whole(8 * this.#count);
    const start = whole(this.#stamps + 4 * this.#room);
    this.#reserve(start + KEY_BITS.length * bytes);
    this.#tables = KEY_BITS.map((_, t) => ({
      offsets: start + t * bytes,
      entries: start + t * bytes + keys,
    }));
    this.kernel.keys(length);
    for (const [t, { offsets, entries }] of this.#tables.entries())
      this.kernel.build(t, this.#count, offsets, entries);
    this.#tabled = this.#count;
  }

  /**
   * Finds views whose low band is within `most` bits of the hash last turned and whose whole hash is not too far: those
   * that share a probed key with it, and those that wait for the tables.
   *
   * @returns pairs of a view and what the hit is worth, 1 to 150; valid until the next question
   */
  near(most: number): Uint32Array {
    const { kernel } = this;
    kernel.ask();
    for (const [t, { offsets, entries }] of this.#tables.entries())
      kernel.probe(t, offsets, entries, PROBES, HALF_MOST, most);
    const found = kernel.scan(this.#tabled, this.#count, most);
    return new Uint32Array(kernel.memory.buffer, this.#results, 2 * found);
  }

  #reserve(bytes: number): void {
    const missing = bytes - this.kernel.memory.buffer.byteLength;
    if (missing > 0) this.kernel.memory.grow(Math.ceil(missing / 65_536));
  }

  #grow(views: number): void {
    if (views <= this.#room) return;
    const before = { bands: this.#bands, usable: this.#usable, room: this.#room };
    const room = Math.ceil(Math.max(views, Math.min(GROWTH * this.#room, this.#most)) / 64) * 64;
    this.#bands = this.#words + 32 * room;
    this.#usable = this.#bands + 8 * room;
    this.#stamps = this.#usable + room;
    this.#reserve(this.#stamps + 4 * room);
    const bytes = new Uint8Array(this.kernel.memory.buffer);
    // The tables lay behind; they are made again when the next question comes.
    this.#tables = [];
    this.#tabled = 0;
    // What lies farthest moves first: all of it moves up.
    bytes.copyWithin(this.#usable, before.usable, before.usable + before.room);
    bytes.copyWithin(this.#bands, before.bands, before.bands + 8 * before.room);
    bytes.fill(0, this.#stamps, this.#stamps + 4 * room);
    this.#room = room;
    const owner = new Uint32Array(room);
    owner.set(this.#owner);
    this.#owner = owner;
    this.kernel.views(this.#words, this.#bands, this.#usable, this.#stamps, this.#results, RESULTS);
  }
}
