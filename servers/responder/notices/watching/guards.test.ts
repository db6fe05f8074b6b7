import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { App } from '@amaan/http';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { appendEvents } from '../../cases/append.ts';
import { anId, type TestContext } from '../../testing.ts';
import { noticeJobs } from '../jobs.ts';
import { JOBS } from '../job-names.ts';
import { draftAndApprove, makeDocument, noticeHelpline, openNoticeCase } from '../testing.ts';

let context: TestContext;
let survivor: App;
let app: App;
let site: Server;
let origin = '';
let asked: string[] = [];
beforeAll(async () => {
  site = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.writeHead(200, { 'content-type': 'text/html' }).end('<p>A photo</p>');
  });
  await new Promise<void>((done) => site.listen(0, 'localhost', () => done()));
  const host = `localhost:${(site.address() as AddressInfo).port}`;
  origin = `http://${host}`;
  const env = { AMAAN_PLATFORMS: 'kite=mailto:notices@kite.invalid' };
  ({
    context,
    apps: { survivor },
    app,
  } = await noticeHelpline({ watchLocal: [host], env }));
});
beforeEach(() => {
  asked = [];
});
afterAll(async () => {
  site.closeAllConnections();
  await new Promise((done) => site.close(done));
  await context.close();
});

/** A notice about one page of the site that waits to be carried, and what can be done with it. */
async function approved() {
  const url = `${origin}/p/1`;
  const { she, caseId } = await openNoticeCase(context, survivor, 'all', url);
  const document = makeDocument({ regime: 'US-223a', addressee: 'kite', urls: [url], now: context.now() });
  expect((await draftAndApprove(app, caseId, document, 'email')).statusCode).toBe(200);
  const { id } = document;
  const fact = (payload: object) =>
    app.inject({
      method: 'POST',
      url: `/v1/cases/${caseId}/notices/${id}/facts`,
      payload: { v: 1, ...payload },
    });
  const consent = (kind: 'watchLinks', given: boolean) =>
    she.write({
      op: 'consent',
      id: anId(),
      consent: { kind, given, at: context.now().toISOString().slice(0, 10) },
    });
  const arrive = async () => {
    await fact({ fact: 'sent' });
    await fact({
      fact: 'receipted',
      at: context.now().toISOString(),
      kind: 'ticket',
      proof: 'ab'.repeat(32),
    });
  };
  const look = async () => noticeJobs(context)[JOBS.watch]?.({ notice: id });
  const kept = async () =>
    (await context.store.pool.query('select 1 from notice_watch where notice = $1', [id])).rowCount;
  return { caseId, arrive, consent, look, kept };
}

test('nobody looks before the notice is sent; then the page is looked at', async () => {
  const { arrive, look, kept } = await approved();
  await look();
  expect([asked, await kept()]).toEqual([[], 0]);
  await arrive();
  await look();
  expect(asked).toContain('/p/1');
});

test('nobody looks without her yes to looking, and her no ends it and forgets the addresses', async () => {
  const without = await approved();
  await without.consent('watchLinks', false);
  await without.arrive();
  await without.look();
  expect([asked, await without.kept()]).toEqual([[], 0]);
  const taken = await approved();
  await taken.arrive();
  expect(await taken.kept()).toBe(1);
  await taken.consent('watchLinks', false);
  await taken.look();
  expect([asked, await taken.kept()]).toEqual([[], 0]);
});

test('a case that was found to show somebody younger is not looked at', async () => {
  const { caseId, arrive, look, kept } = await approved();
  await arrive();
  await context.store.transaction((trx) =>
    appendEvents(context, trx, caseId, [
      {
        type: 'declaration.changed',
        actor: { role: 'supervisor', id: anId() },
        refs: { state: 'refused', reason: 'minor' },
      },
    ]),
  );
  await look();
  expect([asked, await kept()]).toEqual([[], 0]);
});
