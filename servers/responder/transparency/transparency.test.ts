import type { CaseEvent, EventDraft } from '@amaan/custody';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Apps, buildApps } from '../apps.ts';
import { appendEvents } from '../cases/append.ts';
import { anId, type TestContext, testContext, Visitor } from '../testing.ts';
import { Office } from '../testing-office.ts';
import { closeFigures } from './months.ts';

let context: TestContext;
let apps: Apps;
beforeAll(async () => {
  context = await testContext();
  apps = await buildApps(context, 'none');
});
afterAll(() => context.close());

const at = (text: string) => void (context.time = new Date(text));
const months = async () => (await apps.survivor.inject('/v1/transparency')).json().months;

/** Notices of one case, sent to one addressee; those that were looked at are gone after so many hours. */
async function notices(caseId: string, addressee: string, count: number, gone: number, hours: number) {
  const server = { role: 'server' } as const;
  const digest = 'ab'.repeat(32);
  const { db } = context.store;
  const ids = Array.from({ length: count }, () => anId());
  const add = (drafts: EventDraft[]): Promise<CaseEvent[]> =>
    context.store.transaction((trx) => appendEvents(context, trx, caseId, drafts));
  for (const notice of ids) {
    await sql`insert into notice (id, case_id, regime, regime_version, addressee, channel, links, digest, drafted_at,
        started_at)
      values (${notice}, ${caseId}, 'US-223a', 'US-223a', ${addressee}, 'hand', 1, decode(${digest}, 'hex'),
        ${context.now()}, ${context.now()})`.execute(db);
    const drafted = { notice, regime: 'US-223a', regimeVersion: 'US-223a', addressee, links: 1, digest };
    await add([
      { type: 'notice.drafted', actor: server, refs: drafted },
      { type: 'notice.sent', actor: server, refs: { notice, digest, channel: 'hand' } },
    ]);
  }
  const firstMissed = new Date(context.now().getTime() + hours * 3_600_000 - 1).toISOString();
  for (const notice of ids.slice(0, gone))
    await add([{ type: 'removal.observed', actor: server, refs: { notice, link: 0, firstMissed } }]);
}

test('a helpline tells its months when they are over, names nobody with few notices, and keeps no small count', async () => {
  at('2026-11-24T13:47:11.123Z');
  let caseId = '';
  for (let i = 0; i < 12; i++) {
    const she = new Visitor(apps.survivor);
    await she.open();
    if (i === 11) caseId = (await she.news())?.caseId ?? '';
    if (i === 0) await she.write({ op: 'erase', id: anId() });
  }
  await notices(caseId, 'kite', 24, 21, 30);
  await notices(caseId, 'rook', 30, 0, 0);
  await notices(caseId, 'heron', 3, 1, 400);
  await closeFigures(context);
  expect(await months()).toEqual([]);

  at('2026-12-01T00:30:00.000Z');
  await closeFigures(context);
  expect(await months()).toEqual([]);
  const last = new Visitor(apps.survivor);
  await last.open();
  at('2026-12-01T01:00:00.000Z');
  await closeFigures(context);
  await closeFigures(context);
  const [november] = await months();
  const figure = (name: string) => november.figures.find((each: { name: string }) => each.name === name);
  // A case that was deleted in the same month was opened all the same.
  expect(figure('cases').total).toBe(12);
  // That no other law was used is a nought, and nought is not told.
  expect(figure('sentUnder')).toEqual({ name: 'sentUnder', total: 57, parts: [], others: 57 });
  expect(figure('sentTo')).toEqual({
    name: 'sentTo',
    total: 57,
    parts: [{ name: 'rook', count: 30 }],
    others: 27,
  });
  expect(figure('late').total).toBe(null);
  expect(november.times).toEqual([{ name: 'removal', median: 30, p90: null }]);
  const { rows } = await sql<{ row: string }>`select t::text as row from figure_tally t
    union all select t::text from figure_month t`.execute(context.store.db);
  const kept = rows.map(({ row }) => row).join('\n');
  expect(kept).not.toContain('heron');
  expect(kept).not.toMatch(/2026-11,[a-z]/);
  expect(kept).toContain('2026-12,cases,all');

  // A month in which next to nothing happened, and one with nothing at all, look the same.
  at('2027-02-01T01:00:00.000Z');
  await closeFigures(context);
  const [january, december] = await months();
  expect({ ...january, month: '' }).toEqual({ ...december, month: '' });
  expect(await months()).toHaveLength(3);
});

test('the page says it in both languages, without script', async () => {
  for (const [lang, title] of [
    ['en', 'Cases opened'],
    ['ur', 'کھولے گئے معاملات'],
  ]) {
    const page = await apps.survivor.inject(`/transparency?lang=${lang}`);
    expect(page.body).toContain(title);
    expect(page.body).not.toContain('<script');
    for (const [, count] of page.body.matchAll(/<td>(\d+)/g))
      expect(Number(count)).toBeGreaterThanOrEqual(10);
  }
});

test('demands of authorities are counted by whoever leads the team, and told for a month that is over', async () => {
  at('2027-03-10T10:00:00.000Z');
  const office = new Office(context, apps);
  const admin = await office.first();
  const worker = await office.colleague(admin, 'caseworker');
  const demand = (token: string, outcome: string) =>
    office.call('POST', '/v1/demands', { v: 1, outcome }, token);
  expect((await demand(worker.token, 'nothing')).status).toBe(403);
  expect((await demand(admin.token, 'everything')).status).toBe(400);
  for (let i = 0; i < 14; i++) expect((await demand(admin.token, 'nothing')).status).toBe(200);
  for (let i = 0; i < 11; i++) await demand(admin.token, 'given');
  at('2027-04-02T10:00:00.000Z');
  await closeFigures(context);
  const [march] = (await months()) as { month: string }[];
  expect(march?.month).toBe('2027-03');
  expect(JSON.stringify(march)).toMatch(/"demands".*"nothing".*14/);
});
