import type { Segment } from './segment.ts';

/** A segment with the count of its live entries and the way from an id to its position. */
export class Part {
  readonly segment: Segment;
  /** Ids of an open segment; a built one finds them by bisection. */
  readonly #positions: Map<number, number> | undefined;
  live: number;
  merging = false;

  private constructor(segment: Segment, positions: Map<number, number> | undefined) {
    this.segment = segment;
    this.#positions = positions;
    this.live = segment.count;
  }

  static built(segment: Segment): Part {
    return new Part(segment, undefined);
  }

  static open(segment: Segment): Part {
    return new Part(segment, new Map());
  }

  has(id: number): boolean {
    return this.#positions ? this.#positions.has(id) : this.segment.find(id) >= 0;
  }

  append(id: number, hash: Uint8Array): void {
    this.#positions?.set(id, this.segment.append(id, hash));
    this.live++;
  }

  /** The caller knows that the part has it. */
  remove(id: number): void {
    this.segment.bury(this.#positions?.get(id) ?? this.segment.find(id));
    this.#positions?.delete(id);
    this.live--;
  }
}
