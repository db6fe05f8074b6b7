import { type Link, linkPortions, newPlaces, placeOf, type ReceiptKeys } from '@amaan/custody';
import { placesOf } from './places.ts';
import { add, openVisit, type Visit } from './visit.ts';

/** Adds links to a case, in as many sealed items as they need. @throws as `add` */
export async function addLinks(visit: Visit, links: readonly Link[]): Promise<void> {
  const known = [...(await placesOf(visit)).links];
  for (const portion of linkPortions(links)) {
    await add(visit, { kind: 'links', links: portion, fresh: newPlaces(portion, known) });
    known.push(...portion);
  }
}

/** What did not fit into the item that opened the case: those places of a list that the case does not have yet. */
export async function addRest(keys: ReceiptKeys, links: readonly Link[]): Promise<void> {
  const visit = await openVisit(keys);
  const there = new Set((await placesOf(visit)).links.map(({ url }) => placeOf(url)));
  const missing = links.filter(({ url }) => !there.has(placeOf(url)));
  if (missing.length > 0) await addLinks(visit, missing);
}
