import type { Banks, ContentSignals, OpinionValue } from '@amaan/bank';
import { type QueryExecutorProvider, sql } from 'kysely';
import { deleteContents, enter, insertContent, newContentId, replaceSignals } from '../banks/bank-store.ts';
import type { Context } from '../context.ts';
import { countMonth } from '../transparency/count.ts';
import { oweProof } from './purge-proof.ts';

/** The party under which our own reviewers' opinion on a content stands. */
export const OWN = 'self';

/** One record of an exchange, whichever wire it came over. */
export interface Incoming {
  readonly remote: string;
  readonly state: 'live' | 'suspended' | 'withdrawn';
  readonly signals?: ContentSignals;
  readonly opinions: ReadonlyMap<string, OpinionValue>;
  /** The exchange wants a signed proof that what we had is deleted. */
  readonly proof?: boolean;
}

/** What must happen to the banks in memory once the transaction is on disk. */
export type AfterCommit = (banks: Banks) => void;

/**
 * Writes one record of an exchange into the bank that follows it, in the caller's transaction. The same record twice
 * changes nothing.
 */
export async function applyRecord(
  trx: QueryExecutorProvider,
  { atRest, now }: Pick<Context, 'atRest' | 'now'>,
  source: string,
  bank: string,
  record: Incoming,
): Promise<AfterCommit> {
  const { rows } = await sql<{ content: string | null }>`
    select content from exchange_row where source = ${source} and remote = ${record.remote} for update`.execute(
    trx,
  );
  const before = rows[0]?.content ?? undefined;
  if (record.state === 'withdrawn' || !record.signals) {
    if (before !== undefined) {
      await deleteContents(trx, [before]);
      await countMonth(trx, 'withdrawn', 1, now());
    }
    await writeRow(trx, source, record, undefined);
    if (record.proof) await oweProof(trx, source, record.remote, now());
    return (banks) => void (before !== undefined && banks.remove(bank, before));
  }
  const id = before ?? newContentId();
  const own = before === undefined ? undefined : await ownOpinion(trx, before);
  const here = before === undefined ? undefined : await setHere(trx, before);
  // Deleted by a curator here: it stays deleted, however often it is delivered.
  if (here?.removed) {
    await writeRow(trx, source, record, id);
    return () => {};
  }
  const enabledFrom = here?.enabledFrom ?? (record.state === 'live' && own !== 'NotBlocked' ? 1 : 0);
  const content = { id, bank, signals: record.signals, enabledFrom };
  if (before === undefined) await insertContent(trx, atRest, content, now());
  else {
    await replaceSignals(trx, atRest, content);
    await sql`update bank_content set enabled_from = ${enabledFrom} where id = ${id}`.execute(trx);
  }
  await writeRow(trx, source, record, id);
  await sql`delete from bank_opinion where content = ${id} and party <> ${OWN}`.execute(trx);
  for (const [party, value] of record.opinions)
    await sql`insert into bank_opinion (content, party, value) values (${id}, ${party}, ${value})`.execute(
      trx,
    );
  const counted = record.opinions.size === 0 ? [] : await countedOpinions(trx, id);
  return (banks) => {
    enter(banks, content);
    const parties = new Set(counted.map(({ party }) => party));
    for (const party of banks.opinions(bank, id).keys())
      if (party !== OWN && !parties.has(party)) banks.setOpinion(bank, id, party, undefined);
    for (const { party, value } of counted) banks.setOpinion(bank, id, party, value);
  };
}

/** The opinions of others that count: without those that a person weighed before a signal was restored. */
async function countedOpinions(
  trx: QueryExecutorProvider,
  content: string,
): Promise<{ party: string; value: OpinionValue }[]> {
  const { rows } = await sql<{ party: string; value: OpinionValue }>`
    select party, value from counted_opinion where content = ${content} and party <> ${OWN}`.execute(trx);
  return rows;
}

/** What a curator here decided about a content; an exchange does not change it. */
async function setHere(
  trx: QueryExecutorProvider,
  content: string,
): Promise<{ removed: boolean; enabledFrom: number } | undefined> {
  const { rows } = await sql<{ removed: boolean; from: string }>`
    select removed_here as removed, enabled_from as "from" from bank_content where id = ${content} and set_here`.execute(
    trx,
  );
  const [row] = rows;
  return row && { removed: row.removed, enabledFrom: Number(row.from) };
}

async function ownOpinion(trx: QueryExecutorProvider, content: string): Promise<string | undefined> {
  const { rows } = await sql<{ value: string }>`
    select value from bank_opinion where content = ${content} and party = ${OWN}`.execute(trx);
  return rows[0]?.value;
}

async function writeRow(
  trx: QueryExecutorProvider,
  source: string,
  record: Incoming,
  content: string | undefined,
): Promise<void> {
  await sql`insert into exchange_row (source, remote, content, state, round)
    values (${source}, ${record.remote}, ${content ?? null}, ${record.state},
      (select round from exchange_source where name = ${source}))
    on conflict (source, remote) do update
      set content = excluded.content, state = excluded.state, round = excluded.round`.execute(trx);
}

/** Notes records that were set aside, so that an operator sees how many and why. */
export async function quarantine(
  trx: QueryExecutorProvider,
  source: string,
  records: readonly { id: string; code: string }[],
  now: Date,
): Promise<void> {
  for (const { id, code } of records)
    await sql`insert into exchange_quarantine (source, remote, code, at)
      values (${source}, ${id}, ${code}, ${now})
      on conflict (source, remote, code) do update set times = exchange_quarantine.times + 1, at = excluded.at`.execute(
      trx,
    );
}
