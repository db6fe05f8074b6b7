import { hashFromHex } from '@amaan/signal';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { addSource } from '../exchange/sources.ts';
import { testPlatform, type TestPlatform } from '../testing.ts';
import { importList } from './import.ts';
import { takeNews } from './news.ts';

let platform: TestPlatform;
beforeEach(async () => {
  platform = await testPlatform();
});
afterEach(() => platform.close());

const PDQ = 'a1b7'.repeat(16);
const bank = { bank: 'PARTNER', age: 'adult', threshold: 20 } as const;

test('a running server matches what was imported and forgets what was taken back, without a restart', async () => {
  const { context } = platform;
  const matches = () =>
    context.banks
      .match({ hashes: [{ hash: hashFromHex(PDQ) }] }, { at: Date.now(), sample: 0 })
      .matches.map((match) => match.bank);
  const take = async (entry: object) => {
    await importList(
      context.store,
      context.atRest,
      bank,
      [{ key: 'm/image/1', line: 1, ...entry }],
      context.now(),
    );
    await takeNews(context);
  };
  await take({ pdq: PDQ });
  expect(matches()).toEqual(['PARTNER']);
  expect(context.banks.get('PARTNER')?.threshold).toBe(20);
  await take({ pdq: 'b2'.repeat(32) });
  expect(matches()).toEqual([]);
  await take({ pdq: PDQ });
  expect(matches()).toEqual(['PARTNER']);
  await take({ gone: true });
  expect(matches()).toEqual([]);
  expect((await platform.restart()).banks.count('PARTNER')).toBe(0);
});

test('a bank that an exchange fills takes no list', async () => {
  const { context } = platform;
  const keys = { subscription: 's', fetch: 'f' };
  const source = { name: 'hub', partner: 'p', url: 'https://hub.example', keys, pollEvery: 1000 };
  await context.store.transaction((trx) =>
    addSource(trx, context.atRest, { ...source, bank: 'PARTNER', threshold: 31 }, context.now()),
  );
  const imported = importList(context.store, context.atRest, bank, [], context.now());
  await expect(imported).rejects.toMatchObject({ code: 'bank-exchange' });
});
