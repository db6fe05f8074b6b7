import type { Following, Pin } from '@amaan/notice';
import { sql } from 'kysely';
import type { Db } from '../cases/append.ts';

/** The pins of the clocks that follow a notice, by family: a later edit of the law does not move them either. */
export async function followPins(db: Db, notice: string): Promise<ReadonlyMap<string, Pin>> {
  const { rows } = await sql<{ family: string; pin: Pin }>`
    select family, pin from notice_follow where notice = ${notice}`.execute(db);
  return new Map(rows.map(({ family, pin }) => [family, pin]));
}

/** Writes down the clocks that follow a notice, for the board's order and the calendar. */
export async function keepFollowing(db: Db, notice: string, following: readonly Following[]): Promise<void> {
  const families = following.map(({ row }) => row.family);
  await sql`delete from notice_follow where notice = ${notice} and family <> all(${families}::text[])`.execute(
    db,
  );
  for (const { row, pin, clock, actBy } of following)
    await sql`insert into notice_follow (notice, family, pin, act_by, closed)
      values (${notice}, ${row.family}, ${JSON.stringify(pin)}::jsonb, ${actBy === null ? null : new Date(actBy)},
        ${clock.state === 'stopped'})
      on conflict (notice, family) do update set act_by = excluded.act_by, closed = excluded.closed`.execute(
      db,
    );
}
