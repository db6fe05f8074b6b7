import { createHash } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BANK_FILE_HEAD, writeBankContent, writeBankEnd } from '@amaan/bank';
import type { Consent } from '@amaan/custody';
import { type SignalSet, signalsOfPixels } from '@amaan/signal';
import { signalsOfPicture } from '@amaan/signal/node';
import { drawPosters, passedOn } from '@amaan/signal/testing/posters';
import { drawScene } from '@amaan/signal/testing';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Apps, buildApps } from '../apps.ts';
import { loadPublished } from '../exchange/index.ts';
import { account, anId, type TestContext, testContext, Visitor } from '../testing.ts';
import { Office, type Seated } from '../testing-office.ts';
import { compareAnew, shareRound } from './index.ts';

const folder = mkdtempSync(join(tmpdir(), 'amaan-published-'));
const path = join(folder, 'published.amaan');
const hash = (bytes: Buffer, views: 'k24' | 'none' = 'none') =>
  signalsOfPicture(bytes, { views, exact: false });

/** The file that `amaan bank build` writes. */
function writeList(to: string, sets: readonly SignalSet[]): Buffer {
  const lines = sets.map((signals, i) => writeBankContent({ content: `content-${i}`, signals }));
  const body = `${BANK_FILE_HEAD}\n${lines.join('')}`;
  const file = Buffer.from(body + writeBankEnd(sets.length, createHash('sha256').update(body).digest('hex')));
  writeFileSync(to, file);
  return file;
}

let posters: Map<string, Buffer>;
let scene: SignalSet;
let poster: SignalSet;
let context: TestContext;
let apps: Apps;
let admin: Seated;
let worker: Seated;
let office: Office;
beforeAll(async () => {
  posters = await drawPosters();
  const sets = await Promise.all([...posters.values()].map((each) => hash(each)));
  writeList(path, sets);
  poster = sets[0] as SignalSet;
  const pixels = { width: 240, height: 180, channels: 3, data: drawScene(240, 180) } as const;
  scene = signalsOfPixels(pixels, 1, 1000, { views: 'none', exact: false });
  context = await testContext({ publishedList: path });
  apps = await buildApps(context, 'none');
  office = new Office(context, apps);
  admin = await office.first();
  worker = await office.colleague(admin, 'caseworker', true);
});
afterAll(() => context.close());

const yes = (kind: 'shareSignals' | 'shareViews'): Consent => ({ kind, given: true, at: '2026-11-24' });
const consents = [yes('shareSignals'), yes('shareViews')];

async function declare(...signals: SignalSet[]): Promise<{ she: Visitor; id: string }> {
  const she = new Visitor(apps.survivor);
  await she.open(account({ signals, consents }));
  const { rows } = await sql<{ id: string }>`select case_id as id from case_access
    where locator_hash = decode(${she.receipt.locatorHash}, 'hex')`.execute(context.store.db);
  return { she, id: rows[0]?.id ?? '' };
}
const read = async (id: string) =>
  (await office.call('POST', `/v1/cases/${id}/read`, undefined, worker.token)).body.case;
const entries = async (id: string) =>
  (
    await sql<{ state: string }>`select state from exchange_entry where case_id = ${id} order by tie`.execute(
      context.store.db,
    )
  ).rows.map((row) => row.state);
/** Two people take it there. */
async function two(id: string, state: string, reason: string): Promise<void> {
  const approval = anId();
  const ask = { v: 1, id: approval, state, reason };
  await office.call('POST', `/v1/cases/${id}/declaration/ask`, ask, worker.token);
  await office.call('POST', `/v1/approvals/${approval}/approve`, undefined, admin.token);
}

test('posters, a protest, a flag, a logo and a banner, edited copies too, do not become candidates', async () => {
  const copies: SignalSet[] = [];
  for (const file of posters.values()) {
    const { edited, framed } = await passedOn(file);
    for (const copy of [file, ...edited]) copies.push(await hash(copy));
    // In a frame the whole looks otherwise; a view of it does not.
    copies.push(await hash(framed, 'k24'));
  }
  const declared = await Promise.all(copies.map((copy) => declare(copy)));
  const other = await declare(scene);
  await shareRound(context);
  const { body } = await office.call('GET', '/v1/cases', undefined, worker.token);
  const lines: { id: string; held: boolean; status: { declaration: string } }[] = body.cases;
  const stands = ({ id }: { id: string }) => {
    const line = lines.find((each) => each.id === id);
    return [line?.status.declaration, line?.held];
  };
  expect(declared.map(stands)).toEqual(Array.from({ length: 25 }, () => ['declared', true]));
  expect(stands(other)).toEqual(['candidate', false]);
  const { rows } = await sql<{ id: string }>`select case_id as id from exchange_entry`.execute(
    context.store.db,
  );
  expect(rows).toEqual([{ id: other.id }]);
});

test('one such picture makes the whole declaration wait; two people let it go, or refuse it', async () => {
  const [passed, refused] = [await declare(scene, poster), await declare(poster)];
  await shareRound(context);
  await shareRound(context);
  for (const { id } of [passed, refused]) expect(await entries(id)).toEqual([]);
  await two(passed.id, 'candidate', 'looked-into');
  await two(refused.id, 'refused', 'out-of-scope');
  // Another start, the same list: what two people passed stays so.
  await compareAnew(context.store.db);
  await shareRound(context);
  expect(await entries(passed.id)).toEqual(['live', 'live']);
  expect(await entries(refused.id)).toEqual([]);
  // What she adds later waits by itself; what was shared stays.
  const add = async () => {
    const release = { ageMark: 'adult' as const, signals: [poster], consents: [...consents] };
    await passed.she.write({ op: 'release', id: anId(), release });
    await shareRound(context);
    expect((await read(passed.id)).heldFor).toEqual(['published']);
  };
  const live = (n: number) => Array.from({ length: n }, () => 'live');
  await add();
  expect(await entries(passed.id)).toEqual(live(2));
  await two(passed.id, 'corroborated', 'looked-at');
  await shareRound(context);
  expect(await entries(passed.id)).toEqual(live(3));
  // Confirmed already, it is neither put on hold nor confirmed again for it.
  await add();
  await two(passed.id, 'passed', 'looked-into');
  await shareRound(context);
  expect(await entries(passed.id)).toEqual(live(4));
  expect((await read(passed.id)).status.declaration).toBe('corroborated');
});

test('no answer tells her what is on the list: it is compared after it, and reads like any other hold', async () => {
  const known = await declare(poster);
  const { rows } = await sql<{ published: string | null }>`
    select published from case_signal where case_id = ${known.id}`.execute(context.store.db);
  expect(rows).toEqual([{ published: null }]);
  await shareRound(context);
  // Another case waits because her page saw a cue.
  const cue = new Visitor(apps.survivor);
  await cue.open(account({ signals: [scene], consents, personFirst: true }));
  await shareRound(context);
  const told = async (she: Visitor) => {
    const { events = [], helpers, messages } = (await she.news()) ?? {};
    const { signals = [] } = (await she.file()) ?? {};
    return {
      events: events.map(({ type, at, actor, refs }) => [type, at, actor.role, Object.keys(refs)]),
      states: events.flatMap((event) => (event.type === 'declaration.changed' ? [event.refs] : [])),
      signals: signals.map((each) => ({ ...each, id: '' })),
      helpers,
      messages,
    };
  };
  expect(await told(known.she)).toEqual(await told(cue));
  const { events: _, ...rest } = await read(known.id);
  // Staff read why, and not which one of the list.
  expect(rest.heldFor).toEqual(['published']);
  expect(JSON.stringify(rest)).not.toContain('content-');
});

test('a long clip is compared in short slices: others are answered between', async () => {
  const { published } = context;
  const hex = (i: number) => createHash('sha256').update(String(i)).digest('hex');
  const frames = Array.from({ length: 500 }, (_, t) => ({ t, hash: hex(t), quality: 100 }));
  let turns = 0;
  let next = setImmediate(function another() {
    turns++;
    next = setImmediate(another);
  });
  const clip = { ...scene, frames };
  expect(await published?.has(clip)).toBe(false);
  // A known picture, shown at two moments of it.
  const shown = frames.map((frame) =>
    frame.t % 250 === 7 ? { ...frame, hash: poster.pdq?.hash ?? '' } : frame,
  );
  expect(await published?.has({ ...clip, frames: shown })).toBe(true);
  clearImmediate(next);
  // Each frame of an animated picture is looked up three times: as a picture, of a clip, and shown in one.
  expect(turns).toBeGreaterThan((2 * 3 * 500) / 64);
});

test('a new list holds what still waits and lets go what is no longer on it; what was shared stays', async () => {
  const [shared, waiting] = [await declare(scene), await declare(poster)];
  await shareRound(context);
  const renewed = join(folder, 'renewed.txt');
  writeFileSync(renewed, `# hashes\n${scene.pdq?.hash}\n`);
  const next = { ...context, published: await loadPublished(renewed) };
  await compareAnew(next.store.db);
  const late = await declare(scene);
  await shareRound(next);
  expect(await entries(shared.id)).toEqual(['live']);
  expect(await entries(waiting.id)).toEqual(['live']);
  expect((await read(late.id)).heldFor).toEqual(['published']);
});

test('a list that is missing, damaged or empty is refused, and the setting is named', async () => {
  const refused = expect.objectContaining({
    code: 'published-list',
    message: expect.stringContaining('AMAAN_PUBLISHED_LIST'),
  });
  const broken = join(folder, 'broken.amaan');
  await expect(loadPublished(broken)).rejects.toEqual(refused);
  writeFileSync(broken, writeList(broken, [poster, scene]).subarray(0, -80));
  await expect(loadPublished(broken)).rejects.toEqual(refused);
  writeList(broken, [{ ...poster, pdq: { hash: 'ab'.repeat(32), quality: 10 } }]);
  await expect(loadPublished(broken)).rejects.toEqual(refused);
});
