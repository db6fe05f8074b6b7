import type { AtRest } from '@amaan/store';
import { type QueryExecutorProvider, sql } from 'kysely';
import { openSet } from './at-rest.ts';
import { leaks } from './canaries.ts';
import { takePlaces } from './clock.ts';
import { missingProofs } from './purge-proofs.ts';
import { raiseHashes } from './share.ts';
import { type SourceRecord, sourceRecords, standsLow } from './sources.ts';
import { withdrawSignals } from './withdraw.ts';

/** A partner that has not confirmed what changed for so long is out of sync (abuse control P10). */
const OUT_OF_SYNC_HOURS = 24;

/** What a person must look at. It holds ids, codes and times alone. */
interface Alarms {
  /** Entries that rest because of opinions or a doubt about age, until a person decides. */
  readonly suspended: {
    readonly entry: string;
    readonly caseId: string | null;
    readonly since: Date;
    /** Somebody doubts that the person shown is an adult: taken back, it is purged with proof. */
    readonly ageDoubt: boolean;
    /** What partners answered since a person looked last. */
    readonly blocked: number;
    readonly notBlocked: number;
  }[];
  /** Proofs of purge that have not come. */
  readonly purges: {
    readonly partner: string;
    readonly entry: string;
    readonly since: Date;
    readonly overdue: boolean;
  }[];
  /** Partners that have not read what changed more than a day ago. */
  readonly outOfSync: { readonly partner: string; readonly fetchedAt: Date | null }[];
  /** Partners whose submissions rest until a person has looked, because too many were found wrong. */
  readonly low: readonly SourceRecord[];
  /** Hashes of minors that a subscriber of StopNCII's wire has not been served yet. */
  readonly minorsWaiting: number;
  /** Partners whose canaries were seen elsewhere: `seen` says by whom or where. */
  readonly leaks: { readonly partner: string; readonly seen: string; readonly at: Date }[];
}

/** Everything that waits for a person. */
export async function alarms(db: QueryExecutorProvider, now: Date): Promise<Alarms> {
  const { rows: suspended } = await sql<Alarms['suspended'][number]>`
    select id as entry, case_id as "caseId", suspended_at as since, age_doubt as "ageDoubt",
      count(o.*) filter (where o.value = 'Blocked')::int as blocked,
      count(o.*) filter (where o.value = 'NotBlocked')::int as "notBlocked"
    from exchange_entry e left join exchange_opinion o on o.entry = e.id
      and (e.cleared_at is null or o.at > e.cleared_at)
    where state = 'suspended' and (age_doubt or not with_declaration) group by e.id order by suspended_at`.execute(
    db,
  );
  const { rows: waiting } = await sql<{ n: number }>`
    select count(*)::int as n from exchange_hash where minor and withdrawn`.execute(db);
  return {
    suspended,
    purges: await missingProofs(db, now),
    outOfSync: await outOfSync(db, now),
    low: (await sourceRecords(db)).filter(standsLow),
    minorsWaiting: waiting[0]?.n ?? 0,
    leaks: await leaks(db),
  };
}

/** The partners that are out of sync: a change older than a day that they have on neither wire. */
export async function outOfSync(db: QueryExecutorProvider, now: Date): Promise<Alarms['outOfSync']> {
  const before = new Date(now.getTime() - OUT_OF_SYNC_HOURS * 3_600_000);
  const { rows } = await sql<Alarms['outOfSync'][number]>`
    select code as partner, fetched_at as "fetchedAt" from exchange_partner p
    where revoked_at is null and created_at < ${before}
      and exists (select 1 from exchange_entry e where e.tie > p.tie and e.changed_at < ${before}
        and (not e.canary or e.partner = p.code))
      and exists (select 1 from exchange_hash h where h.second > p.second and h.changed_at < ${before}
        and (h.canary is null or h.canary = p.code))
    order by code`.execute(db);
  return rows;
}

/**
 * Ends a suspension as a person decided, and writes down who: the entry is served again and earlier opinions against it
 * count no more, or it is withdrawn; where it rested for a doubt about age, partners must prove that they purged it. In
 * the caller's transaction.
 *
 * @returns false when the entry is not suspended
 */
export async function settleSuspended(
  trx: QueryExecutorProvider,
  atRest: AtRest,
  entry: string,
  settlement: 'restore' | 'withdraw',
  staff: string,
  now: Date,
): Promise<boolean> {
  const { rows } = await sql<{ ageDoubt: boolean; onHold: boolean; sealed: Buffer }>`
    select age_doubt as "ageDoubt", with_declaration as "onHold", sealed from exchange_entry
    where id = ${entry} and state = 'suspended' and (age_doubt or not with_declaration) for update`.execute(
    trx,
  );
  const [row] = rows;
  if (!row) return false;
  await sql`insert into exchange_settlement (entry, settlement, staff, at)
    values (${entry}, ${settlement}, ${staff}, ${now})`.execute(trx);
  if (settlement === 'withdraw') {
    await withdrawSignals(trx, { entries: [entry] }, now, { minor: row.ageDoubt });
    return true;
  }
  if (row.onHold) {
    // Its case's declaration is on hold: the doubt ends, and it rests until two people have decided about that.
    await sql`update exchange_entry set age_doubt = false where id = ${entry}`.execute(trx);
    return true;
  }
  const [place] = await takePlaces(trx, 1, now);
  await sql`update exchange_entry set state = 'live', suspended_at = null, age_doubt = false, cleared_at = ${now},
    tie = ${place?.tie ?? 0}, changed_at = ${now} where id = ${entry}`.execute(trx);
  // What was withdrawn because of a minor stays withdrawn.
  await raiseHashes(trx, atRest, entry, openSet(atRest, 'exchange-entry', entry, row.sealed), now);
  return true;
}
