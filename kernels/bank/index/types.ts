import type { SegmentData } from './layout.ts';

/** One entry found: its id and how many of the 256 bits differ. */
export interface Hit {
  readonly id: number;
  readonly distance: number;
}

/** What is to be merged. */
export interface MergeTask {
  readonly sources: readonly SegmentData[];
  /** Entries of the sources that are not gone; more may go while the merge runs. */
  readonly live: number;
  readonly slots: number;
  /** A memory to use again, big enough. */
  readonly spare?: WebAssembly.Memory;
}

/** Makes one built segment of the live entries of others, in a thread of its own: see `mergeSegments`. */
export type Merge = (task: MergeTask) => Promise<SegmentData>;

export interface IndexOptions {
  /** Merges in the background; without it `add` merges at once and takes the time for it. */
  readonly merge?: Merge;
  /** Threads that search the same memory, this one included. */
  readonly slots?: number;
}
