import type { App } from '@amaan/http';
import { type NoticeDocument, parseNoticeDocument, sealDocument } from '@amaan/notice';
import { openGrant, openJson, parseNoticeItem, parsePlaces, placeOf } from '@amaan/custody';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Apps } from '../apps.ts';
import { anId, type TestContext, Visitor } from '../testing.ts';
import { approve, draftOnly, makeDocument, noticeHelpline, openNoticeCase } from './testing.ts';

const URL_ONE = 'https://example.org/p/one';
let context: TestContext;
let apps: Apps;
let app: App;
beforeAll(async () => {
  ({ context, apps, app } = await noticeHelpline());
});
afterAll(() => context.close());

const letter = () =>
  makeDocument({ regime: 'PK-2C', addressee: 'pk-authority', urls: [URL_ONE], now: context.now() });

/** A drafted notice in a case whose mandate is of this kind. */
async function drafted(consents: 'all' | 'asked', document: NoticeDocument = letter()) {
  const { she, caseId } = await openNoticeCase(context, apps.survivor, consents, URL_ONE);
  expect((await draftOnly(app, caseId, document, 'hand')).statusCode).toBe(200);
  return { she, caseId, document };
}
const say = (she: Visitor, { id: notice, digest }: NoticeDocument, answer: 'yes' | 'no') =>
  she.write({ op: 'notice', id: anId(), notice, digest, answer });
const queued = async ({ id }: NoticeDocument) =>
  (await sql`select 1 from notice_queue where notice = ${id}`.execute(context.store.db)).rows.length;

test('a letter waits for her yes to its exact text, which she reads with her receipt', async () => {
  const { she, caseId, document } = await drafted('asked');
  const refused = await approve(app, caseId, document);
  expect(refused.statusCode).toBe(422);
  expect(JSON.parse(refused.body)).toMatchObject({
    code: 'notice.problems',
    message: expect.stringContaining('her-yes'),
  });

  const news = await she.news();
  const secrets = await openGrant(she.receipt.identity, news?.grant.sealed ?? '');
  const text = (await she.file('notice', document.id))?.items ?? [];
  expect(text).toHaveLength(1);
  const item = parseNoticeItem(await openJson(secrets.story ?? '', text[0]?.sealed ?? ''));
  expect(parseNoticeDocument(item.document)).toEqual(document);
  const rows = (await she.file('places'))?.items ?? [];
  expect(rows.map(({ kind }) => kind)).toEqual(['links', 'places']);
  const places = parsePlaces(await openJson(secrets.links ?? '', rows[1]?.sealed ?? ''));
  expect(places).toEqual({ v: 1, notice: document.id, links: [placeOf(URL_ONE)] });

  // A yes to other bytes is no yes.
  await say(she, { ...document, digest: 'ab'.repeat(32) }, 'yes');
  expect((await approve(app, caseId, document)).statusCode).toBe(422);
  await say(she, document, 'yes');
  await say(she, document, 'yes');
  const consented = (await she.news())?.events.filter(({ type }) => type === 'notice.consented') ?? [];
  expect(consented.map(({ at, refs }) => [at.length, refs])).toEqual([
    [10, { notice: document.id, digest: document.digest, given: 'yes' }],
  ]);
  expect((await approve(app, caseId, document)).statusCode).toBe(200);
  expect(await queued(document)).toBe(1);
});

test('a changed text needs a new yes', async () => {
  const { she, caseId, document } = await drafted('asked');
  await say(she, document, 'yes');
  const { digest: _, ...body } = document;
  const changed = sealDocument({ ...body, text: { en: `${body.text.en} And more.` } });
  expect(JSON.parse((await approve(app, caseId, changed)).body)).toMatchObject({ code: 'notice.other' });
  const next = sealDocument({ ...body, id: anId(), text: changed.text });
  expect((await draftOnly(app, caseId, next, 'hand')).statusCode).toBe(200);
  expect((await approve(app, caseId, next)).body).toContain('her-yes');
});

test('a yes is taken back at any time: before approval, and while it waits to leave', async () => {
  const { she, caseId, document } = await drafted('asked');
  await say(she, document, 'yes');
  await say(she, document, 'no');
  expect((await approve(app, caseId, document)).body).toContain('her-yes');
  await say(she, document, 'yes');
  expect((await approve(app, caseId, document)).statusCode).toBe(200);
  await say(she, document, 'no');
  expect(await queued(document)).toBe(0);
  const types = (await she.news())?.events.map(({ type }) => type);
  expect(types?.slice(-2)).toEqual(['notice.consented', 'notice.withdrawn']);
});

test('a mandate for what she has not read serves the helpline alone, never a notice in her own name', async () => {
  const ours = await drafted('all');
  expect((await approve(app, ours.caseId, ours.document)).statusCode).toBe(200);
  const { digest: _, ...body } = letter();
  const own = await drafted('all', sealDocument({ ...body, onBehalf: 'depicted_person' }));
  expect((await approve(app, own.caseId, own.document)).body).toContain('her-yes');
  await say(own.she, own.document, 'yes');
  expect((await approve(app, own.caseId, own.document)).body).not.toContain('her-yes');
});

test('the parts of a case look the same to a receipt that finds none, and a stranger cannot answer', async () => {
  const { she, caseId, document } = await drafted('asked');
  const stranger = new Visitor(apps.survivor);
  expect(await stranger.file('places')).toBeUndefined();
  expect(await stranger.file('notice', document.id)).toBeUndefined();
  const answer = await say(stranger, document, 'yes');
  expect(answer.body).toBe((await say(she, { ...document, digest: '00'.repeat(32) }, 'yes')).body);
  expect((await approve(app, caseId, document)).body).toContain('her-yes');
  // Another's notice is not found under one's own receipt.
  const other = await drafted('asked');
  expect((await other.she.file('notice', document.id))?.items).toEqual([]);
});
