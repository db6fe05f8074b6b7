import { type NoticeSpan, type RemovalTimes, removalTimes } from '@amaan/notice';
import { sql } from 'kysely';
import type { Db } from '../cases/append.ts';

const HOUR = 3_600_000;

/** How long removals take at one addressee, over all cases of the helpline: counts and times, no case. */
export interface AddresseeTimes extends RemovalTimes {
  readonly addressee: string;
}

interface Row {
  readonly addressee: string;
  readonly started: Date;
  readonly removed: Date | null;
  readonly seen: Date | null;
  readonly withdrawn: Date | null;
}

/**
 * Removal times by addressee, slowest first. Open notices are censored at their last look; what nobody could look at is
 * left out. Cases that were deleted still count, by the figures that they left.
 */
export async function timesByAddressee(db: Db): Promise<AddresseeTimes[]> {
  const { rows } =
    await sql<Row>`select addressee, started_at as started, removed_at as removed, seen_at as seen,
      withdrawn_at as withdrawn from notice where started_at is not null`.execute(db);
  const { rows: past } = await sql<{ addressee: string; hours: number; removed: boolean }>`
    select addressee, hours, removed from removal_figure`.execute(db);
  const spans = new Map<string, NoticeSpan[]>();
  const add = (addressee: string, span: NoticeSpan) =>
    spans.set(addressee, [...(spans.get(addressee) ?? []), span]);
  for (const { addressee, started, removed, seen, withdrawn } of rows)
    add(addressee, {
      started: started.getTime(),
      ...(removed && !(withdrawn && withdrawn < removed) && { removed: removed.getTime() }),
      ...(seen && { seen: seen.getTime() }),
      ...(withdrawn && { withdrawn: withdrawn.getTime() }),
    });
  for (const { addressee, hours, removed } of past)
    add(addressee, { started: 0, [removed ? 'removed' : 'seen']: hours * HOUR });
  const times = [...spans].flatMap(([addressee, each]) => {
    const found = removalTimes(each);
    return found ? [{ addressee, ...found }] : [];
  });
  const slow = ({ median }: AddresseeTimes) => median ?? Number.POSITIVE_INFINITY;
  return times.sort((a, b) => slow(b) - slow(a) || a.addressee.localeCompare(b.addressee));
}

/**
 * Keeps what a case's notices say about removal times when the case is deleted: addressee, hours, removed or not.
 * Withdrawn notices count nowhere, and no row says which case, notice or day it came from.
 */
export async function keepFigures(trx: Db, caseId: string): Promise<void> {
  await sql`insert into removal_figure (addressee, hours, removed)
    select addressee, greatest(0, floor(extract(epoch from coalesce(removed_at, seen_at) - started_at) / 3600))::int,
      removed_at is not null
    from notice where case_id = ${caseId} and withdrawn_at is null and started_at is not null
      and coalesce(removed_at, seen_at) >= started_at
    order by random()`.execute(trx);
}
