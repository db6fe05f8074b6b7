import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FilePathSource } from 'mediabunny';
import { afterAll, describe, expect, test } from 'vitest';
import { FILE_LIMITS } from '../file/limits.ts';
import { hamming, hashFromHex } from '../pdq/hash.ts';
import type { SignalSet } from '../signal-set.ts';
import { parseSignalSet } from '../signal-set.ts';
import { drawClip } from '../testing/draw-video.ts';
import { openVideo } from '../video/decode.ts';
import { readVpdqText } from '../video/formats.ts';
import { referenceFrames } from '../video/sample.ts';
import { hasFfmpeg, withFfmpeg } from './ffmpeg.ts';
import { referenceFramesOfFile, signalsOfVideoFile } from './video.ts';

const folder = mkdtempSync(join(tmpdir(), 'amaan-video-'));
afterAll(() => rmSync(folder, { recursive: true }));

function save(name: string, bytes: Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

const plain = save('plain.mp4', await drawClip());
const near = (a: string, b: string) => hamming(hashFromHex(a), hashFromHex(b));

function share(query: SignalSet, bank: SignalSet): number {
  const hits = query.frames?.filter(({ hash }) => bank.frames?.some((frame) => near(frame.hash, hash) <= 31));
  return (hits?.length ?? 0) / (query.frames?.length ?? 1);
}

test('a drawn clip gives kept frames in order, its length, and the hashes of its bytes', async () => {
  const signals = await signalsOfVideoFile(plain);
  expect(parseSignalSet(JSON.parse(JSON.stringify(signals)))).toEqual(signals);
  expect(signals).toMatchObject({
    contentType: 'video',
    width: 320,
    height: 240,
    orientation: 1,
    durationMs: 4000,
  });
  expect(signals.md5).toBe(createHash('md5').update(readFileSync(plain)).digest('hex'));
  expect(signals.frames?.length).toBeGreaterThan(10);
  expect(signals.frames?.length).toBeLessThanOrEqual(40);
  const once = await signalsOfVideoFile(plain, { exact: false, density: { perSecond: 1, drop: -1 } });
  expect(once.frames?.map(({ t }) => t)).toEqual([0, 1, 2, 3]);
  expect(once.md5).toBeUndefined();
});

test('reference mode counts frames and drops none', async () => {
  expect((await referenceFramesOfFile(plain, 0)).map(({ n }) => n)).toEqual(
    Array.from({ length: 40 }, (_, n) => n),
  );
  expect((await referenceFramesOfFile(plain, 1)).map(({ n, t }) => [n, t])).toEqual([
    [0, 0],
    [10, 1],
    [20, 2],
    [30, 3],
  ]);
});

test('a clip with bars, or turned, still meets the plain one', async () => {
  const bank = await signalsOfVideoFile(plain);
  const barred = await signalsOfVideoFile(save('bars.mp4', await drawClip({ height: 320, bars: 40 })));
  expect(share(bank, barred)).toBeGreaterThan(0.8);
  const turned = await signalsOfVideoFile(save('turned.mp4', await drawClip({ rotation: 90 })));
  expect(turned).toMatchObject({ width: 240, height: 320, orientation: 6 });
  expect(share(bank, turned)).toBe(1);
  const other = await signalsOfVideoFile(save('other.mp4', await drawClip({ seed: 5 })));
  expect(share(bank, other)).toBeLessThan(0.2);
});

test.each<[string, Uint8Array, string]>([
  ['cut off', readFileSync(plain).subarray(0, 3000), 'damaged'],
  ['a header alone', readFileSync(plain).subarray(0, 40), 'video-not-readable'],
  ['zeros', new Uint8Array(5000), 'video-not-readable'],
])('a file that is %s is refused with a sentence', async (name, bytes, code) => {
  await expect(signalsOfVideoFile(save(`${name}.mp4`, bytes))).rejects.toMatchObject({ code });
});

test('limits hold: bytes, length and pixels', async () => {
  const ask = (limits: Partial<typeof FILE_LIMITS>) =>
    signalsOfVideoFile(plain, { exact: false, limits: { ...FILE_LIMITS, ...limits } });
  await expect(ask({ videoBytes: 1000 })).rejects.toMatchObject({ code: 'file-too-large' });
  await expect(ask({ videoDurationMs: 1000 })).rejects.toMatchObject({ code: 'video-too-long' });
  await expect(ask({ pixels: 1000 })).rejects.toMatchObject({ code: 'too-many-pixels' });
  await expect(ask({ videoMs: 20 })).rejects.toMatchObject({ code: 'took-too-long' });
});

const ffmpeg = await hasFfmpeg();
test.skipIf(!ffmpeg)(
  `ffmpeg gives the same frames${ffmpeg ? '' : ' (skipped: no ffmpeg on the PATH)'}`,
  async () => {
    const video = await openVideo(new FilePathSource(plain), FILE_LIMITS);
    const ours = await referenceFramesOfFile(plain, 0);
    const theirs = [];
    for await (const frame of referenceFrames(withFfmpeg(plain, video, await video.times()).pictures(), 1))
      theirs.push(frame);
    video.close();
    expect(theirs.map(({ n, t }) => [n, t])).toEqual(ours.map(({ n, t }) => [n, t]));
    for (const [i, frame] of theirs.entries())
      expect(near(frame.hash, ours[i]?.hash ?? '')).toBeLessThanOrEqual(2);
  },
);

const DATA = '../shared/data/video';
describe.skipIf(!existsSync(DATA))(
  `Meta's sample clips${existsSync(DATA) ? '' : ' (skipped: not here)'}`,
  () => {
    // Two bits: one pair of coefficients next to the median.
    test.each([
      ['pattern-sd-grey-bar', 2],
      ['pattern-sd-with-large-logo-bar', 2],
      ['doorknob-hd-no-bar', 2],
    ])('%s: same numbers, every usable frame within %i bits', async (name, most) => {
      const reference = readVpdqText(readFileSync(`${DATA}/vpdq-hashes/${name}.txt`, 'utf8'));
      const ours = await referenceFramesOfFile(`${DATA}/${name}.mp4`, 0);
      expect(ours.map(({ n }) => n)).toEqual(reference.map(({ n }) => n));
      const distances = reference.flatMap((frame, i) => {
        const mine = ours[i];
        return frame.quality >= 50 && mine && mine.quality >= 50 ? [near(mine.hash, frame.hash)] : [];
      });
      expect(Math.max(...distances)).toBeLessThanOrEqual(most);
    });
  },
);
