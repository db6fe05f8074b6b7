import { drawScene } from '@amaan/signal/testing';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { gateApp } from '../app.ts';
import { enter } from '../banks/bank-store.ts';
import { readConfig } from '../config.ts';
import { hmaApp } from '../hma/app.ts';
import { testPlatform } from '../testing.ts';

const MOST = 5;

test('a key that feels its way around one signal without files is stopped on both APIs, a person is told and lets it ask again', async () => {
  const platform = await testPlatform({ probes: MOST, bareMatches: 0 });
  const { context } = platform;
  const app = await gateApp(context);
  const hma = await hmaApp(context);
  try {
    const site = await platform.key('Site', 'match');
    const other = await platform.key('Other', 'match');
    const admin = await platform.key('Admin', 'admin');
    const base = Buffer.from(context.random(32));
    const near = (n: number) => {
      const hash = Buffer.from(base);
      hash[n] = (hash[n] ?? 0) ^ 1;
      return hash.toString('hex');
    };
    const banked = { id: '7', bank: 'HELPLINE', enabledFrom: 1 };
    enter(context.banks, { ...banked, signals: { pdq: { hash: base.toString('hex'), quality: 100 } } });
    const ask = async (hash: string, headers = site) => {
      const signals = { v: 1, contentType: 'photo', width: 8, height: 8, orientation: 1, bytes: 1 };
      const payload = { v: 1, signals: { ...signals, pdq: { hash, quality: 100 } } };
      const answer = await app.inject({ method: 'POST', url: '/v1/match', headers, payload });
      return answer.statusCode === 200 ? answer.json().decision : answer.json().code;
    };
    const raw = async (hash: string, headers = site) => {
      const url = `/m/raw_lookup?signal_type=pdq&include_distance=true&signal=${hash}`;
      return (await hma.inject({ url, headers })).statusCode;
    };
    // The same question again, the banked hash itself, and what matches nothing are no probing.
    for (let i = 0; i < 3 * MOST; i++) {
      expect(await ask(near(0))).toBe('review');
      expect(await ask(base.toString('hex'))).toBe('review');
      expect(await ask(Buffer.from(context.random(32)).toString('hex'))).toBe('allow');
    }
    for (let i = 1; i < MOST; i++)
      expect(await (i % 2 ? raw(near(i)) : ask(near(i)))).toBe(i % 2 ? 200 : 'review');
    expect(await raw(near(MOST))).toBe(403);
    expect(await ask(near(0))).toBe('key-stopped');
    expect(await ask(near(0), other)).toBe('review');
    expect(platform.logged.join('')).toContain('key-stopped');
    expect(platform.logged.join('')).not.toContain(base.toString('hex').slice(0, 16));

    const operations = (await app.inject({ url: '/v1/operations', headers: admin })).json();
    expect(operations.stoppedKeys).toBe(1);
    const { keys } = (await app.inject({ url: '/v1/keys', headers: admin })).json();
    const { id, stoppedAt } = keys.find((key: { name: string }) => key.name === 'Site');
    expect(stoppedAt).toMatch(/^\d{4}-/);
    const resume = (headers: { authorization: string }) =>
      app.inject({ method: 'POST', url: `/v1/keys/${id}/resume`, headers });
    expect((await resume(other)).statusCode).toBe(403);
    expect((await resume(admin)).statusCode).toBe(200);
    expect((await resume(admin)).statusCode).toBe(404);
    expect(await ask(near(0))).toBe('review');
    // A new day, a new count.
    for (let i = 1; i < MOST; i++) expect(await ask(near(i))).toBe('review');
    platform.ahead += 24 * 3_600_000;
    for (let i = 0; i < MOST; i++) expect(await ask(near(10 + i))).toBe('review');
  } finally {
    await Promise.all([app.close(), hma.close()]);
    await platform.close();
  }
});

test('a key whose questions without a file met too many banked signals in a day is stopped; with its own files behind them they are not counted', async () => {
  const platform = await testPlatform({ probes: 0, bareMatches: MOST });
  const { context } = platform;
  const hma = await hmaApp(context);
  try {
    const [site, thief] = [await platform.key('Site', 'match'), await platform.key('Thief', 'match')];
    const draw = (seed: number) =>
      sharp(drawScene(320, 240, seed), { raw: { width: 320, height: 240, channels: 3 } })
        .png()
        .toBuffer();
    const hashes: string[] = [];
    for (let i = 0; i <= MOST; i++) {
      const head = '--b\r\ncontent-disposition: form-data; name="photo"; filename="x"\r\n\r\n';
      const payload = Buffer.concat([Buffer.from(head), await draw(50 + i), Buffer.from('\r\n--b--\r\n')]);
      const headers = { ...site, 'content-type': 'multipart/form-data; boundary=b' };
      const hashed = await hma.inject({ method: 'POST', url: '/h/hash', headers, payload });
      const { pdq: hash } = hashed.json();
      hashes.push(hash);
      const signals = { pdq: { hash, quality: 100 } };
      enter(context.banks, { id: String(i + 1), bank: 'HELPLINE', enabledFrom: 1, signals });
    }
    const lookUp = async (hash: string, headers: { authorization: string }) =>
      (await hma.inject({ url: `/m/lookup?signal_type=pdq&signal=${hash}`, headers })).statusCode;
    for (const hash of hashes) expect(await lookUp(hash, site)).toBe(200);
    const answers: number[] = [];
    for (const hash of hashes) answers.push(await lookUp(hash, thief));
    expect(answers).toEqual([...Array.from({ length: MOST }, () => 200), 403]);
    expect(await lookUp(hashes[0] ?? '', thief)).toBe(403);
    // From a listed address there is no key to stop: refused all the same, and told of once.
    const { hmaAddresses } = readConfig({ AMAAN_HMA_ADDRESSES: '127.0.0.1' });
    const open = await hmaApp({ ...context, config: { ...context.config, hmaAddresses } });
    const bare = async (hash: string) =>
      (await open.inject(`/m/lookup?signal_type=pdq&signal=${hash}`)).statusCode;
    platform.logged.length = 0;
    const found: number[] = [];
    for (const hash of [...hashes, ...hashes]) found.push(await bare(hash));
    expect(found).toEqual(found.map((_, i) => (i < MOST ? 200 : 403)));
    expect(platform.logged.filter((line) => line.includes('key-stopped'))).toHaveLength(1);
    await open.close();
  } finally {
    await hma.close();
    await platform.close();
  }
});
