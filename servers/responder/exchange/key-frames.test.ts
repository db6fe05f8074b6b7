import { type SignalSet } from '@amaan/signal';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { recordPage } from './records.ts';
import { shareSignals } from './index.ts';
import { hashNumber, TestWire } from './testing-wire.ts';

let wire: TestWire;
beforeEach(async () => {
  wire = await TestWire.open();
});
afterEach(() => wire.close());

/** A clip of so many frames, with one key frame. */
function video(n: number, frames: number): SignalSet {
  const hashes = Buffer.concat([Buffer.from(hashNumber(n), 'hex'), Buffer.alloc(23 * 32, 1)]);
  const quality = Array.from({ length: 24 }, () => 90);
  return {
    v: 2,
    contentType: 'video',
    width: 640,
    height: 480,
    orientation: 1,
    frames: Array.from({ length: frames }, (_, t) => ({ t, hash: hashNumber(1000 * n + t), quality: 80 })),
    keyFrames: [
      { t: 0, views: { layout: 'k24', aspect: 4 / 3, hashes: hashes.toString('base64'), quality } },
    ],
    partial: true,
    md5: 'ab'.repeat(16),
    bytes: 1234,
  };
}

const shareVideos = (views: boolean, ...sets: SignalSet[]) =>
  wire.store.transaction((trx) =>
    shareSignals(
      trx,
      wire.atRest,
      {
        caseId: 'case-9',
        ageMark: 'adult',
        scope: { views, exact: true },
        signals: sets.map((set, i) => ({ signal: `v${i}`, set })),
      },
      wire.now,
    ),
  );

test('key frames go to partners that read them, and others and narrower consents get a set without', async () => {
  const keys = await wire.partner('partner-01');
  await shareVideos(true, video(1, 3));
  const { keyFrames, ...rest } = video(1, 3);
  const signalsFor = async (reads?: string) => (await wire.fetchRecords(keys, 0, reads)).records[0]?.signals;
  expect(await signalsFor('2')).toEqual({ ...rest, keyFrames, bytes: 0 });
  expect(await signalsFor()).toEqual({ ...rest, v: 1, bytes: 0 });
  await shareVideos(false, video(2, 3));
  const { records } = await wire.fetchRecords(keys, 1, '2');
  const { frames: _frames, partial: _partial, ...bare } = rest;
  expect(records[0]?.signals).toEqual({ ...bare, v: 1, bytes: 0 });
});

test('a page of videos ends at its bytes, and the next goes on after it', async () => {
  const keys = await wire.partner('partner-01');
  const long = Array.from({ length: 7 }, (_, i) => video(i + 1, 100));
  await shareVideos(true, ...long);
  const page = (after: number) =>
    wire.store.transaction((trx) =>
      recordPage(
        trx,
        { code: 'partner-01', tombstones: 'incremental', cut: false },
        { after, limit: 500, sets: 2, bytes: 30_000 },
        { atRest: wire.atRest, secret: wire.secret, now: () => wire.now, name: 'helpline' },
      ),
    );
  const first = await page(0);
  expect(first.more).toBe(true);
  expect(first.records.length).toBeGreaterThan(2);
  expect(first.records.length).toBeLessThan(long.length);
  const ids = first.records.map(({ id }) => id);
  for (let next = first; next.more; ) {
    next = await page(next.cursor);
    ids.push(...next.records.map(({ id }) => id));
  }
  // The same, in the same order, as all at once.
  expect(ids).toEqual((await wire.fetchRecords(keys, 0)).records.map(({ id }) => id));
  expect(ids).toHaveLength(long.length);
});
