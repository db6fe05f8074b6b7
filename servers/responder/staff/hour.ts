import { HttpError } from '@amaan/http';
import { requireAnother } from '@amaan/http/screen';
import { sql } from 'kysely';
import type { Context } from '../context.ts';

/**
 * Gives a colleague another hour at the screen on their day, and writes down who gave it.
 *
 * @param day theirs, `YYYY-MM-DD`
 * @throws HttpError 403 `two-people` for one's own, 404 `no-person`
 */
export async function giveHour(context: Context, by: string, person: string, day: string): Promise<void> {
  requireAnother(by, person);
  await context.store.transaction(async (trx) => {
    const { rows } = await sql`select 1 from staff_member where id = ${person} and left_at is null
      for share`.execute(trx);
    if (rows.length === 0) throw new HttpError(404, 'no-person', 'Nobody with this id works here.');
    await context.screen.giveHour(trx, by, person, day);
    await sql`insert into staff_act (staff, act, at) values (${by}, 'hour.given', ${context.now()})`.execute(
      trx,
    );
  });
}
