import type { ClockEvent } from './clock-events.ts';

/** What was seen of one link: `at` the first check that missed it, `lastSeen` the last one that saw it. */
export interface LinkRemoval {
  readonly link: number;
  readonly at: string;
  readonly lastSeen?: string;
  readonly recordedAt: string;
}

/**
 * The one removal of a whole notice: there when every link of it was seen to be gone. It happened between the latest
 * "last seen" and the latest "first missed" of its links.
 *
 * @param count how many links the notice lists; they are numbered from 0
 */
export function wholeRemoval(count: number, removals: readonly LinkRemoval[]): ClockEvent | undefined {
  const first = new Map<number, LinkRemoval>();
  for (const each of removals) {
    const known = first.get(each.link);
    if (each.link < count && (!known || each.at < known.at)) first.set(each.link, each);
  }
  if (count === 0 || first.size < count) return undefined;
  const all = [...first.values()];
  const latest = (times: string[]) => times.reduce((a, b) => (Date.parse(a) >= Date.parse(b) ? a : b));
  const at = latest(all.map((each) => each.at));
  const last = all.filter((each) => each.at === at);
  const seen = last.flatMap((each) => each.lastSeen ?? []);
  return {
    type: 'removal.observed',
    at,
    recordedAt: latest(all.map((each) => each.recordedAt)),
    ...(seen.length === last.length ? { lastSeen: latest(all.flatMap((each) => each.lastSeen ?? [])) } : {}),
  };
}
