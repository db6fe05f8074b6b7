import { sql } from 'kysely';
import { expect, test, vi } from 'vitest';
import { gateApp } from '../app.ts';
import { testPlatform } from '../testing.ts';

test('keys are made, limited, dated and revoked by administrators alone; a secret is told once', async () => {
  const platform = await testPlatform();
  const { context } = platform;
  const app = await gateApp(context);
  try {
    const admin = await platform.key('Admin', 'admin');
    const reviewer = await platform.key('Sana', 'review');
    const call = async (
      method: 'GET' | 'POST' | 'DELETE',
      path: string,
      headers = admin,
      payload?: object,
    ) => {
      const answer = await app.inject({
        method,
        url: `/v1/keys${path}`,
        headers,
        ...(payload && { payload }),
      });
      return { status: answer.statusCode, headers: answer.headers, ...answer.json() };
    };
    const wanted = { v: 1, name: 'Photo board', roles: ['match', 'curate'], perSecond: 2, bareMatches: 500 };
    for (const [method, path] of [
      ['GET', ''],
      ['DELETE', `/${'0'.repeat(32)}`],
    ] as const)
      expect(await call(method, path, reviewer)).toMatchObject({ status: 403 });
    expect(await call('POST', '', reviewer, wanted)).toMatchObject({ status: 403 });
    for (const wrong of [
      { roles: [] },
      { roles: ['god'] },
      { perSecond: 0 },
      { bareMatches: -1 },
      { name: '' },
      { name: ' a' },
      { x: 1 },
    ])
      expect(await call('POST', '', admin, { ...wanted, ...wrong }), JSON.stringify(wrong)).toMatchObject({
        status: 400,
      });

    const made = await call('POST', '', admin, wanted);
    expect(made.status).toBe(201);
    const site = { authorization: `Bearer ${made.key}` };
    const mine = (await call('GET', '')).keys.find((key: { name: string }) => key.name === 'Photo board');
    expect(mine).toMatchObject({
      roles: ['match', 'curate'],
      perSecond: 2,
      bareMatches: 500,
      lastUsed: null,
      revokedAt: null,
    });
    const stored = await sql<{
      all: string;
    }>`select string_agg(to_jsonb(k)::text, '') as all from platform_key k`.execute(context.store.db);
    expect(stored.rows[0]?.all).not.toContain(made.key);
    expect(JSON.stringify(await call('GET', ''))).not.toContain(made.key);

    // The clock stands still, so the third request of this second is one too many.
    const ask = () => app.inject({ url: '/v1/banks', headers: site });
    vi.useFakeTimers({ toFake: ['Date'] });
    const answers = [await ask(), await ask(), await ask()];
    expect(answers.map((answer) => answer.statusCode)).toEqual([200, 200, 429]);
    expect(answers[2]?.headers['retry-after']).toBe('1');
    const dated = (await call('GET', '')).keys.find((key: { id: string }) => key.id === made.id);
    expect(dated.lastUsed).toBe(context.now().toISOString().slice(0, 10));

    expect(await call('DELETE', `/${made.id}`)).toMatchObject({ status: 200 });
    expect((await ask()).statusCode).toBe(401);
    expect(await call('DELETE', `/${made.id}`)).toMatchObject({ status: 404, code: 'key-unknown' });
    const { keys } = await call('GET', '');
    const own = keys.find((key: { mine: boolean }) => key.mine);
    expect(await call('DELETE', `/${own.id}`)).toMatchObject({ status: 409, code: 'own-key' });
    expect(keys.find((key: { id: string }) => key.id === made.id).revokedAt).not.toBeNull();
    const acts = await sql<{ act: string }>`select act from curate_event order by at`.execute(
      context.store.db,
    );
    expect(acts.rows.map(({ act }) => act)).toEqual(['key.made', 'key.revoked']);
  } finally {
    vi.useRealTimers();
    await app.close();
    await platform.close();
  }
});
