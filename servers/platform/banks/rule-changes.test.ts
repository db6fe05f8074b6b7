import { expect, test } from 'vitest';
import { gateApp } from '../app.ts';
import { changeSource } from '../exchange/sources.ts';
import { hmaApp } from '../hma/app.ts';
import { testPlatform } from '../testing.ts';

test('where two people are asked for, a rule changes when another one agreed, and everybody sees it', async () => {
  const platform = await testPlatform({ ruleChanges: 'two' });
  const { context } = platform;
  const app = await gateApp(context);
  const hma = await hmaApp(context);
  try {
    const one = await platform.key('One', 'admin', 'curate');
    const two = await platform.key('Two', 'admin');
    const call = async (
      method: 'GET' | 'PUT' | 'POST',
      url: string,
      headers: Record<string, string>,
      payload?: object,
    ) => {
      const answer = await app.inject({ method, url, headers, ...(payload ? { payload } : {}) });
      return { status: answer.statusCode, ...answer.json() };
    };
    const bank = '/v1/banks/HELPLINE';
    const curator = await platform.key('Curator', 'curate');
    expect(await call('PUT', bank, curator, { threshold: 10 })).toMatchObject({ status: 403 });
    const { status, waits } = await call('PUT', bank, one, { threshold: 24, aligned: true });
    expect(status).toBe(202);
    expect(context.banks.get('HELPLINE')).toMatchObject({ threshold: 31 });
    expect(await call('PUT', bank, two, { threshold: 5 })).toMatchObject({ status: 409, code: 'rule-waits' });
    const answer = (headers: Record<string, string>, word: string) =>
      call('POST', `/v1/rule-changes/${waits}`, headers, { v: 1, answer: word });
    expect(await answer(one, 'agree')).toMatchObject({ status: 403, code: 'two-people' });
    expect(await answer(curator, 'agree')).toMatchObject({ status: 403, code: 'role' });
    expect((await call('GET', '/v1/rule-changes', two)).changes).toMatchObject([
      { id: waits, bank: 'HELPLINE', wanted: { threshold: 24, aligned: true }, mine: false },
    ]);
    expect((await call('GET', '/v1/transparency', {})).rules).toEqual([]);
    expect(await answer(two, 'agree')).toMatchObject({ status: 200 });
    expect(context.banks.get('HELPLINE')).toMatchObject({ threshold: 24, aligned: true });
    expect(await answer(two, 'agree')).toMatchObject({ status: 404 });
    const { rules } = await call('GET', '/v1/transparency', {});
    expect(rules).toMatchObject([
      {
        bank: 'HELPLINE',
        people: 2,
        rules: [
          { rule: 'threshold', from: '31', to: '24' },
          { rule: 'aligned', from: 'false', to: 'true' },
        ],
      },
    ]);
    // Turned away, nothing changes; it may be asked for again.
    const again = await call('PUT', bank, two, { threshold: 3 });
    await call('POST', `/v1/rule-changes/${again.waits}`, two, { v: 1, answer: 'refuse' });
    expect(context.banks.get('HELPLINE')).toMatchObject({ threshold: 24 });

    // No way around it by the other API, and the command line leaves its mark in public.
    const off = {
      method: 'PUT',
      url: '/c/bank/HELPLINE',
      headers: one,
      payload: { enabled_ratio: 0 },
    } as const;
    expect((await hma.inject(off)).statusCode).toBe(403);
    await context.store.pool.query(
      `insert into exchange_source (name, wire, bank) values ('hub', 'stopncii', 'HELPLINE') on conflict do nothing`,
    );
    await context.store.transaction((trx) => changeSource(trx, context.atRest, 'hub', { threshold: 9 }));
    const page = await app.inject('/transparency');
    expect(page.body).toContain('\u206824\u2069, then \u20689\u2069');
    const log = (await call('GET', '/v1/transparency', {})).rules;
    expect(log[0]).toMatchObject({ people: 1, rules: [{ rule: 'threshold', from: '24', to: '9' }] });
    expect(JSON.stringify(log)).not.toMatch(/[0-9a-f]{32}/);
  } finally {
    await Promise.all([app.close(), hma.close()]);
    await platform.close();
  }
});
