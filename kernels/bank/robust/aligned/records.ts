import { HASH_BYTES, QUALITY_FLOOR, type Rect, viewHashes, viewLayout, type ViewRecord } from '@amaan/signal';
import { lowBand, popcount } from './sampler.ts';

/** Keys of 16 of the 64 low-frequency bits: 8 tables, each bit of the band in two of them. */
const TABLES = 8;
const KEYS = 65_536;
/** Beyond this many waiting records the tables are made again; until then those are compared one by one. */
const WAITING = 200;
/** A bucket fuller than this tells nothing: its pattern is everywhere. */
const FULLEST = 4000;
/** Bits in which the first half of the band (the lower rows, which edits change least) may differ. */
const HALF_MOST = 10;

/** Bits of the band that make the key of each table: the second four tables cut it another way. */
const KEY_BITS: readonly (readonly number[])[] = Array.from({ length: TABLES }, (_, t) =>
  Array.from({ length: 16 }, (_, i) =>
    t < 4 ? (4 * i + t) % 64 : (i * 20 + 16 * (t - 4) + 5 * Math.floor(i / 4)) % 64,
  ),
);

/** The bits of the low band (0 to 63) that make the key of this table. */
export function keyBits(table: number): readonly number[] {
  return KEY_BITS[table] ?? [];
}

export const TABLE_COUNT = TABLES;

function keyOf(table: number, low: number, lowest: number): number {
  let key = 0;
  const bits = KEY_BITS[table] ?? [];
  for (let i = 0; i < bits.length; i++) {
    const bit = bits[i] ?? 0;
    key |= ((bit < 32 ? low >>> bit : lowest >>> (bit - 32)) & 1) << i;
  }
  return key;
}

/** One record: where its views lie, and from which view its hashes start in the store. */
export interface AlignedRecord {
  readonly id: number;
  readonly rects: readonly Rect[];
  readonly quality: readonly number[];
  readonly first: number;
  gone: boolean;
}

/** The view hashes of all records, and tables that find the ones near a query by parts of their low band. */
export class ViewStore {
  readonly #records: AlignedRecord[] = [];
  readonly #byId = new Map<number, AlignedRecord>();
  #count = 0;
  #words = new Uint32Array(8 * 1024);
  #low = new Uint32Array(2 * 1024);
  /** Place in `#records` of each view's record. */
  #owner = new Uint32Array(1024);
  /** Views that may be nominated; the others are only compared once their record is. */
  #usable = new Uint8Array(1024);
  #offsets: Uint32Array[] = [];
  #entries: Uint32Array[] = [];
  /** The first half of the band beside each entry: most entries are passed over without a jump through memory. */
  #halves: Uint32Array[] = [];
  /** Views and records that are in the tables. */
  #tabledViews = 0;
  #tabledRecords = 0;

  get size(): number {
    return this.#byId.size;
  }

  add(id: number, views: ViewRecord): void {
    this.remove(id);
    const rects = viewLayout(views.layout, views.aspect);
    const hashes = viewHashes(views);
    this.#grow(this.#count + rects.length);
    const record = { id, rects, quality: views.quality, first: this.#count, gone: false };
    const data = new DataView(hashes.buffer, hashes.byteOffset);
    for (let v = 0; v < rects.length; v++) {
      const at = this.#count++;
      // Word 0 holds bits 0 to 31, which are the last four bytes.
      for (let r = 0; r < 8; r++) this.#words[8 * at + r] = data.getUint32(v * HASH_BYTES + 28 - 4 * r);
      const word = (r: number) => this.#words[8 * at + r] ?? 0;
      this.#low[2 * at] = lowBand(word(0), word(1));
      this.#low[2 * at + 1] = lowBand(word(2), word(3));
      this.#owner[at] = this.#records.length;
      this.#usable[at] = (views.quality[v] ?? 0) >= QUALITY_FLOOR ? 1 : 0;
    }
    this.#records.push(record);
    this.#byId.set(id, record);
  }

  remove(id: number): boolean {
    const record = this.#byId.get(id);
    if (record) record.gone = true;
    return this.#byId.delete(id);
  }

  /** Whether there are tables to probe, or every view is compared. */
  get tabled(): boolean {
    return this.#offsets.length > 0;
  }

  /** Brings waiting records into the tables when there are many. Removed ones stay marked. */
  prepare(): void {
    if (this.#records.length - this.#tabledRecords <= WAITING) return;
    this.#offsets = [];
    this.#entries = [];
    this.#halves = [];
    const keys = new Uint16Array(this.#count);
    for (let table = 0; table < TABLES; table++) {
      const offsets = new Uint32Array(KEYS + 1);
      for (let at = 0; at < this.#count; at++) {
        keys[at] = keyOf(table, this.#low[2 * at] ?? 0, this.#low[2 * at + 1] ?? 0);
        if (this.#usable[at]) offsets[(keys[at] ?? 0) + 1] = (offsets[(keys[at] ?? 0) + 1] ?? 0) + 1;
      }
      for (let key = 0; key < KEYS; key++) offsets[key + 1] = (offsets[key + 1] ?? 0) + (offsets[key] ?? 0);
      const entries = new Uint32Array(offsets[KEYS] ?? 0);
      const halves = new Uint32Array(entries.length);
      const next = offsets.slice();
      for (let at = 0; at < this.#count; at++) {
        if (!this.#usable[at]) continue;
        const key = keys[at] ?? 0;
        const place = next[key] ?? 0;
        entries[place] = at;
        halves[place] = this.#low[2 * at] ?? 0;
        next[key] = place + 1;
      }
      this.#offsets.push(offsets);
      this.#entries.push(entries);
      this.#halves.push(halves);
    }
    this.#tabledViews = this.#count;
    this.#tabledRecords = this.#records.length;
  }

  /**
   * Gives the views whose low band is within `most` bits of the query's: those that share a probed key with it, and
   * those that wait for the tables. A view may be given twice.
   */
  near(
    low: number,
    lowest: number,
    flips: readonly (readonly number[])[],
    most: number,
    give: (view: number, d64: number) => void,
  ): void {
    const bands = this.#low;
    for (let table = 0; table < this.#offsets.length; table++) {
      const key = keyOf(table, low, lowest);
      const offsets = this.#offsets[table];
      const entries = this.#entries[table];
      const halves = this.#halves[table];
      const flipsHere = flips[table];
      if (!offsets || !entries || !halves || !flipsHere) continue;
      for (let f = 0; f < flipsHere.length; f++) {
        const probe = key ^ (flipsHere[f] ?? 0);
        const from = offsets[probe] ?? 0;
        const to = offsets[probe + 1] ?? 0;
        if (to - from > FULLEST) continue;
        for (let i = from; i < to; i++) {
          const half = popcount((halves[i] ?? 0) ^ low);
          if (half > HALF_MOST) continue;
          const view = entries[i] ?? 0;
          const d64 = half + popcount((bands[2 * view + 1] ?? 0) ^ lowest);
          if (d64 <= most) give(view, d64);
        }
      }
    }
    for (let view = this.#tabledViews; view < this.#count; view++) {
      const d64 = popcount((bands[2 * view] ?? 0) ^ low) + popcount((bands[2 * view + 1] ?? 0) ^ lowest);
      if (d64 <= most && this.#usable[view]) give(view, d64);
    }
  }

  /** Differing bits of a view's low band and the one given. */
  lowDistance(view: number, low: number, lowest: number): number {
    return popcount((this.#low[2 * view] ?? 0) ^ low) + popcount((this.#low[2 * view + 1] ?? 0) ^ lowest);
  }

  /** The record that a view belongs to, unless it was removed. */
  recordOf(view: number): AlignedRecord | undefined {
    const record = this.#records[this.#owner[view] ?? 0];
    return record?.gone ? undefined : record;
  }

  /** Direct access for the inner loops: 8 words a view. */
  get words(): Uint32Array {
    return this.#words;
  }

  #grow(views: number): void {
    if (views <= this.#owner.length) return;
    const room = Math.max(views, 2 * this.#owner.length);
    const wider = <T extends Uint32Array | Uint8Array>(to: T, from: T): T => {
      to.set(from);
      return to;
    };
    this.#words = wider(new Uint32Array(8 * room), this.#words);
    this.#low = wider(new Uint32Array(2 * room), this.#low);
    this.#owner = wider(new Uint32Array(room), this.#owner);
    this.#usable = wider(new Uint8Array(room), this.#usable);
  }
}
