import { type QueryExecutorProvider, sql } from 'kysely';
import type { Context } from '../context.ts';
import type { Caller } from '../keys/key-ring.ts';

type Act =
  | 'bank.made'
  | 'bank.changed'
  | 'bank.dropped'
  | 'content.added'
  | 'content.changed'
  | 'content.dropped'
  | 'type.changed'
  | 'exchange.made'
  | 'exchange.changed'
  | 'exchange.ended'
  | 'key.made'
  | 'key.revoked'
  | 'signal.kept'
  | 'signal.restored'
  | 'signal.removed'
  | 'rule.proposed'
  | 'rule.refused'
  | 'account.proposed'
  | 'account.agreed'
  | 'account.ended'
  | 'key.stopped'
  | 'key.rested'
  | 'key.changed'
  | 'key.resumed'
  | 'key.trained'
  | 'key.untrained'
  | 'hour.given';

/** Writes down what a curator or administrator did, in the transaction that does it. It holds names and ids, never a hash. */
export async function noteAct(
  trx: QueryExecutorProvider,
  context: Pick<Context, 'now'>,
  caller: Pick<Caller, 'id'>,
  act: Act,
  bank?: string,
  content?: string,
  reason?: string,
): Promise<void> {
  await sql`insert into curate_event (at, caller, act, bank, content, reason)
    values (${context.now()}, ${caller.id}, ${act}, ${bank ?? null}, ${content ?? null}, ${reason ?? null})`.execute(
    trx,
  );
}
