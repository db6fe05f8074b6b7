import type { Pin } from '@amaan/notice';
import { sql } from 'kysely';
import type { Db } from '../cases/append.ts';
import type { DraftBodyShape } from './schemas/entered.ts';

/** A notice's row: what the ledger does not hold because it is about transport, not about the case. */
export interface NoticeRow {
  readonly id: string;
  readonly caseId: string;
  readonly regime: string;
  readonly regimeVersion: string;
  readonly addressee: string;
  readonly channel: DraftBodyShape['channel'];
  readonly links: number;
  readonly digest: string;
  readonly previous: string | null;
  readonly pin: Pin | null;
  readonly dueAt: Date | null;
  readonly sending: 'none' | 'waiting' | 'started' | 'uncertain' | 'done';
  readonly number: string | null;
  readonly statusKey: string | null;
  readonly closed: boolean;
}

const COLUMNS = sql`id, case_id as "caseId", regime, regime_version as "regimeVersion", addressee, channel, links,
  encode(digest, 'hex') as digest, previous, pin, due_at as "dueAt", sending, number,
  encode(status_key, 'hex') as "statusKey", closed`;

/** One notice, as it is now. */
export async function noticeRow(db: Db, id: string): Promise<NoticeRow | undefined> {
  const { rows } = await sql<NoticeRow>`select ${COLUMNS} from notice where id = ${id}`.execute(db);
  return rows[0];
}

/** One notice, with other writers kept out until the transaction ends. */
export async function lockNotice(trx: Db, id: string): Promise<NoticeRow | undefined> {
  const { rows } = await sql<NoticeRow>`select ${COLUMNS} from notice where id = ${id} for update`.execute(
    trx,
  );
  return rows[0];
}

/** The notices of a case, oldest first. */
export async function noticesOfCase(db: Db, caseId: string): Promise<NoticeRow[]> {
  const { rows } = await sql<NoticeRow>`
    select ${COLUMNS} from notice where case_id = ${caseId} order by drafted_at, id`.execute(db);
  return rows;
}

/** Notices with a clock that runs, their own or one that follows them, over all cases, by what is due next. */
export async function openNotices(db: Db, limit: number): Promise<NoticeRow[]> {
  const { rows } = await sql<NoticeRow>`
    select ${COLUMNS} from notice
    left join (select notice, min(act_by) as next from notice_follow where not closed group by notice) f on f.notice = id
    where not closed or f.notice is not null
    order by least(case when closed then null else due_at end, f.next) nulls last, drafted_at limit ${limit}`.execute(
    db,
  );
  return rows;
}

/** Enters a draft. False when the id is taken. */
export async function insertNotice(
  db: Db,
  caseId: string,
  draft: Omit<DraftBodyShape, 'under' | 'sealed' | 'places'>,
  at: Date,
): Promise<boolean> {
  const { rows } = await sql`
    insert into notice (id, case_id, regime, regime_version, addressee, channel, links, digest, previous, drafted_at)
    values (${draft.id}, ${caseId}, ${draft.regime}, ${draft.regimeVersion}, ${draft.addressee}, ${draft.channel},
      ${draft.links}, decode(${draft.digest}, 'hex'), ${draft.previous ?? null}, ${at})
    on conflict do nothing returning 1`.execute(db);
  return rows.length === 1;
}

/** A link under watch. */
export interface WatchRow {
  readonly notice: string;
  readonly link: number;
  readonly sealed: Buffer;
  readonly state: 'unchecked' | 'present' | 'missing' | 'uncertain';
  readonly reason: string | null;
  readonly lastSeen: Date | null;
  readonly firstMissed: Date | null;
  readonly observed: boolean;
  readonly looksAfter: number;
}

/** The links of a notice that are under watch, in the notice's order. */
export async function watchRows(db: Db, notice: string): Promise<WatchRow[]> {
  const { rows } = await sql<WatchRow>`
    select notice, link, sealed, state, reason, last_seen as "lastSeen", first_missed as "firstMissed", observed,
      looks_after as "looksAfter" from notice_watch where notice = ${notice} order by link`.execute(db);
  return rows;
}
