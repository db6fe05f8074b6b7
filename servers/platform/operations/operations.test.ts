import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { gateApp } from '../app.ts';
import { takeNews } from '../banks/news.ts';
import { applyRecord, quarantine } from '../exchange/apply.ts';
import { addSource } from '../exchange/sources.ts';
import { testPlatform } from '../testing.ts';

test('operators see how exchanges stand and which signals wait for a person, without a key or a hash', async () => {
  const platform = await testPlatform();
  const { context } = platform;
  const { db } = context.store;
  const app = await gateApp(context);
  try {
    const curator = await platform.key('Curator', 'curate');
    const look = async (headers = curator) => {
      const answer = await app.inject({ url: '/v1/operations', headers });
      return { status: answer.statusCode, text: answer.body, ...answer.json() };
    };
    expect(await look(await platform.key('Sana', 'review'))).toMatchObject({ status: 403 });
    const source = {
      name: 'hub',
      url: 'https://hub.example/v1',
      partner: 'us',
      keys: { fetch: 'f'.repeat(32), subscription: 's'.repeat(32) },
      bank: 'HUB',
      threshold: 20,
      pollEvery: 1000,
    };
    await addSource(db, context.atRest, source, context.now());
    await takeNews(context);
    expect((await look()).exchanges[0]).toMatchObject({
      name: 'hub',
      behind: null,
      fetchedAt: null,
      items: 0,
    });
    const take = async (remote: string, state: 'live' | 'suspended', against: number, own?: string) => {
      const opinions = new Map(
        Array.from({ length: against }, (_, i) => [`party${i}`, 'NotBlocked' as const]),
      );
      const hash = Buffer.from(context.random(32)).toString('hex');
      const record = { remote, state, opinions, signals: { pdq: { hash, quality: 100 } } };
      const step = await context.store.transaction((trx) => applyRecord(trx, context, 'hub', 'HUB', record));
      step(context.banks);
      if (own)
        await sql`insert into bank_opinion (content, party, value)
          select content, 'self', ${own} from exchange_row where remote = ${remote}`.execute(db);
    };
    await take('fine', 'live', 1);
    await take('doubted', 'live', 3);
    await take('there', 'suspended', 0);
    await take('judged', 'live', 2, 'NotBlocked');
    await take('confirmed-before', 'live', 2, 'Blocked');
    await quarantine(
      db,
      'hub',
      [
        { id: 'a', code: 'hash' },
        { id: 'b', code: 'hash' },
        { id: 'a', code: 'type' },
      ],
      context.now(),
    );
    await sql`update exchange_source set cursor = 77, fetched_at = ${context.now()}, failures = 2, last_error = 'status'`.execute(
      db,
    );
    platform.ahead += 61_000;

    const seen = await look();
    expect(seen.exchanges[0]).toMatchObject({
      checkpoint: 77,
      items: 5,
      failures: 2,
      lastError: 'status',
      quarantined: [
        { code: 'hash', times: 2 },
        { code: 'type', times: 1 },
      ],
    });
    expect(seen.exchanges[0].behind).toBeGreaterThanOrEqual(60_000);
    expect(seen.waiting.total).toBe(3);
    expect(
      seen.waiting.signals.map(({ notBlocked, there }: { notBlocked: number; there: boolean }) => [
        notBlocked,
        there,
      ]),
    ).toEqual([
      [3, false],
      [2, false],
      [0, true],
    ]);
    expect(seen.text).not.toMatch(/[0-9a-f]{64}|f{32}|s{32}/);
  } finally {
    await app.close();
    await platform.close();
  }
});
