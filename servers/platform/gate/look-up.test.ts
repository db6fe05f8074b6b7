import { randomBytes } from 'node:crypto';
import type { App } from '@amaan/http';
import { drawScene } from '@amaan/signal/testing';
import { signalsOfPicture } from '@amaan/signal/node';
import { sql } from 'kysely';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { gateApp } from '../app.ts';
import { applyRecord } from '../exchange/apply.ts';
import { importList } from '../banks/import.ts';
import { takeNews } from '../banks/news.ts';
import { type TestPlatform, testPlatform } from '../testing.ts';

let platform: TestPlatform;
let app: App;
let curator: { authorization: string };
let photo: Buffer;
let hash: string;

beforeAll(async () => {
  platform = await testPlatform();
  const { context } = platform;
  app = await gateApp(context);
  curator = await platform.key('curator', 'curate', 'admin');
  photo = await sharp(drawScene(320, 240, 31), { raw: { width: 320, height: 240, channels: 3 } })
    .png()
    .toBuffer();
  hash = (await signalsOfPicture(photo)).pdq?.hash ?? '';
  await sql`insert into exchange_source (name, wire, bank) values ('hub', 'stopncii', 'HELPLINE')`.execute(
    context.store.db,
  );
  const after = await context.store.transaction((trx) =>
    applyRecord(trx, context, 'hub', 'HELPLINE', {
      remote: 'r1',
      state: 'live',
      signals: { pdq: { hash, quality: 100 } },
      opinions: new Map([['partner-03', 'NotBlocked']]),
    }),
  );
  after(context.banks);
});
afterAll(async () => {
  await app.close();
  await platform.close();
});

const imported = async (bank: string, age: 'adult' | 'minor', hashes: readonly string[]) => {
  const { store, atRest } = platform.context;
  const entries = hashes.map((pdq, line) => ({ key: pdq, line, pdq }));
  await importList(store, atRest, { bank, age, threshold: 31 }, entries, new Date());
  await takeNews(platform.context);
};
const lookUp = async (payload: Buffer | object, query = '', headers = curator) => {
  const type = Buffer.isBuffer(payload) ? 'image/png' : 'application/json';
  const url = `/v1/lookup${query}`;
  const answer = await app.inject({
    method: 'POST',
    url,
    headers: { ...headers, 'content-type': type },
    payload,
  });
  return { status: answer.statusCode, ...answer.json() };
};

test('a curator sees what a picture met, whose it is and what is thought of it; nothing is held, and no banked hash is told', async () => {
  const { matches, query, minors } = await lookUp(photo);
  expect(query).toMatchObject({ pdq: hash, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
  expect([matches.length, minors]).toEqual([1, false]);
  expect(matches[0]).toMatchObject({ bank: 'HELPLINE', rule: 'plain', distance: 0, suggests: true });
  expect(matches[0]).toMatchObject({
    exchange: 'hub',
    opinions: [{ party: 'partner-03', value: 'NotBlocked' }],
  });
  const near = `${hash.slice(0, -1)}${hash.endsWith('0') ? '1' : '0'}`;
  const signals = { v: 1, contentType: 'photo', width: 8, height: 8, orientation: 1, bytes: 1 };
  const asked = { v: 1, signals: { ...signals, pdq: { hash: near, quality: 100 } } };
  const told = await lookUp(asked);
  expect(told.matches).toHaveLength(1);
  expect(JSON.stringify(told)).not.toContain(hash);
  expect((await lookUp(asked, '?banks=OTHER')).matches).toEqual([]);
  expect((await lookUp(asked, '', await platform.key('site', 'match'))).status).toBe(403);
  const { rows } = await sql`select 1 from review_job`.execute(platform.context.store.db);
  expect(rows).toEqual([]);

  // A harmless picture silences it: it is shown as silenced, and by which bank.
  await imported('HARMLESS', 'adult', [hash]);
  const policy = { kind: 'suppress', silences: null };
  await app.inject({ method: 'PUT', url: '/v1/banks/HARMLESS', headers: curator, payload: policy });
  const silenced = await lookUp(photo);
  expect(silenced.silenced).toMatchObject([{ bank: 'HELPLINE', silencedBy: 'HARMLESS' }]);
  await app.inject({
    method: 'PUT',
    url: '/v1/banks/HARMLESS',
    headers: curator,
    payload: { enabledRatio: 0 },
  });
});

test('a bank is listed page by page without hashes; of a bank of minors the ids alone, and a match there is no more than said', async () => {
  const hashes = Array.from({ length: 5 }, () => randomBytes(32).toString('hex'));
  await imported('LIST', 'adult', hashes);
  const page = async (query: string, name = 'LIST') =>
    (await app.inject({ url: `/v1/banks/${name}/contents${query}`, headers: curator })).json();
  const ids: string[] = [];
  for (let more = true, after = '0'; more; after = ids.at(-1) ?? '') {
    const { contents, ...rest } = await page(`?limit=2&after=${after}`);
    ids.push(...contents.map(({ id }: { id: string }) => id));
    more = rest.more;
    expect(JSON.stringify(contents)).not.toMatch(/[0-9a-f]{32}/);
    expect(contents[0]).toMatchObject({
      types: ['pdq'],
      enabledFrom: 1,
      addedAt: expect.stringMatching(/Z$/),
    });
  }
  expect([ids.length, new Set(ids).size]).toEqual([5, 5]);
  expect((await page('', 'HELPLINE')).contents).toMatchObject([
    { exchange: 'hub', opinions: [{ party: 'partner-03', value: 'NotBlocked' }] },
  ]);
  expect((await page('', 'NONE')).code).toBe('bank-unknown');

  await imported('OF_MINORS', 'minor', [hash]);
  expect((await page('', 'OF_MINORS')).contents).toEqual([{ id: expect.any(String) }]);
  const { matches, minors } = await lookUp(photo, '?banks=OF_MINORS');
  expect([matches, minors]).toEqual([[], true]);
});
