import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { createLog } from '@amaan/http';
import { type DumpHead, load, migrate, migrateTo, prepareJobs } from '@amaan/store';
import { emptyStore } from '@amaan/store/testing';
import { expect, test } from 'vitest';
import { gateApp } from './app.ts';
import { readConfig } from './config.ts';
import { assemble, MIGRATIONS } from './context.ts';
import { openHeld } from './held/held.ts';
import { hmaApp } from './hma/app.ts';
import { verifyReview } from './review/verify-ledger.ts';

// Every released database opens, migrates and verifies. A dump of each release lies in vectors/upgrades, made by that
// release's own code with drawn pictures and keys that were never used; 0.1.0 is from before hashes were sealed at rest.
const UPGRADES = fileURLToPath(new URL('../../vectors/upgrades', import.meta.url));
const releases = readdirSync(UPGRADES)
  .filter((name) => name.startsWith('platform-') && name.endsWith('.dump.gz'))
  .map((name) => name.slice('platform-'.length, -'.dump.gz'.length));

interface Left {
  readonly keys: Readonly<Record<'admin' | 'review', { readonly authorization: string }>>;
  /** The server's folder: path to base64. */
  readonly files: Readonly<Record<string, string>>;
  readonly local: { readonly id: number; readonly pdq: string; readonly md5: string };
  /** A content that its curator switched off. */
  readonly off: { readonly pdq: string };
  readonly shared: { readonly id: string; readonly pdq: string };
  readonly waiting: string;
  readonly decided: string;
  /** The waiting upload, base64. */
  readonly media: string;
  readonly number: string;
}

async function* linesOf(text: string): AsyncGenerator<string> {
  yield* text.split('\n').filter(Boolean);
}

test.each(releases)('the database of release %s opens, migrates, verifies, and works', async (release) => {
  const left = JSON.parse(readFileSync(`${UPGRADES}/platform-${release}.json`, 'utf8')) as Left;
  const folder = mkdtempSync(join(tmpdir(), 'amaan-upgrade-'));
  for (const [path, body] of Object.entries(left.files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), Buffer.from(body, 'base64'), { mode: 0o600 });
  }
  const text = gunzipSync(readFileSync(`${UPGRADES}/platform-${release}.dump.gz`)).toString('utf8');
  const [first = '', ...rest] = text.split('\n');
  const head = JSON.parse(first.slice(2)) as DumpHead;
  const store = await emptyStore<unknown>();
  await migrateTo(store, MIGRATIONS, head.migrations);
  await prepareJobs(store);
  await load(store.pool, linesOf(rest.join('\n')));
  await migrate(store, MIGRATIONS);

  const log = createLog('platform', { write: () => {} });
  const config = { ...readConfig({}), folder, handover: join(folder, 'handover') };
  const context = await assemble(config, log, store, () => new Date());
  expect(await verifyReview(store.db, context.key.publicKey)).toMatchObject({ jobs: 2 });
  const hma = await hmaApp(context);
  const look = async (type: string, signal: string) => {
    const url = `/m/lookup?signal_type=${type}&signal=${signal}`;
    return (await hma.inject({ url, headers: left.keys.admin })).json<Record<string, unknown>>();
  };
  const own = { LOCAL: [{ bank_content_id: left.local.id, distance: '0' }] };
  expect(await look('pdq', left.local.pdq)).toEqual(own);
  expect(await look('video_md5', left.local.md5)).toEqual(own);
  expect(await look('pdq', left.off.pdq)).toEqual({});
  expect(await look('pdq', left.shared.pdq)).toMatchObject({ HELPLINE: [{ distance: '0' }] });
  // What an older version kept in the clear is sealed by now.
  const { rows: contents } = await store.pool.query<{ row: string }>(
    'select t::text as row from bank_content t union all select p::text from bank_hash_plain p',
  );
  expect(contents).toHaveLength(3);
  for (const { row } of contents) expect(row).not.toContain(left.local.pdq);
  // Acts are numbered by the database: the next one follows those that came along.
  const made = await hma.inject({
    method: 'POST',
    url: '/c/banks',
    headers: left.keys.admin,
    payload: { name: 'NEXT' },
  });
  expect(made.statusCode).toBe(201);

  const gate = await gateApp(context);
  const review = async (path: string, payload: object) =>
    gate.inject({
      method: 'POST',
      url: `/v1/review/jobs/${left.waiting}/${path}`,
      headers: left.keys.review,
      payload,
    });
  expect((await review('claim', {})).statusCode).toBe(200);
  expect((await openHeld(context, left.waiting)).toString('base64')).toBe(left.media);
  expect((await review('reveal', { reason: 'decide' })).headers['content-type']).toBe('image/jpeg');
  expect((await review('decide', { decision: 'keep', reason: 'not-intimate' })).statusCode).toBe(200);
  const decided = await gate.inject({ url: `/v1/review/jobs/${left.decided}`, headers: left.keys.review });
  expect(decided.json()).toMatchObject({ job: { state: 'decided' } });
  const { rows } = await store.pool.query<{ number: string }>('select number from notice');
  expect(rows).toEqual([{ number: left.number }]);
  // It had not been opened for review yet: that job waits here too.
  const waiting = await store.pool.query('select task_identifier as task from graphile_worker.jobs');
  expect(waiting.rows).toContainEqual({ task: 'notice.open' });
  await verifyReview(store.db, context.key.publicKey);
  await Promise.all([gate.close(), hma.close()]);
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});
