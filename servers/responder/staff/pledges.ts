import { type Pledge, PLEDGE, pledgeHolds, pledgeUntil } from '@amaan/custody';
import { HttpError } from '@amaan/http';
import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../cases/index.ts';
import { type Context, today } from '../context.ts';

/** Clocks of console and server may be this far apart, around midnight. */
const DAY_MS = 86_400_000;

/** The day on which a member (`m` in the query) last signed today's wording, or null. */
export const pledgedOn: RawBuilder<string | null> = sql<
  string | null
>`(select max(p.day)::text from staff_pledge p
  where p.staff_id = m.id and p.version = ${PLEDGE.version})`;

/** Whether a pledge signed on this day is still good. */
export function pledgeIsGood(context: Context, on: string | null): boolean {
  return on !== null && pledgeUntil(on) >= today(context);
}

/** Keeps a member's signature. @throws HttpError 422 `pledge` when it is not theirs, not today's or of another wording */
export async function putPledge(
  context: Context,
  db: Db,
  staff: { readonly id: string; readonly signKey: string },
  pledge: Pledge,
): Promise<void> {
  const off = Math.abs(Date.parse(pledge.day) - Date.parse(today(context)));
  if (off > DAY_MS || !pledgeHolds(staff.id, staff.signKey, pledge))
    throw new HttpError(422, 'pledge', 'The pledge was not signed as it stands today: load the page again.');
  const { version, lang, day, sig } = pledge;
  await sql`insert into staff_pledge (staff_id, version, lang, day, sig)
    values (${staff.id}, ${version}, ${lang}, ${day}, decode(${sig}, 'hex')) on conflict do nothing`.execute(
    db,
  );
}
