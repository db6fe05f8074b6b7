import type { CaseEvent } from '@amaan/custody';
import type { FigureName, TimeName } from '@amaan/notice/figures';
import { type QueryExecutorProvider, sql } from 'kysely';

/** Declarations that count: what was refused and taken back is told too (abuse controls, P12). */
const OUTCOMES = ['corroborated', 'suspended', 'refused', 'withdrawn'];

/**
 * Counts what the public may learn of new events, in the transaction that appends them. What is counted here names the
 * month and, of a notice, its law and addressee; it cannot be led back to a case.
 */
export async function tallyEvents(
  trx: QueryExecutorProvider,
  events: readonly CaseEvent[],
  now: Date,
): Promise<void> {
  const month = now.toISOString().slice(0, 7);
  const plain: { figure: FigureName; part: string }[] = [];
  const ofNotice = (
    figure: FigureName | TimeName,
    notice: string,
    part: 'addressee' | 'regime',
    until?: string,
  ) =>
    sql`insert into figure_tally (month, figure, part, hours)
      select ${month}, ${figure}, ${sql.ref(part)},
        ceil(extract(epoch from ${until ?? null}::timestamptz - started_at) / 3600)::int
      from notice where id = ${notice}
        and (${until ?? null}::timestamptz is null or ${until ?? null}::timestamptz >= started_at)`.execute(
      trx,
    );
  for (const { type, refs } of events)
    switch (type) {
      case 'case.opened':
        plain.push({ figure: 'cases', part: 'all' });
        break;
      case 'declaration.changed':
        if (OUTCOMES.includes(refs.state)) plain.push({ figure: 'declarations', part: refs.state });
        break;
      case 'notice.sent':
        await ofNotice('sentUnder', refs.notice, 'regime');
        await ofNotice('sentTo', refs.notice, 'addressee');
        break;
      case 'notice.expired':
        await ofNotice('late', refs.notice, 'addressee');
        break;
      case 'removal.observed':
        await ofNotice('removed', refs.notice, 'addressee');
        await ofNotice('removal', refs.notice, 'addressee', refs.firstMissed);
        break;
    }
  if (plain.length > 0)
    await sql`insert into figure_tally (month, figure, part)
      select ${month}, * from unnest(${plain.map(({ figure }) => figure)}::text[],
        ${plain.map(({ part }) => part)}::text[])`.execute(trx);
}

/**
 * Counts one demand of an authority, for the public figures of its month (abuse controls, G4). Who demanded what stands
 * nowhere here.
 */
export async function countDemand(
  db: QueryExecutorProvider,
  outcome: 'given' | 'nothing',
  now: Date,
): Promise<void> {
  await sql`insert into figure_tally (month, figure, part)
    values (${now.toISOString().slice(0, 7)}, 'demands', ${outcome})`.execute(db);
}
