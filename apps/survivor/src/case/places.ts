import { type Link, mergeLinks, openJson, parseLinks, parsePlaces, type Places } from '@amaan/custody';
import { breathe } from './client.ts';
import { partOf, type Visit } from './visit.ts';

/** Her links, and which of them each notice lists. */
export interface KnownPlaces {
  readonly links: readonly Link[];
  readonly lists: readonly Places[];
}

/** Reads both, with pauses: opening many at once would be one long task in which no key works. */
export async function placesOf(visit: Visit): Promise<KnownPlaces> {
  const links: Link[] = [];
  const lists: Places[] = [];
  for (const { kind, sealed } of (await partOf(visit, 'places'))?.items ?? []) {
    await breathe();
    try {
      const opened = await openJson(visit.secrets.links ?? '', sealed);
      if (kind === 'links') links.push(...parseLinks(opened).links);
      if (kind === 'places') lists.push(parsePlaces(opened));
    } catch {
      // What cannot be opened with this receipt is not shown; the rest is.
    }
  }
  return { links: mergeLinks(links), lists };
}
