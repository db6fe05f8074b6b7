import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { ContentSignals } from '@amaan/bank';
import { hashFromHex } from '@amaan/signal';
import { dump, loadAtRest } from '@amaan/store';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { applyRecord } from '../exchange/apply.ts';
import { readRecord } from '../exchange/foreign.ts';
import { recordsOf, testPlatform, type TestPlatform } from '../testing.ts';
import { enter, insertContent } from './bank-store.ts';

let platform: TestPlatform;
beforeEach(async () => {
  platform = await testPlatform();
});
afterEach(() => platform.close());

const hash = (byte: number, length = 32) => Buffer.alloc(length, byte).toString('hex').replace(/^../, 'c0');
const PDQ = hash(0xa1);
const STORED = hash(0xa2);
const FRAME = hash(0xa3);
const MD5 = hash(0xa4, 16);
const VIEWS = Buffer.alloc(24 * 32, 0xa5).toString('base64');
const rich: ContentSignals = {
  pdq: { hash: PDQ, quality: 91 },
  pdqStored: { hash: STORED, quality: 80 },
  frames: [{ t: 0, hash: FRAME, quality: 90 }],
  durationMs: 1000,
  md5: MD5,
  views: { layout: 'k24', aspect: 1.5, hashes: VIEWS, quality: Array.from({ length: 24 }, () => 90) },
};

/** Whether any of these hashes stands in the text, as hex, as base64 or as PostgreSQL's escaped bytes. */
function shows(text: string): boolean {
  const all = [PDQ, STORED, FRAME, MD5, Buffer.from(VIEWS, 'base64').toString('hex').slice(0, 64)];
  return all.some((hex) => {
    const bytes = Buffer.from(hex, 'hex');
    return [hex, hex.toUpperCase(), bytes.toString('base64').slice(0, 20)].some((form) =>
      text.includes(form),
    );
  });
}

async function dumpText(): Promise<string> {
  let text = '';
  for await (const line of dump(platform.context.store.pool, 'platform')) text += line;
  return text;
}

async function found(hex: string): Promise<string[]> {
  const { banks } = await platform.restart();
  return banks
    .match({ hashes: [{ hash: hashFromHex(hex) }] }, { at: Date.now(), sample: 0 })
    .matches.map((match) => match.content);
}

test('no hash stands in a dump of the database, and after a restart everything is as it was', async () => {
  const { context } = platform;
  const content = { id: '4711', bank: 'HELPLINE', signals: rich, enabledFrom: 1 };
  await context.store.transaction(async (trx) => {
    await insertContent(trx, context.atRest, content, context.now());
    await sql`insert into exchange_source (name, wire, bank) values ('hub', 'stopncii', 'HELPLINE')`.execute(
      trx,
    );
    const record = { type: 'ImagePDQ', hash: hash(0xa1), second: 1, gone: false, opinions: [] } as const;
    (await applyRecord(trx, context, 'hub', 'HELPLINE', readRecord(context.atRest, record)))(context.banks);
  });
  enter(context.banks, content);
  expect(shows(await dumpText())).toBe(false);
  expect(await found(PDQ)).toContain('4711');
  expect(await found(STORED)).toEqual(['4711']);
  expect(recordsOf((await platform.restart()).banks, 'HELPLINE')).toEqual([rich.views]);
});

test('what an older version kept in the clear is sealed at the next start', async () => {
  const { db } = platform.context.store;
  const ids = Array.from({ length: 520 }, (_, i) => String(9_007_199_254_740_991n - BigInt(i)));
  await sql`insert into bank_content (id, bank, detail, added_at)
    select id::bigint, 'HELPLINE', '{}', now() from unnest(${ids}::text[]) id`.execute(db);
  await sql`insert into bank_hash_plain (content, type, hash, quality)
    select id::bigint, 'pdq', decode(${PDQ}, 'hex'), 77 from unnest(${ids}::text[]) id`.execute(db);
  const { views, frames, durationMs } = rich;
  await sql`update bank_content set detail = ${JSON.stringify({ views, frames, durationMs })}::jsonb
    where id = ${ids[0]}`.execute(db);
  await sql`insert into bank_hash_plain (content, type, hash) values (${ids[0]}, 'md5', decode(${MD5}, 'hex'))`.execute(
    db,
  );
  await sql`insert into exchange_source (name, wire, bank) values ('hub', 'stopncii', 'HELPLINE')`.execute(
    db,
  );
  await sql`insert into exchange_row (source, remote, content, state) values ('hub', 'old', ${ids[1]}, 'live')`.execute(
    db,
  );
  expect(shows(await dumpText())).toBe(true);

  const { banks, atRest } = await platform.restart();
  expect(shows(await dumpText())).toBe(false);
  expect(banks.count('HELPLINE')).toBe(ids.length);
  expect(recordsOf(banks, 'HELPLINE')).toHaveLength(1);
  expect(banks.match({ md5: MD5 }, { at: Date.now(), sample: 0 }).matches.map((one) => one.content)).toEqual([
    ids[0],
  ]);
  const { rows } = await sql<{ remote: string }>`select remote from exchange_row`.execute(db);
  const record = { type: 'ImagePDQ', hash: PDQ, second: 1, gone: true, opinions: [] } as const;
  expect(rows).toEqual([{ remote: readRecord(atRest, record).remote }]);
});

test('without the key, with another one, or with rows swapped nothing opens', async () => {
  const { context, folder } = platform;
  for (const id of ['1', '2'])
    await context.store.transaction((trx) =>
      insertContent(
        trx,
        context.atRest,
        {
          id,
          bank: 'HELPLINE',
          signals: { pdq: { hash: randomBytes(32).toString('hex'), quality: 90 } },
          enabledFrom: 1,
        },
        context.now(),
      ),
    );
  await sql`update bank_content c set sealed = o.sealed from bank_content o where o.id <> c.id`.execute(
    context.store.db,
  );
  await expect(platform.restart()).rejects.toMatchObject({ code: 'at-rest' });
  rmSync(join(folder, 'keys', 'at-rest.key'));
  await expect(platform.restart()).rejects.toMatchObject({ code: 'at-rest-key' });
  loadAtRest(join(folder, 'keys', 'at-rest.key'), { unused: true });
  await expect(platform.restart()).rejects.toMatchObject({ code: 'at-rest' });
});
