import { HttpError } from '@amaan/http';
import { newestDay, playbookIsOld } from '@amaan/notice';
import { sql } from 'kysely';
import type { Context } from '../context.ts';
import { addresseeOf, addressees } from './addressees.ts';

/** The newest day on which somebody of this installation tried each addressee, by code. */
export async function triedOn(context: Context): Promise<{ code: string; on: string }[]> {
  const { rows } = await sql<{ code: string; on: string }>`
    select addressee as code, max(checked_on)::text as "on" from playbook_check group by addressee
    order by addressee`.execute(context.store.db);
  return rows;
}

/** Platforms and authorities as the console shows them, with the newest day on which anybody tried them. */
export async function addresseeViews(context: Context) {
  const today = context.now().toISOString().slice(0, 10);
  const { rows } = await sql<{ addressee: string; on: string; by: string }>`
    select distinct on (c.addressee) c.addressee, c.checked_on::text as "on", coalesce(m.name, c.checked_by) as by
    from playbook_check c left join staff_member m on m.id = c.checked_by
    order by c.addressee, c.checked_on desc`.execute(context.store.db);
  const own = new Map(rows.map((row) => [row.addressee, row]));
  return addressees(context).map((each) => {
    const mine = own.get(each.code);
    const checkedOn = newestDay(each.checkedOn, mine?.on);
    return {
      code: each.code,
      name: each.name.en,
      kind: each.kind,
      hosts: [...each.hosts],
      channels: [...each.channels],
      form: each.form ?? null,
      languages: [...each.languages],
      fields: [...each.fields],
      works: each.works,
      wording: each.wording,
      refuses: [...each.refuses],
      alternatives: [...each.alternatives],
      regimes: [...each.regimes],
      checkedOn,
      // Nobody of this house tried what only the shipped registry dates.
      checkedBy: mine && mine.on === checkedOn ? mine.by : null,
      // What answers by machine says itself when it no longer does.
      stale: each.api === undefined && playbookIsOld(checkedOn, today),
    };
  });
}

/**
 * Records that a member of staff tried how an addressee takes notices.
 *
 * @throws HttpError 404 for an unknown addressee, 422 for a day that has not come
 */
export async function addCheck(context: Context, by: string, code: string, on: string): Promise<void> {
  if (!addresseeOf(context, code))
    throw new HttpError(404, 'addressee.unknown', 'There is no such platform or authority.');
  if (on > context.now().toISOString().slice(0, 10))
    throw new HttpError(422, 'addressee.day', 'Give the day on which it was tried: today or earlier.');
  await sql`insert into playbook_check (addressee, checked_on, checked_by) values (${code}, ${on}::date, ${by})
    on conflict do nothing`.execute(context.store.db);
}
