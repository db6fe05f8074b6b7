import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { toHex } from '@amaan/base';
import { receiptKeys, sealJson, solveProof } from '@amaan/custody';
import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { least } from '../../../tools/quick.ts';
import { listCases, readCase, shareRound } from '../cases/index.ts';
import { account, anId, REAL_WORK, testHelpline, Visitor } from '../testing.ts';
import { Limit, paced } from './pace.ts';

const { context, apps, staff } = await testHelpline(REAL_WORK);
afterAll(() => context.close());

const picture = {
  v: 1 as const,
  contentType: 'photo' as const,
  width: 640,
  height: 480,
  orientation: 1,
  pdq: { hash: 'f8f8f0cee0f4a84f06370a22038f63f0b36e2ed596621e1d33e6b39c4e9c9b22', quality: 100 },
  bytes: 1000,
};
const yes = (kind: 'shareSignals' | 'sendNotices') => ({ kind, given: true, at: '2026-11-24' });

/** Every row of every table, jobs too, as text in a fixed order. */
async function dump(): Promise<string> {
  const { rows: tables } = await sql<{ schema: string; name: string }>`
    select table_schema as schema, table_name as name from information_schema.tables
    where table_schema not in ('pg_catalog', 'information_schema') and table_type = 'BASE TABLE'
    order by 1, 2`.execute(context.store.db);
  const parts: string[] = [];
  for (const { schema, name } of tables) {
    const { rows } = await sql<{ row: string }>`
      select t::text as row from ${sql.id(schema, name)} t order by 1`.execute(context.store.db);
    parts.push(`${schema}.${name}`, ...rows.map(({ row }) => row));
  }
  return parts.join('\n');
}

/** All files of the server's folder, as bytes in one. */
function files(folder: string): Buffer {
  return Buffer.concat(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name))),
  );
}

test('the server cannot read: planted words are nowhere in database, files, logs or environment', async () => {
  const words = ['plantedstory', 'plantedlink', 'plantedphone', 'plantedreply', 'plantedmore', 'plantedwish'];
  const she = new Visitor(apps.survivor);
  await she.open(
    account({
      story: {
        lang: 'ur',
        forWhom: 'myself',
        situation: ['posted'],
        text: 'plantedstory ذاتی تصاویر',
        pictures: [],
        answers: [{ question: 'when', answer: 'plantedstory' }],
      },
      links: [{ url: 'https://example.org/plantedlink', kind: 'post', note: 'plantedlink' }],
      contact: { wish: 'call', how: 'plantedphone', when: 'plantedwish' },
      signals: [picture],
      consents: [yes('shareSignals')],
    }),
  );
  const keys = (await she.news())?.keys;
  if (!keys) throw new Error('no case');
  const by = toHex(she.receipt.locator);
  const reply = { v: 1, from: 'survivor', by, text: 'plantedreply' };
  await she.write({ op: 'message', id: anId(), sealed: await sealJson([keys.messages], reply) });
  const links = { v: 1, by, links: [{ url: 'https://example.org/plantedmore', kind: 'post' }] };
  await she.write({ op: 'links', id: anId(), sealed: await sealJson([keys.links], links), count: 1 });
  await shareRound(context);
  const [line] = await listCases(context, staff);
  await readCase(context, staff, line?.id ?? '');

  const stored = await dump();
  // The search itself works: what may be read is found. Released signals the server can read, but no copy of its database.
  expect(stored).toContain('link.added');
  expect(stored).not.toContain(picture.pdq.hash);
  const secrets = [by, toHex(she.receipt.token), she.receipt.identity, ...Object.values(she.secrets)];
  const everything = [
    stored,
    files(context.config.folder).toString('latin1'),
    context.logged.join(''),
    JSON.stringify(process.env),
  ];
  for (const place of everything)
    for (const planted of [...words, 'ذاتی', ...secrets]) {
      expect(place).not.toContain(planted);
      expect(place).not.toContain(Buffer.from(planted).toString('hex'));
    }
});

test('no address, no user agent, no hour of her visit: planted values are nowhere', async () => {
  context.time = new Date('2026-11-23T03:29:53.777Z');
  const headers = {
    'x-forwarded-for': '203.0.113.77',
    forwarded: 'for=203.0.113.77',
    'user-agent': 'PlantedAgent/9',
    'accept-language': 'ur-planted',
    referer: 'http://planted.example/',
  };
  const before = await dump();
  const she = new Visitor(apps.survivor, receiptKeys(randomBytes(15)), headers);
  await she.open();
  const news = await she.news();
  const sealed = await sealJson([news?.keys.messages ?? ''], 'x');
  await she.write({ op: 'message', id: anId(), sealed });
  await she.write({ op: 'consent', id: anId(), consent: yes('sendNotices') });
  await she.post('/v1/cases/read', { wrong: 'shape' });
  const after = await dump();
  const all = after + context.logged.join('') + files(context.config.folder).toString('latin1');
  for (const planted of ['203.0.113', 'PlantedAgent', 'planted.example', 'ur-planted'])
    expect(all).not.toContain(planted);
  const added = after.split('\n').filter((line) => !before.includes(line));
  expect(added.join('\n')).toContain('2026-11-23');
  // Nothing that she caused carries an hour, be it as text or as a number of seconds.
  for (const line of added) expect(line).not.toMatch(/03:29|T03|1795404[0-9]{3}/);
  expect(news?.events.every((event) => event.at === '2026-11-23')).toBe(true);
  context.time = new Date('2026-11-24T13:47:11.123Z');
});

test('unknown and known receipts: the same status, size, headers and time', async () => {
  const she = new Visitor(apps.survivor);
  await she.open();
  const stranger = new Visitor(apps.survivor);
  const shape = async (who: Visitor, part: 'news' | 'file', page: number) => {
    const body = { v: 1, locator: toHex(who.receipt.locator), part, page, pow: await who.proof() };
    const start = performance.now();
    const answer = await apps.survivor.inject({ method: 'POST', url: '/v1/cases/read', payload: body });
    const { date: _, ...headers } = answer.headers;
    const opening = Buffer.from(answer.json<{ sealed: string }>().sealed, 'base64').subarray(0, 200);
    return {
      ms: performance.now() - start,
      seen: {
        status: answer.statusCode,
        size: answer.body.length,
        headers,
        head: opening.toString('latin1').split('\n')[0],
      },
    };
  };
  for (const page of [0, 1, 7])
    for (const part of ['news', 'file'] as const) {
      const apart = async () => {
        const known = await shape(she, part, page);
        const unknown = await shape(stranger, part, page);
        expect(unknown.seen).toEqual(known.seen);
        expect(known.ms).toBeGreaterThan(240);
        return Math.abs(unknown.ms - known.ms);
      };
      expect(await least(120, apart)).toBeLessThan(120);
    }
  const message = { op: 'message' as const, id: anId(), sealed: await sealJson([staff.recipient], 'x') };
  const before = await dump();
  const dropped = await stranger.write(message);
  expect(await dump()).toBe(before);
  const kept = await she.write(message);
  expect(await dump()).not.toBe(before);
  expect(dropped).toMatchObject({ statusCode: kept.statusCode, body: kept.body });
  expect(await stranger.news()).toBeUndefined();
});

test('a right locator with a wrong token writes nothing, and nobody is told', async () => {
  const she = new Visitor(apps.survivor);
  await she.open();
  const before = await dump();
  const thief = new Visitor(apps.survivor, { ...she.receipt, token: randomBytes(32) });
  const answer = await thief.write({ op: 'erase', id: anId() });
  expect(answer).toMatchObject({ statusCode: 200, body: '{"v":1,"ok":true}' });
  expect(await dump()).toBe(before);
});

test("a minor's path stores nothing: whatever is sent without an adult mark, no row and no line changes", async () => {
  const she = new Visitor(apps.survivor);
  const { challenge, open } = await she.front();
  const lines = context.logged.length;
  const before = await dump();
  const send = async (ageMark: unknown) => {
    const other = new Visitor(apps.survivor);
    const pow = await solveProof(challenge, other.receipt.locatorHash, open);
    const release = { signals: [], consents: [], ...(ageMark === undefined ? {} : { ageMark }) };
    const sealed = await sealJson([staff.recipient], 'x');
    return she.post('/v1/cases', {
      v: 1,
      locatorHash: other.receipt.locatorHash,
      tokenHash: other.receipt.tokenHash,
      recipient: other.receipt.recipient,
      keys: {
        story: staff.recipient,
        links: staff.recipient,
        messages: staff.recipient,
        exhibits: staff.recipient,
      },
      sealed: { story: sealed, links: sealed, contact: sealed },
      linkCount: 0,
      grants: [{ to: staff.recipient, kind: 'staff', compartments: ['story'], sealed }],
      release,
      on: '2026-11-24',
      pow,
    });
  };
  for (const ageMark of ['minor', 'unknown', 'notSure', '', null, undefined])
    expect((await send(ageMark)).statusCode).toBe(400);
  expect(await dump()).toBe(before);
  expect(context.logged.length).toBe(lines);
  // The store refuses by itself, should a program ever ask it.
  const insert = sql`insert into case_file (id, keys, urgent, age_mark, opened_on)
    values (${anId()}, '{}', false, 'unknown', '2026-11-24')`;
  await expect(insert.execute(context.store.db)).rejects.toThrow(/age_mark/);
  // The mark alone made the difference.
  expect((await send('adult')).statusCode).toBe(200);
});

test('without a proof of work, or with an old or foreign one, nothing is looked up', async () => {
  const she = new Visitor(apps.survivor);
  const body = { v: 1, locator: toHex(she.receipt.locator), part: 'news', page: 0 };
  const other = new Visitor(apps.survivor);
  for (const pow of ['none', await other.proof()])
    expect(await she.post('/v1/cases/read', { ...body, pow })).toMatchObject({ statusCode: 422 });
  const own = await she.proof();
  context.time = new Date(context.time.getTime() + 4 * 3_600_000);
  expect(await she.post('/v1/cases/read', { ...body, pow: own })).toMatchObject({ statusCode: 422 });
  context.time = new Date('2026-11-24T13:47:11.123Z');
  expect(await she.post('/v1/cases/read', { ...body, pow: own })).toMatchObject({ statusCode: 200 });
});

test('signals without her consent are refused, and with it they are shared under the adult mark alone', async () => {
  const she = new Visitor(apps.survivor);
  await expect(she.open(account({ signals: [picture] }))).rejects.toMatchObject({ code: 'shape' });
  await she.open(account({ signals: [picture], consents: [yes('shareSignals')] }));
  await shareRound(context);
  const types = (await she.news())?.events.map((event) => event.type);
  expect(types).toEqual(expect.arrayContaining(['case.released', 'signal.shared', 'declaration.changed']));
  await she.write({ op: 'withdraw', id: anId() });
  const { rows } = await sql<{ live: string }>`select count(*) as live from exchange_entry e
    join case_access a on a.case_id = e.case_id where a.locator_hash = decode(${she.receipt.locatorHash}, 'hex')
    and e.state = 'live'`.execute(context.store.db);
  expect(rows[0]?.live).toBe('0');
  expect((await she.news())?.events.at(-1)?.type).toBe('signal.withdrawn');
});

test('a picture has no place in what is taken in: as a body, in parts, beside the fields, in a signal', async () => {
  const she = new Visitor(apps.survivor);
  const intake = await she.intake(account({ signals: [picture], consents: [yes('shareSignals')] }));
  const { release } = intake as { release: { signals: object[] } };
  const before = await dump();
  const bytes = randomBytes(200).toString('base64');
  const signals = release.signals.map((signal) => ({ ...signal, picture: bytes }));
  for (const more of [{ picture: bytes }, { release: { ...release, signals } }])
    expect((await she.post('/v1/cases', { ...intake, ...more })).statusCode).toBe(400);
  for (const type of ['image/jpeg', 'application/octet-stream', 'multipart/form-data; boundary=x']) {
    const headers = { 'content-type': type };
    const payload = randomBytes(200);
    expect(
      (await apps.survivor.inject({ method: 'POST', url: '/v1/cases', headers, payload })).statusCode,
    ).toBe(415);
  }
  expect(await dump()).toBe(before);
  // The picture alone made the difference.
  expect((await she.post('/v1/cases', intake)).statusCode).toBe(200);
});

test('deleting a case calls back what it shared', async () => {
  const she = new Visitor(apps.survivor);
  await she.open(account({ signals: [picture], consents: [yes('shareSignals')] }));
  await shareRound(context);
  const id = (await she.news())?.caseId ?? '';
  const states = async () =>
    (
      await sql<{ state: string }>`select state from exchange_entry where case_id = ${id}`.execute(
        context.store.db,
      )
    ).rows.map(({ state }) => state);
  expect(await states()).toEqual(['live']);
  await she.write({ op: 'erase', id: anId() });
  expect(await states()).toEqual(['withdrawn']);
});

test('the limit is on all together and holds nothing about anybody', () => {
  const limit = new Limit(10, 2, 0);
  limit.take(0);
  limit.take(0);
  expect(() => limit.take(0)).toThrow(expect.objectContaining({ code: 'busy' }));
  limit.take(100);
});

test('an answer leaves at a beat, also when the work fails', async () => {
  const start = performance.now();
  await expect(
    paced(async () => {
      throw new RangeError('x');
    }, 60),
  ).rejects.toThrow(RangeError);
  expect(performance.now() - start).toBeGreaterThan(55);
});

const withAge = spawnSync('age', ['--version']).error === undefined;

test.skipIf(!withAge)('the stock age tool opens her case with nothing but her identity', async () => {
  const she = new Visitor(apps.survivor);
  await she.open(account({ contact: { wish: 'here', how: 'at noon', when: '' } }));
  const [news, file] = [await she.news(), await she.file()];
  const age = (identity: string, sealed: string) => {
    const key = join(context.config.folder, `${anId()}.txt`);
    writeFileSync(key, identity, { mode: 0o600 });
    const { stdout } = spawnSync('age', ['-d', '-i', key], { input: Buffer.from(sealed, 'base64') });
    return JSON.parse(stdout.toString()) as { keys: { story: string }; how: string };
  };
  const { keys } = age(she.receipt.identity, news?.grant.sealed ?? '');
  const contact = file?.items.find((item) => item.kind === 'contact')?.sealed ?? '';
  expect(age(keys.story, contact).how).toBe('at noon');
});
