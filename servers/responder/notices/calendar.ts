import { createHash } from 'node:crypto';
import type { Reminder } from '@amaan/notice';
import { ICalCalendar, ICalCalendarMethod } from 'ical-generator';
import { sql } from 'kysely';
import type { Context } from '../context.ts';

const MINUTE = 60_000;
const digestOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();

/** Makes a new secret for a member's calendar address; the one before ends. @returns the secret, base64url */
export async function openFeed(context: Context, staff: string): Promise<string> {
  const secret = Buffer.from(context.random(24)).toString('base64url');
  await sql`insert into calendar_feed (staff, secret_digest) values (${staff}, ${digestOf(secret)})
    on conflict (staff) do update set secret_digest = excluded.secret_digest`.execute(context.store.db);
  return secret;
}

/** Ends a member's calendar address. */
export async function closeFeed(context: Context, staff: string): Promise<void> {
  await sql`delete from calendar_feed where staff = ${staff}`.execute(context.store.db);
}

/** Whose address this is, while that person is still with the helpline. */
export async function feedHolder(
  context: Context,
  secret: string,
): Promise<{ id: string; role: 'caseworker' | 'supervisor' | 'admin' } | undefined> {
  const { rows } = await sql<{ id: string; role: 'caseworker' | 'supervisor' | 'admin' }>`
    select m.id, m.role from calendar_feed f join staff_member m on m.id = f.staff
    where f.secret_digest = ${digestOf(secret)} and m.left_at is null`.execute(context.store.db);
  return rows[0];
}

/** Something with a time that a calendar may show. */
interface Entry {
  readonly notice: string;
  readonly caseId: string;
  readonly at: Date;
  readonly what: 'due' | Reminder['what'];
}

/**
 * The due times and open reminders of the cases that `mayOpen` lets through, as iCalendar (RFC 5545). It says that
 * something is due and when, and nothing else: a calendar is read on phones, by assistants, over shoulders.
 *
 * @param mayOpen asked once for each case
 */
export async function calendar(
  context: Context,
  mayOpen: (caseId: string) => Promise<boolean>,
): Promise<string> {
  const { rows } = await sql<Entry>`
    select id as notice, case_id as "caseId", due_at as at, 'due' as what from notice
      where not closed and due_at is not null
    union
    select n.id, n.case_id, f.act_by, 'due' from notice_follow f join notice n on n.id = f.notice
      where not f.closed and f.act_by is not null
    union
    select n.id, n.case_id, r.day + interval '9 hours', r.what from notice_reminder r join notice n on n.id = r.notice
      where r.done_by is null
    order by 3 limit 2000`.execute(context.store.db);
  const open = new Map<string, boolean>();
  for (const { caseId } of rows) if (!open.has(caseId)) open.set(caseId, await mayOpen(caseId));
  const feed = new ICalCalendar({
    prodId: { company: 'Amaan', product: 'responder', language: 'EN' },
    method: ICalCalendarMethod.PUBLISH,
    ttl: 15 * 60,
  });
  for (const { notice, caseId, at, what } of rows) {
    if (!open.get(caseId)) continue;
    // The notice's id says nothing outside; a digest of it says nothing inside either.
    const id = createHash('sha256').update(`${notice} ${what} ${at.getTime()}`).digest('hex').slice(0, 32);
    feed.createEvent({
      id,
      stamp: context.now(),
      start: at,
      end: new Date(at.getTime() + 15 * MINUTE),
      summary: what === 'due' ? 'Due' : 'Reminder',
    });
  }
  return feed.toString();
}
