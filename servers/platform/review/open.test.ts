import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Caller } from '../keys/key-ring.ts';
import { gateApp } from '../app.ts';
import { type TestPlatform, testPlatform } from '../testing.ts';
import { claim, readJob } from './actions.ts';
import { decide } from './decide.ts';
import { openUpload } from './open.ts';

let platform: TestPlatform;
beforeEach(async () => {
  platform = await testPlatform();
});
afterEach(() => platform.close());

const reviewer: Caller = { id: '1'.repeat(32), name: 'r1', roles: ['review'] };

test('asked again about an upload whose answer was lost: one review, one ticket; other bytes are another upload', async () => {
  const { context } = platform;
  const matches = [{ bank: 'HELPLINE', content: '7', rule: 'plain' as const, distance: 4 }];
  const ask = (bytes: string) =>
    openUpload(context, {
      item: 'upload-1',
      matches,
      media: { bytes: Buffer.from(bytes), contentType: 'photo', width: 64, height: 48 },
    });
  const [one, two] = await Promise.all([ask('a'), ask('a')]);
  expect([two.id, two.ticket]).toEqual([one.id, one.ticket]);
  const other = await ask('b');
  expect(other.id).not.toBe(one.id);
  expect(readdirSync(join(platform.folder, 'held')).toSorted()).toEqual([one.id, other.id].toSorted());
  await claim(context, reviewer, one.id);
  await decide(context, reviewer, one.id, { decision: 'keep', reason: 'not-intimate' });
  expect((await ask('a')).id).not.toBe(one.id);
});

test('after a day of four hours at the screen no job is claimed and no picture revealed; an administrator gives an hour', async () => {
  const { context } = platform;
  const app = await gateApp(context);
  const upload = (item: string) =>
    openUpload(context, {
      item,
      matches: [{ bank: 'HELPLINE', content: '7', rule: 'plain', distance: 4 }],
      media: { bytes: Buffer.from(item), contentType: 'photo', width: 64, height: 48 },
    });
  const [{ id }, unopened] = [await upload('upload-1'), await upload('upload-2')];
  const [sana, bilal] = [
    await platform.key('Sana', 'review'),
    await platform.key('Bilal', 'review', 'admin'),
  ];
  const ask = async (url: string, headers: { authorization: string }, payload: object = {}) =>
    (await app.inject({ method: 'POST', url, headers, payload })).json();
  const claimed = await ask(`/v1/review/jobs/${id}/claim`, sana);
  expect(claimed.job.mine).toBe(true);
  expect((await ask(`/v1/review/jobs/${unopened.id}/claim`, sana)).job.mine).toBe(true);
  // No picture, but that she opened it is written down before it is drawn.
  expect(await ask(`/v1/review/jobs/${id}/reveal`, sana, { reason: 'decide' })).toMatchObject({
    code: 'media-unreadable',
  });
  await context.store.pool.query('update screen_day set minutes = 240');
  platform.ahead = 60_000;
  expect(await ask('/v1/review/screen', sana)).toMatchObject({ minutes: 240, limit: 240, done: true });
  const refused = { code: 'day-done' };
  expect(await ask(`/v1/review/jobs/${id}/claim`, sana)).toMatchObject(refused);
  expect(await ask(`/v1/review/jobs/${id}/reveal`, sana, { reason: 'decide' })).toMatchObject(refused);
  // What she cannot go on with went back at once; what she saw is hers to decide or hand back, and another person takes it.
  expect((await readJob(context.store.db, unopened.id)).state).toBe('open');
  expect((await readJob(context.store.db, id)).claim?.by).toBeDefined();
  expect((await ask(`/v1/review/jobs/${id}/release`, sana)).job.state).toBe('open');
  expect((await ask(`/v1/review/jobs/${id}/claim`, bilal)).job.mine).toBe(true);
  const { rows } = await context.store.pool.query(
    `select id, name from platform_key where name in ('Sana', 'Bilal')`,
  );
  const idOf = (name: string) => rows.find((row) => row.name === name)?.id;
  expect(await ask(`/v1/keys/${idOf('Bilal')}/hour`, bilal)).toMatchObject({ code: 'two-people' });
  expect(await ask(`/v1/keys/${'0'.repeat(32)}/hour`, bilal)).toMatchObject({ code: 'key-unknown' });
  await ask(`/v1/keys/${idOf('Sana')}/hour`, bilal);
  expect(await ask('/v1/review/screen', sana)).toMatchObject({ limit: 300, done: false });
  const acts = await context.store.pool.query(`select caller from curate_event where act = 'hour.given'`);
  expect(acts.rows).toEqual([{ caller: idOf('Bilal') }]);
  await app.close();
});
