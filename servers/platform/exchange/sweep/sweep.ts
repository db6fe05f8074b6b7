import type { Hma, SweepType } from './hma-client.ts';

/** A hash that was withdrawn, and how far its removal has come. It stays on the list for good, and is looked for each time. */
export interface Withdrawn {
  readonly type: SweepType;
  readonly hash: string;
  /** `lastModtimestamp` of the tombstone. */
  readonly second: number;
  /** When a look found nothing any more (ISO), and how many contents had been removed until then. */
  readonly proof?: { readonly at: string; readonly removed: number };
  /** Contents removed so far. */
  readonly removed: number;
}

/** What one run did. */
export interface Swept {
  readonly list: readonly Withdrawn[];
  readonly disabled: number;
  readonly deleted: number;
  /** Contents of other banks, or with another signal: left alone. */
  readonly others: number;
  /** Disabled, and not deleted yet because the exchange would deliver them again. */
  readonly waiting: number;
  readonly proven: number;
}

/**
 * One run over all withdrawn hashes. Each content's bank and signal are read before anything is written, because the bank
 * in an address is not proof of where a content is. It is disabled at once, and deleted when the HMA's own fetch has gone
 * past the tombstone: a deletion before that would be undone by the next delivery.
 *
 * @param exchange the exchange's name in the HMA, which is its bank's name too
 * @param never the exchange gives this HMA no tombstones, so nothing is delivered again and deletion need not wait
 */
export async function sweep(
  hma: Hma,
  exchange: string,
  list: readonly Withdrawn[],
  { never, now }: { readonly never: boolean; readonly now: Date },
): Promise<Swept> {
  const checkpoint = list.length > 0 && !never ? await hma.checkpoint(exchange) : 0;
  const done = { disabled: 0, deleted: 0, others: 0, waiting: 0, proven: 0 };
  const next: Withdrawn[] = [];
  for (const entry of list) {
    const { type, hash } = entry;
    let mine = 0;
    let unclear = 0;
    let removed = entry.removed;
    for (const id of await hma.exactly(exchange, type, hash)) {
      const content = await hma.content(exchange, id);
      if (!content) {
        // Deleted, and still in the index until that is built again.
        mine++;
        continue;
      }
      // A server that shows nobody what came over an exchange has said with its distance of 0 that it is this hash.
      const shown = content.signals[type]?.toLowerCase() ?? hash;
      if (content.bank !== exchange || shown !== hash) {
        done.others++;
        if (content.bank === exchange) unclear++;
        continue;
      }
      mine++;
      await hma.disable(exchange, id);
      done.disabled++;
      if (!never && checkpoint <= entry.second) {
        done.waiting++;
        continue;
      }
      if (await hma.remove(exchange, id)) {
        done.deleted++;
        removed++;
      }
    }
    const { proof: before, ...rest } = entry;
    const proof = mine + unclear > 0 ? undefined : (before ?? { at: now.toISOString(), removed });
    if (proof) done.proven++;
    next.push({ ...rest, removed, ...(proof && { proof }) });
  }
  return { list: next, ...done };
}
