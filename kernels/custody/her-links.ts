import { toUtf8 } from '@amaan/base';
import type { Link } from './contents.ts';
import { placeOf } from './notice-item.ts';

/**
 * Her links as they stand: each place once, where she first gave it. Given again with a name, even an empty one, it has
 * the newer name and kind; without one it was only given again.
 *
 * @param links in the order in which she gave them
 */
export function mergeLinks(links: readonly Link[]): Link[] {
  const merged = new Map<string, Link>();
  for (const link of links) {
    const place = placeOf(link.url);
    const before = merged.get(place);
    if (!before) merged.set(place, link);
    else if (link.note !== undefined) merged.set(place, { ...before, kind: link.kind, note: link.note });
  }
  return [...merged.values()];
}

/** Whether a link names a place: an address or an account. A line that she wrote in words of her own names none. */
export function namesPlace({ url, account }: Link): boolean {
  return account !== undefined || /^https?:\/\//i.test(url);
}

/** How many of some links are places that are not among the known ones. */
export function newPlaces(links: readonly Link[], known: readonly Link[]): number {
  const before = new Set(known.map(({ url }) => placeOf(url)));
  return new Set(links.map(({ url }) => placeOf(url)).filter((place) => !before.has(place))).size;
}

/** A sealed item is padded to buckets of 64 KiB and may take two of them: this leaves room for what stands around it. */
const PORTION_BYTES = 128_000;

/** Her links in portions that fit a sealed item each: hundreds are one, thousands are several. At least one, perhaps empty. */
export function linkPortions(links: readonly Link[]): Link[][] {
  const portions: Link[][] = [[]];
  let bytes = 0;
  for (const link of links) {
    const size = toUtf8(JSON.stringify(link)).length + 1;
    if (bytes + size > PORTION_BYTES) {
      portions.push([]);
      bytes = 0;
    }
    portions.at(-1)?.push(link);
    bytes += size;
  }
  return portions;
}
