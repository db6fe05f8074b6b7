import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { newId } from '../context.ts';
import type { Caller } from '../keys/key-ring.ts';
import { sendMessage } from '../site/messages.ts';
import { holdUpload } from '../testing-held.ts';
import { type TestPlatform, testPlatform } from '../testing.ts';
import { claim } from './actions.ts';
import { answerFor } from './answer.ts';
import { openAppeal } from './appeal.ts';
import { openCheck } from './check.ts';
import { decide } from './decide.ts';
import type { Job } from './fold.ts';
import { REASONS } from './reasons.ts';

let platform: TestPlatform;
let site: Server;
/** What the site took, in order; while it is away, nothing. */
let took: { event: string; answer?: { text: { en: string; ur: string } } }[];
let away: boolean;
beforeEach(async () => {
  took = [];
  away = false;
  site = createServer((request, response) => {
    let body = '';
    request.on('data', (piece: Buffer) => (body += piece.toString()));
    request.on('end', () => {
      if (away || request.url !== '/hook') return response.writeHead(404).end();
      took.push(JSON.parse(body) as (typeof took)[number]);
      return response.end('{}');
    });
  });
  await new Promise<void>((ready) => site.listen(0, '127.0.0.1', ready));
  platform = await testPlatform({
    siteHook: `http://127.0.0.1:${(site.address() as AddressInfo).port}/hook`,
  });
});
afterEach(async () => {
  await platform.close();
  site.close();
});

const who = (n: number): Caller => ({ id: String(n).repeat(32), name: `r${n}`, roles: ['review'] });

async function say(n: number, job: string, decision: Job['decision'] & string, reason: string): Promise<Job> {
  await claim(platform.context, who(n), job);
  return decide(platform.context, who(n), job, { decision, reason });
}

/** Every message is tried once, the newest first. */
async function deliver(): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select id from site_message where sent_at is null order by made_at desc`.execute(
    platform.context.store.db,
  );
  for (const { id } of rows) await sendMessage(platform.context, { id }).catch(() => {});
}

test('whoever objected is answered with reasons, also when the removal stands; the way to a court stays open', async () => {
  const { id, ticket } = await holdUpload(platform);
  await say(1, id, 'remove', 'ncii-depicted');
  const appeal = await openAppeal(platform.context, ticket, 'agreed');
  await say(2, appeal.id, 'upheld', 'appeal-agrees');
  await deliver();
  expect(took.map(({ event }) => event)).toEqual(['removed', 'upheld']);
  expect(took[1]?.answer).toMatchObject({ decision: 'upheld', redress: ['out-of-court', 'court'] });
  expect(took[1]?.answer?.text.en).toContain('It stays removed');
});

test('our own second look that changes nothing is told to nobody; one that takes the removal back says that nobody asked', async () => {
  const [stays, back] = [await holdUpload(platform), await holdUpload(platform)];
  for (const { id } of [stays, back]) {
    await say(1, id, 'remove', 'ncii-depicted');
    await openCheck(platform.context, { of: id });
  }
  const { rows } = await sql<{ id: string; of: string }>`
    select id, folded -> 'check' ->> 'of' as of from review_job where kind = 'check'`.execute(
    platform.context.store.db,
  );
  for (const { id, of } of rows)
    await (of === stays.id ? say(2, id, 'upheld', 'appeal-agrees') : say(2, id, 'overturned', 'appeal-news'));
  await deliver();
  expect(took.map(({ event }) => event).sort()).toEqual(['removed', 'removed', 'restored']);
  const text = took.find(({ event }) => event === 'restored')?.answer?.text.en;
  expect(text).toContain('as we do with some of our decisions');
  expect(text).not.toContain('You objected');
});

test('a site that was away hears of an item in the order in which it was decided, each once', async () => {
  const { id, ticket } = await holdUpload(platform);
  away = true;
  await say(1, id, 'remove', 'ncii-depicted');
  const appeal = await openAppeal(platform.context, ticket, 'news');
  await deliver();
  await say(2, appeal.id, 'overturned', 'appeal-news');
  away = false;
  await deliver();
  await deliver();
  expect(took.map(({ event }) => event)).toEqual(['removed', 'restored']);
});

test('every reason of a second look has words for the uploader, in both languages', () => {
  for (const { code, fits } of REASONS)
    for (const decision of fits) {
      if (decision !== 'upheld' && decision !== 'overturned') continue;
      const at = '2026-01-01T00:00:00.000Z';
      const job = { id: newId(platform.context), appeal: { of: 'x', ground: 'news' }, decidedAt: at };
      const said = answerFor({ ...job, decision, reason: code } as unknown as Job);
      expect(said?.text.en, code).toMatch(/another person looked again .*\. [A-Z].*\.$/);
      expect(said?.text.ur, code).toMatch(/[\u0600-\u06ff]{3}/);
      expect(said?.text.ur, code).not.toMatch(/[a-z]/i);
    }
});
