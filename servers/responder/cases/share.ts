import { type EventDraft, HELD_REASONS, type HeldReason } from '@amaan/custody';
import { type RawBuilder, sql } from 'kysely';
import type { Context } from '../context.ts';
import { openSet } from '../exchange/at-rest.ts';
import { shareSignals } from '../exchange/share.ts';
import { withdrawSignals } from '../exchange/withdraw.ts';
import { appendEvents, type Db, lockCase } from './append.ts';
import { comparePublished, uncompared } from './published.ts';

/** Cases in one transaction of a round: the exchange's clock is taken once for all of them. */
const ROUND = 25;
const SERVER = { role: 'server' } as const;

/**
 * What of the case of `s` (its row of `case_status`) two people have to pass before anything is shared: what her page
 * asks people for (abuse controls C8, P7), very many signals (P7), a signal that is widely published (P5).
 */
function waitsFor({ config }: Context): RawBuilder<HeldReason[]> {
  const signals = sql`select 1 from case_signal c where c.case_id = s.case_id`;
  const reasons: Record<HeldReason, RawBuilder<boolean>> = {
    'person-first': sql`s.state -> 'passed' is null
      and exists (select 1 from case_file f where f.id = s.case_id and f.person_first)`,
    many: sql`s.state -> 'passed' is null
      and (select count(*) from (${signals} and c.state in ('held', 'shared')) n) > ${config.manyFiles}`,
    published: sql`exists (${signals} and c.state = 'held' and c.published = 'waits')`,
  };
  const each = HELD_REASONS.map((reason) => sql`case when ${reasons[reason]} then ${reason}::text end`);
  return sql`array_remove(array[${sql.join(each)}], null)`;
}

/** Whether what the case of `s` has may be shared: nothing waits for two people. */
function mayShare(context: Context): RawBuilder<boolean> {
  return sql`(${waitsFor(context)} = '{}')`;
}

/** Why signals of the case of `s` are held until two people have passed it; none where sharing lacks something else. */
export function heldFor(context: Context): RawBuilder<HeldReason[]> {
  return sql`(case when s.state ->> 'phase' = 'open' and s.state -> 'consents' -> 'shareSignals' ->> 'given' = 'true'
    and s.state ->> 'declaration' in ('declared', 'candidate', 'corroborated')
    and exists (select 1 from case_signal h where h.case_id = s.case_id and h.state = 'held')
    then ${waitsFor(context)} else '{}' end)`;
}

/**
 * Shares a case's held signals on the exchange, as far as her consents reach. The declaration becomes a candidate by
 * the automatic checks (adult mark, consent, usable quality, not very many at once, not widely published); nothing here
 * ever makes it more.
 */
export async function shareHeld(context: Context, trx: Db, caseId: string): Promise<void> {
  const state = await lockCase(trx, caseId);
  if (!state || state.status.phase !== 'open' || !state.status.consents.shareSignals?.given) return;
  if (!['declared', 'candidate', 'corroborated'].includes(state.status.declaration)) return;
  await comparePublished(context, trx, caseId);
  const { rows } = await sql<{ id: string; sealed: Buffer }>`
    select g.id, g.sealed from case_signal g join case_status s on s.case_id = g.case_id
    where g.case_id = ${caseId} and g.state = 'held' and ${mayShare(context)} order by g.id for update of g`.execute(
    trx,
  );
  if (rows.length === 0) return;
  const shared = await shareSignals(
    trx,
    context.atRest,
    {
      caseId,
      ageMark: 'adult',
      scope: { views: state.status.consents.shareViews?.given ?? false, exact: false },
      signals: rows.map((row) => ({
        signal: row.id,
        set: openSet(context.atRest, 'case-signal', row.id, row.sealed),
      })),
    },
    context.now(),
  );
  const events: EventDraft[] = [];
  for (const result of shared) {
    const entry = 'entry' in result ? result.entry : undefined;
    await sql`update case_signal set state = ${entry ? 'shared' : 'refused'}, sealed = null
      where id = ${result.signal}`.execute(trx);
    if (entry)
      events.push({ type: 'signal.shared', actor: SERVER, refs: { signal: result.signal, record: entry } });
    else if ('refused' in result)
      events.push({
        type: 'signal.withdrawn',
        actor: SERVER,
        refs: { signal: result.signal, reason: `not-usable.${result.refused}` },
      });
  }
  if (state.status.declaration === 'declared' && shared.some((result) => 'entry' in result))
    events.unshift({
      type: 'declaration.changed',
      actor: SERVER,
      refs: { state: 'candidate', reason: 'checks-passed' },
    });
  await appendEvents(context, trx, caseId, events);
}

/** Takes everything a case shared back: tombstones on the exchange, and the signals' rows emptied. */
export async function withdrawShared(
  context: Context,
  trx: Db,
  caseId: string,
  actor: EventDraft['actor'],
  reason: string,
  { minor = false } = {},
): Promise<EventDraft[]> {
  await withdrawSignals(trx, { caseId }, context.now(), { minor });
  const { rows } = await sql<{ id: string }>`
    update case_signal set state = 'withdrawn', sealed = null
    where case_id = ${caseId} and state in ('held', 'shared') returning id`.execute(trx);
  return rows.map(({ id }) => ({ type: 'signal.withdrawn', actor, refs: { signal: id, reason } }));
}

/**
 * A person at the exchange withdrew one entry of a case: its ledger says so, for her and for its staff, and no more than
 * that a person did. The caller holds the case's lock.
 */
export async function noteWithdrawn(
  context: Context,
  trx: Db,
  caseId: string,
  entry: string,
  actor: EventDraft['actor'],
): Promise<void> {
  const state = await lockCase(trx, caseId);
  const [signal] =
    Object.entries(state?.status.signals ?? {}).find(
      ([, each]) => each.record === entry && each.state === 'shared',
    ) ?? [];
  if (signal === undefined) return;
  await sql`update case_signal set state = 'withdrawn', sealed = null where id = ${signal}`.execute(trx);
  const refs = { signal, record: entry, reason: 'person' };
  await appendEvents(context, trx, caseId, [{ type: 'signal.withdrawn', actor, refs }]);
}

/** One round of sharing over all cases; in production rounds are far apart, so that a record's time is not her visit's. */
export async function shareRound(context: Context): Promise<number> {
  // A case whose consent is missing keeps its held signals and is passed over: it is asked for, not walked through.
  const { rows } = await sql<{ case_id: string }>`
    select distinct g.case_id from case_signal g join case_status s on s.case_id = g.case_id
    where g.state = 'held' and s.state ->> 'phase' = 'open'
      and s.state -> 'consents' -> 'shareSignals' ->> 'given' = 'true'
      and s.state ->> 'declaration' in ('declared', 'candidate', 'corroborated')
      and (${mayShare(context)} or ${uncompared(context)}) order by g.case_id`.execute(context.store.db);
  for (let i = 0; i < rows.length; i += ROUND)
    await context.store.transaction(async (trx) => {
      const cases = rows.slice(i, i + ROUND).map((row) => row.case_id);
      // All cases first, then the clock: whoever withdraws holds a case and waits for the clock.
      await sql`select 1 from case_status where case_id = any(${cases}::text[]) order by case_id for update`.execute(
        trx,
      );
      for (const caseId of cases) await shareHeld(context, trx, caseId);
    });
  return rows.length;
}
