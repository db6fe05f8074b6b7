import type { Log } from '@amaan/http';
import type { Store } from '@amaan/store';
import { alarms } from './alarms.ts';
import { cutOverdue } from './purge-proofs.ts';
import { purgeServed } from './served.ts';

/**
 * One round over what the exchange waits for. It is loud as long as anything is open: a purge that is not proven is told
 * each time, and a partner whose proof is overdue gets tombstones alone from now on.
 */
export async function watchExchange(context: {
  readonly store: Store<unknown>;
  readonly log: Log;
  now(): Date;
}): Promise<void> {
  const { store, log } = context;
  const now = context.now();
  await purgeServed(store.db);
  const cut = await cutOverdue(store.db, now);
  if (cut.length > 0)
    log.error({ code: 'partner-cut', partners: cut }, 'a proof of purge is overdue: tombstones alone');
  const { purges, outOfSync, suspended, minorsWaiting, leaks } = await alarms(store.db, now);
  if (purges.length > 0)
    log.error({
      code: 'purge-open',
      missing: purges.length,
      overdue: purges.filter((one) => one.overdue).length,
    });
  if (minorsWaiting > 0)
    log.error({ code: 'purge-open', hashes: minorsWaiting }, 'not yet served to every subscriber');
  if (leaks.length > 0)
    log.error({ code: 'list-leaked', partners: [...new Set(leaks.map((one) => one.partner))] });
  if (outOfSync.length > 0) log.warn({ code: 'out-of-sync', partners: outOfSync.map((one) => one.partner) });
  if (suspended.length > 0) log.warn({ code: 'suspended', entries: suspended.length }, 'a person must look');
}
