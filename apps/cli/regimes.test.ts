import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { amaan } from './testing/in-process.ts';

type File = { rows: Record<string, unknown>[] };
const US = new URL('../../kernels/notice/regimes/us.json', import.meta.url);
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'amaan-regimes-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const run = (...args: string[]) => amaan({}, 'regimes', ...args);

/** The law file of the United States with one thing changed, on disk. */
function edited(change: (file: File) => void): string {
  const file = JSON.parse(readFileSync(US, 'utf8')) as File;
  change(file);
  const path = join(folder, 'us.json');
  writeFileSync(path, JSON.stringify(file));
  return path;
}

test('the shipped law passes; months later its rows are stale', async () => {
  const now = await run('check', '--now', '2026-11-25T00:00:00Z');
  expect(now.status).toBe(0);
  expect(now.out).not.toContain('stale:');
  expect((await run('check', '--now', '2027-06-01T00:00:00Z')).out).toContain('stale: US-223a');
});

test('a changed row is named with what it was and is, and fails until its vectors change', async () => {
  const path = edited(({ rows: [row] }) => Object.assign(row ?? {}, { duration: 'PT24H' }));
  const { status, out } = await run('check', path);
  expect(status).toBe(1);
  expect(out).toContain('changed: US-223a: duration was "PT48H", is "PT24H"');
  expect(out).toContain('vector: US-223a from 2026-05-19T19:30:00Z ends 2026-05-20T19:30:00Z');
  expect(out).toContain('changed: US is not the file');
  expect(
    (
      await run(
        'check',
        edited(() => undefined),
      )
    ).status,
  ).toBe(0);
});

test.each<[string, (file: File) => void, RegExp]>([
  [
    'overlapping versions',
    ({ rows }) => rows.push({ ...rows[0], id: 'US-223a-B' }),
    /in force on the same days/,
  ],
  [
    'a key that nobody knows',
    ({ rows }) => Object.assign(rows[0] ?? {}, { remark: 'x' }),
    /does not fit the schema/,
  ],
  [
    'a zone that is none',
    ({ rows }) => Object.assign(rows[0] ?? {}, { zone: 'Mars/Olympus' }),
    /IANA time zone/,
  ],
])('%s refuse to load', async (_what, change, message) => {
  const { status, out } = await run('check', edited(change));
  expect([status, out]).toEqual([1, expect.stringMatching(message)]);
});

test('what a start gives: an end in UTC and there, a safe day, a day alone, no clock before the law', async () => {
  expect((await run('due', 'US-223a', '--start', '2026-11-20T18:00:00Z')).out).toContain(
    'ends 2026-11-22T18:00:00Z, Sunday, 22 November 2026 at 13:00 in America/New_York',
  );
  expect((await run('due', 'PK-37-4', '--start', '2028-02-10')).out).toMatch(
    /ends 2028-03-11T18:59:59Z.*\nact by 2028-03-10/,
  );
  expect((await run('due', 'EU-DSA-16', '--start', '2026-11-20T18:00:00Z')).out).toContain(
    'days are counted up',
  );
  expect(await run('due', 'US-223a', '--start', '2026-05-01T18:00:00Z')).toMatchObject({
    status: 1,
    out: expect.stringContaining('not in force'),
  });
  expect((await run('due', 'NOPE', '--start', '2026-05-01')).out).toContain('no such family');
  expect((await run('due', 'US-223a', '--start', 'yesterday')).out).toContain('--start must be');
});

test('the list leaves out what is held, marks what is for minors, and says when nothing fits', async () => {
  const { out } = await run('list', '--place', 'pk');
  expect(out).toContain('PK-2C');
  expect(out).not.toContain('PK-RBUOC');
  expect(out).toMatch(/PK-22-2.*for minors/);
  expect((await run('list', '--place', 'pk', '--all')).out).toMatch(/PK-RBUOC .*held/);
  expect((await run('list', '--place', 'zz')).status).toBe(1);
});
