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

test('a key whose questions without a file met too many banked signals in a day rests; with its own files behind them they are not counted', async () => {
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
    expect(answers).toEqual([...Array.from({ length: MOST }, () => 200), 429]);
    expect(await lookUp(hashes[0] ?? '', thief)).toBe(429);
    // Neither does a question that meets nothing tell anything apart.
    expect(await lookUp(Buffer.from(context.random(32)).toString('hex'), thief)).toBe(429);
    // From a listed address there is no key to stop: refused all the same, and told of once.
    const { hmaAddresses } = readConfig({ AMAAN_HMA_ADDRESSES: '127.0.0.1' });
    const open = await hmaApp({ ...context, config: { ...context.config, hmaAddresses } });
    const bare = async (hash: string) =>
      (await open.inject(`/m/lookup?signal_type=pdq&signal=${hash}`)).statusCode;
    platform.logged.length = 0;
    const found: number[] = [];
    for (const hash of [...hashes, ...hashes]) found.push(await bare(hash));
    expect(found).toEqual(found.map((_, i) => (i < MOST ? 200 : 429)));
    expect(platform.logged.filter((line) => line.includes('bare-limit'))).toHaveLength(1);
    await open.close();
  } finally {
    await hma.close();
    await platform.close();
  }
});

test('a site that makes its hashes itself: a person is told half way, then its hashes rest until the day ends while files are answered, and an administrator gives it a figure of its own', async () => {
  const platform = await testPlatform({ probes: MOST, bareMatches: 2 * MOST });
  const { context } = platform;
  const app = await gateApp(context);
  try {
    const site = await platform.key('Big site', 'match');
    const admin = await platform.key('Admin', 'admin');
    const banked = Array.from({ length: 6 * MOST }, () => Buffer.from(context.random(32)));
    for (const [i, hash] of banked.entries()) {
      const signals = { pdq: { hash: hash.toString('hex'), quality: 100 } };
      enter(context.banks, { id: String(i + 1), bank: 'HELPLINE', enabledFrom: 1, signals });
    }
    const head = { v: 1, contentType: 'photo', width: 8, height: 8, orientation: 1, bytes: 1 };
    const post = (payload: object | Buffer) =>
      app.inject({
        method: 'POST',
        url: '/v1/match',
        headers: { ...site, 'content-type': Buffer.isBuffer(payload) ? 'image/png' : 'application/json' },
        payload,
      });
    const ask = (hash: Buffer, more: object = {}) =>
      post({ v: 1, signals: { ...head, pdq: { hash: hash.toString('hex'), quality: 100 }, ...more } });
    const met = async (from: number, to: number) => {
      const codes: (number | string)[] = [];
      for (const hash of banked.slice(from, to)) {
        const answer = await ask(hash);
        codes.push(answer.statusCode === 200 ? 200 : answer.json().code);
      }
      return codes;
    };
    const keyOf = async () =>
      (await app.inject({ url: '/v1/keys', headers: admin }))
        .json()
        .keys.find((key: { name: string }) => key.name === 'Big site');
    const alarms = async () => {
      const { stoppedKeys, restingKeys, halfKeys } = (
        await app.inject({ url: '/v1/operations', headers: admin })
      ).json();
      return { stoppedKeys, restingKeys, halfKeys };
    };
    const files = (n: number) => Array.from({ length: n }, () => 200);

    // Half way a person is told, once.
    expect(await met(0, MOST)).toEqual(files(MOST));
    expect(await alarms()).toEqual({ stoppedKeys: 0, restingKeys: 0, halfKeys: 0 });
    expect(await met(MOST, MOST + 2)).toEqual([200, 200]);
    expect(platform.logged.filter((line) => line.includes('bare-half'))).toHaveLength(1);
    expect(await alarms()).toEqual({ stoppedKeys: 0, restingKeys: 0, halfKeys: 1 });
    expect(await keyOf()).toMatchObject({ bareMatches: null, bareToday: MOST + 2, restsUntil: null });

    // Then its hashes rest; files are answered, and it is told for how long.
    expect(await met(MOST + 2, 2 * MOST + 1)).toEqual([...files(MOST - 2), 'bare-limit']);
    const told = await ask(Buffer.from(context.random(32)));
    expect(told.statusCode).toBe(429);
    const left = 86_400 - Math.floor((context.now().getTime() / 1000) % 86_400);
    expect(Math.abs(Number(told.headers['retry-after']) - left)).toBeLessThan(5);
    const drawn = sharp(drawScene(320, 240, 70), { raw: { width: 320, height: 240, channels: 3 } });
    expect((await post(await drawn.png().toBuffer())).statusCode).toBe(200);
    expect(await alarms()).toEqual({ stoppedKeys: 0, restingKeys: 1, halfKeys: 0 });
    expect((await keyOf()).restsUntil).toMatch(/T00:00:00.000Z$/);
    const monitor = await app.inject({ url: '/metrics', headers: admin });
    expect(monitor.body).toMatch(/amaan_key_stopped\{key="[0-9a-f]{8}",name="Big_site"\} 1/);

    // With a figure of its own it goes on at once, and a tenth of that may lie around one signal.
    const { id } = await keyOf();
    const change = (bareMatches: number | null, headers = admin) =>
      app.inject({ method: 'PUT', url: `/v1/keys/${id}`, headers, payload: { v: 1, bareMatches } });
    expect((await change(1000, site)).statusCode).toBe(403);
    expect((await change(1000)).statusCode).toBe(200);
    expect(await met(2 * MOST, 4 * MOST)).toEqual(files(2 * MOST));
    for (let n = 0; n < 3 * MOST; n++) {
      const near = Buffer.from(banked[0] ?? []);
      near[n] = (near[n] ?? 0) ^ 1;
      expect((await ask(near)).statusCode).toBe(200);
    }
    expect(await keyOf()).toMatchObject({ bareMatches: 1000, restsUntil: null });

    // Nothing that hides a hash among others keeps it from being counted.
    await change(null);
    platform.ahead += 24 * 3_600_000;
    for (const [i, hash] of banked.entries()) {
      const frames = [{ t: 0, hash: hash.toString('hex'), quality: 100 }];
      const other = Buffer.from(context.random(32));
      if (i < 2 * MOST + 1) await (i % 2 ? ask(other, { contentType: 'video', frames }) : ask(hash));
    }
    expect((await keyOf()).restsUntil).not.toBeNull();
    // Another day like that, and nobody has looked: it is stopped.
    platform.ahead += 24 * 3_600_000;
    expect((await met(0, 2 * MOST + 2)).slice(-2)).toEqual(['key-stopped', 'key-stopped']);
    expect(await alarms()).toMatchObject({ stoppedKeys: 1, restingKeys: 0 });
  } finally {
    await app.close();
    await platform.close();
  }
});
