import { HttpError } from '@amaan/http';
import { sql } from 'kysely';
import type { Context } from '../context.ts';
import { noteAct } from '../hma/note-act.ts';
import { type Caller, STOPPED } from './key-ring.ts';
import type { Near } from './probes.ts';

/**
 * Stops a key that asks about many hashes around one signal, or about many banked ones, without a file behind them, and
 * wakes a person (abuse controls, O4): that is how somebody would feel their way to what is in a bank, or try a list of
 * their own. An upload's bytes are not counted, because many people may well post variants of one picture; nor is a hash
 * that was made here of a file of this key.
 *
 * @throws HttpError 403 `key-stopped`
 */
export async function stopProbing(
  context: Context,
  caller: Caller,
  hash: string | undefined,
  matches: readonly Near[],
): Promise<void> {
  if (hash === undefined || matches.length === 0) return;
  const which = context.probes.note(caller.id, hash, matches, context.now());
  if (!which) return;
  await context.store.transaction(async (trx) => {
    const { rows } = await sql`update platform_key set stopped_at = ${context.now()}
      where id = ${caller.id} and stopped_at is null returning 1`.execute(trx);
    if (rows.length > 0) await noteAct(trx, context, caller, 'key.stopped');
  });
  await context.keys.load();
  // Who calls from a listed address has no key to stop: refused until the day ends, and told of once.
  if (which === 'first')
    context.log.error({ code: 'key-stopped', key: caller.id }, 'its questions look like probing: look at it');
  throw new HttpError(403, 'key-stopped', STOPPED);
}

/** Lets a stopped key ask again. @returns whether it was stopped */
export async function resumeKey(context: Context, caller: Caller, id: string): Promise<boolean> {
  const resumed = await context.store.transaction(async (trx) => {
    const { rows } = await sql`update platform_key set stopped_at = null
      where id = ${id} and stopped_at is not null and revoked_at is null returning 1`.execute(trx);
    if (rows.length > 0) await noteAct(trx, context, caller, 'key.resumed');
    return rows.length > 0;
  });
  context.probes.forget(id);
  await context.keys.load();
  return resumed;
}
