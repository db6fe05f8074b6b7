import { HASH_BYTES } from '@amaan/signal';
import { makeSegment, sizeFor, type SegmentData } from './layout.ts';
import { Segment } from './segment.ts';
import type { MergeTask } from './types.ts';

const WORDS = HASH_BYTES / 4;
/** No segment without tables has so many entries; ids times this stay whole numbers of a float. */
const OPEN_MOST = 2 ** 21;

/** Anything that gives live entries in the order of their ids. */
interface Cursor {
  readonly segment: Segment;
  readonly order: Uint32Array | undefined;
  at: number;
  id: number;
}

function advance(cursor: Cursor): boolean {
  for (cursor.at++; cursor.at < cursor.segment.count; cursor.at++) {
    const position = cursor.order?.[cursor.at] ?? cursor.at;
    if (cursor.segment.isGone(position)) continue;
    cursor.id = cursor.segment.ids[position] ?? 0;
    return true;
  }
  return false;
}

/** The order of an open segment's entries by id; a built one is in order already. */
function orderOf(segment: Segment): Uint32Array | undefined {
  if (segment.data.tables) return undefined;
  // Id and position in one number: an array of numbers is sorted natively, without a call for every comparison.
  const keys = Float64Array.from({ length: segment.count }, (_, i) => (segment.ids[i] ?? 0) * OPEN_MOST + i);
  return Uint32Array.from(keys.sort(), (key) => key % OPEN_MOST);
}

/** Calls `take` for every live entry of the segments, in the order of the ids. Live ids differ from each other. */
export function eachById(
  segments: readonly Segment[],
  take: (id: number, segment: Segment, position: number) => void,
) {
  let cursors: Cursor[] = segments.map((segment) => ({ segment, order: orderOf(segment), at: -1, id: 0 }));
  cursors = cursors.filter(advance);
  while (cursors.length > 0) {
    let least = cursors[0] as Cursor;
    for (const cursor of cursors) if (cursor.id < least.id) least = cursor;
    take(least.id, least.segment, least.order?.[least.at] ?? least.at);
    if (!advance(least)) cursors = cursors.filter((cursor) => cursor !== least);
  }
}

/** The live entries of the given segments as one built segment. Runs for seconds on millions: give it a thread. */
export function mergeSegments({ sources, live, slots, spare }: MergeTask): SegmentData {
  const data = makeSegment(sizeFor(live, slots), spare);
  const target = new Segment(data);
  const segments = sources.map((source) => new Segment(source));
  let count = 0;
  eachById(segments, (id, segment, position) => {
    if (count === live) return;
    target.ids[count] = id;
    const to = WORDS * count;
    const from = WORDS * position;
    // Word by word: a subarray for each of millions of entries would cost more than the copying.
    for (let word = 0; word < WORDS; word++) target.words[to + word] = segment.words[from + word] ?? 0;
    count++;
  });
  target.close(count);
  return data;
}
