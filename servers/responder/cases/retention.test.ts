import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { account, anId, testHelpline, Visitor } from '../testing.ts';
import { addEvents, CASE_TABLES, divertCase, retentionRound, shareRound } from './index.ts';

const { context, apps, staff } = await testHelpline();
afterAll(() => context.close());

async function closedCase(): Promise<{ she: Visitor; id: string }> {
  const she = new Visitor(apps.survivor);
  await she.open();
  const id = (await she.news())?.caseId ?? '';
  const actor = { role: 'caseworker', id: staff.id } as const;
  await addEvents(context, staff, id, [{ type: 'case.closed', actor, refs: { reason: 'done' } }]);
  return { she, id };
}

async function rowsOf(id: string): Promise<number> {
  let count = 0;
  for (const table of [...CASE_TABLES, 'case_file']) {
    const column = table === 'case_file' ? 'id' : 'case_id';
    const { rows } = await sql<{ n: string }>`
      select count(*) as n from ${sql.table(table)} where ${sql.ref(column)} = ${id}`.execute(
      context.store.db,
    );
    count += Number(rows[0]?.n);
  }
  return count;
}

const after = (days: number) => {
  context.time = new Date(Date.parse('2026-11-24T13:00:00Z') + days * 86_400_000);
};

test('every table that refers to a case is emptied by retention', async () => {
  const { rows } = await sql<{ name: string }>`
    select distinct table_name as name from information_schema.columns
    where column_name = 'case_id' and table_schema = 'public' and table_name not like 'exchange%'`.execute(
    context.store.db,
  );
  expect(rows.map((row) => row.name).sort()).toEqual([...CASE_TABLES].sort());
});

test('a closed case goes after its time, a kept or open one stays, an erased one goes with its ledger', async () => {
  after(0);
  const plain = await closedCase();
  const kept = await closedCase();
  await kept.she.write({ op: 'keep', id: anId(), until: '2027-06-01' });
  const erased = await closedCase();
  await erased.she.write({ op: 'erase', id: anId() });
  const open = new Visitor(apps.survivor);
  await open.open();
  after(89);
  expect(await retentionRound(context)).toBe(0);
  after(91);
  expect(await retentionRound(context)).toBe(2);
  expect([await rowsOf(plain.id), await rowsOf(erased.id)]).toEqual([0, 0]);
  expect(await rowsOf(kept.id)).toBeGreaterThan(5);
  after(250);
  expect(await retentionRound(context)).toBe(1);
  expect(await rowsOf(kept.id)).toBe(0);
  after(0);
  expect(await open.news()).toBeDefined();
});

test('what was deleted has left the table’s file too', async () => {
  after(0);
  const { she } = await closedCase();
  const sealed = (await she.file())?.items.find((item) => item.kind === 'contact')?.sealed ?? '';
  const inFile = async () => {
    await sql`checkpoint`.execute(context.store.db);
    const { rows } = await sql<{ found: boolean }>`
      select position(decode(${sealed}, 'base64') in pg_read_binary_file(pg_relation_filepath('case_item'))) > 0 as found`.execute(
      context.store.db,
    );
    return rows[0]?.found;
  };
  expect(await inFile()).toBe(true);
  await she.write({ op: 'erase', id: anId() });
  // A round rewrites what the database's own counts call dead; they may lag behind the deletion.
  await expect
    .poll(async () => {
      await sql`select pg_stat_force_next_flush()`.execute(context.store.db);
      await retentionRound(context);
      return inFile();
    })
    .toBe(false);
});

test('a doubt about age ends the case: nothing sealed, nothing shared, purge to be proved', async () => {
  after(0);
  const she = new Visitor(apps.survivor);
  const signal = {
    v: 1 as const,
    contentType: 'photo' as const,
    width: 640,
    height: 480,
    orientation: 1,
    pdq: { hash: 'a1f8f0cee0f4a84f06370a22038f63f0b36e2ed596621e1d33e6b39c4e9c9b22', quality: 90 },
    bytes: 5,
  };
  await she.open(
    account({ signals: [signal], consents: [{ kind: 'shareSignals', given: true, at: '2026-11-24' }] }),
  );
  await shareRound(context);
  const id = (await she.news())?.caseId ?? '';
  await divertCase(context, staff, id);
  expect(await she.news()).toBeUndefined();
  const { rows } = await sql<{ state: string; proof: boolean; sealed: unknown }>`
    select state, proof, sealed from exchange_entry where case_id = ${id}`.execute(context.store.db);
  expect(rows).toEqual([{ state: 'withdrawn', proof: true, sealed: null }]);
  const { rows: events } = await sql<{ body: string }>`
    select body from case_event where case_id = ${id}`.execute(context.store.db);
  expect(events.map((row) => row.body).join()).not.toContain(signal.pdq.hash);

  // Corrected to adult: another case, with nothing of this one. No partner had its picture, so no purge waits for it.
  const again = new Visitor(apps.survivor);
  await again.open(
    account({ signals: [signal], consents: [{ kind: 'shareSignals', given: true, at: '2026-11-24' }] }),
  );
  await shareRound(context);
  const news = await again.news();
  expect(news?.caseId).not.toBe(id);
  expect(news?.events[0]?.type).toBe('case.opened');
  expect(JSON.stringify([news, await again.file()])).not.toContain(id);
  const { rows: entries } = await sql<{ state: string; doubt: boolean }>`
    select state, age_doubt as doubt from exchange_entry where case_id = ${news?.caseId}`.execute(
    context.store.db,
  );
  expect(entries).toEqual([{ state: 'live', doubt: false }]);
});
