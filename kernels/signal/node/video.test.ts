import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, openAsBlob, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FilePathSource } from 'mediabunny';
import { afterAll, describe, expect, test } from 'vitest';
import { FileError } from '../file/errors.ts';
import { FILE_LIMITS, type FileLimits } from '../file/limits.ts';
import { hamming, hashFromHex } from '../pdq/hash.ts';
import type { SignalSet } from '../signal-set.ts';
import { parseSignalSet } from '../signal-set.ts';
import { drawClip } from '../testing/draw-video.ts';
import { openVideo } from '../video/decode.ts';
import { type NumberedFrame, readVpdqText } from '../video/formats.ts';
import { referenceFrames } from '../video/sample.ts';
import { framesOfVideo } from '../video/signals.ts';
import { hasFfmpeg, withFfmpeg } from './ffmpeg.ts';
import { referenceFramesOfFile } from './file.ts';
import { openInThread } from './video-thread.ts';
import { signalsOfVideoFile } from './video.ts';

const folder = mkdtempSync(join(tmpdir(), 'amaan-video-'));
afterAll(() => rmSync(folder, { recursive: true }));

function save(name: string, bytes: Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

const plain = save('plain.mp4', await drawClip());
const open = async (path: string) => openVideo(await openAsBlob(path), FILE_LIMITS, new FilePathSource(path));
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

test('a thread gives the pixels that the decoder gives, for every choice of frames', async () => {
  const direct = await open(plain);
  const thread = await openInThread({ path: plain }, FILE_LIMITS);
  try {
    for (const choice of [{ step: 1 }, { step: 7 }, { perSecond: 3 }]) {
      const theirs = thread.pictures(choice);
      for await (const { n, t, pixels } of direct.pictures(choice)) {
        const { value } = await theirs.next();
        expect([value?.n, value?.t]).toEqual([n, t]);
        const mine = Buffer.from((await pixels()).data);
        expect(mine.equals(Buffer.from((await value?.pixels())?.data ?? []))).toBe(true);
      }
      expect(await theirs.next()).toMatchObject({ done: true });
    }
    expect(await thread.times()).toEqual(await direct.times());
    expect(await thread.picturesAt([1, 2])).toEqual(await direct.picturesAt([1, 2]));
  } finally {
    direct.close();
    thread.close();
  }
  await expect(thread.times()).rejects.toMatchObject({ code: 'video-not-readable' });
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

test('a clip that ends in its middle gives the frames before and says so; to peers it gives none', async () => {
  const bytes = readFileSync(plain);
  const cut = save('middle.mp4', bytes.subarray(0, Math.floor(0.7 * bytes.length)));
  const [whole, part] = [await signalsOfVideoFile(plain), await signalsOfVideoFile(cut)];
  expect([whole.partial, part.partial]).toEqual([undefined, true]);
  expect(parseSignalSet(JSON.parse(JSON.stringify(part)))).toEqual(part);
  expect(part.frames?.length).toBeGreaterThan(5);
  // The last few lean on frames that are gone.
  const same = (part.frames?.length ?? 0) - 4;
  expect(part.frames?.slice(0, same)).toEqual(whole.frames?.slice(0, same));
  await expect(referenceFramesOfFile(cut, 0)).rejects.toMatchObject({ code: 'damaged' });
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
describe.skipIf(!ffmpeg)(`by ffmpeg${ffmpeg ? '' : ' (skipped: no ffmpeg on the PATH)'}`, () => {
  async function framesBy(path: string, limits?: FileLimits) {
    const video = await open(path);
    try {
      const through = limits ? withFfmpeg(path, video, await video.times(), limits) : video;
      const frames: NumberedFrame[] = [];
      for await (const frame of referenceFrames(through.pictures({ step: 1 }))) frames.push(frame);
      return frames;
    } finally {
      video.close();
    }
  }
  const clips = ['-f', 'lavfi', '-i', 'testsrc2=size=160x120:rate=10:duration=1'];
  const draw = (name: string, ...options: string[]) => {
    const path = join(folder, name);
    const { status } = spawnSync('ffmpeg', ['-v', 'error', ...clips, ...options, `file:${path}`]);
    expect(status).toBe(0);
    return path;
  };

  test.each<[string, () => string | Promise<string>]>([
    ['plain', () => plain],
    ['turned', async () => save('turn.mp4', await drawClip({ seconds: 1, rotation: 90 }))],
    ['named like an option', () => save('-i pipe:0', readFileSync(plain))],
    ['of full range', () => draw('full.mkv', '-vf', 'scale=out_range=full', '-pix_fmt', 'yuvj420p')],
    ['in 10 bits', () => draw('ten.mkv', '-pix_fmt', 'yuv420p10le')],
    ['in 4:4:4', () => draw('444.mkv', '-pix_fmt', 'yuv444p')],
  ])('a clip %s gives the frames of the library', async (_, make) => {
    const path = await make();
    const ours = await framesBy(path);
    const theirs = await framesBy(path, FILE_LIMITS);
    expect(ours.length).toBeGreaterThan(5);
    expect(theirs.map(({ n, t }) => [n, t])).toEqual(ours.map(({ n, t }) => [n, t]));
    for (const [i, frame] of theirs.entries())
      expect(near(frame.hash, ours[i]?.hash ?? '')).toBeLessThanOrEqual(2);
  });

  test('a clip that is cut in its middle gives its first frames and says so', async () => {
    const whole = readFileSync(draw('whole.mp4', '-movflags', '+faststart'));
    const cut = save('half.mp4', whole.subarray(0, Math.floor(whole.length * 0.7)));
    const video = await open(cut);
    const through = withFfmpeg(cut, video, await video.times(), FILE_LIMITS);
    const { frames, partial } = await framesOfVideo(through);
    video.close();
    expect(partial).toBe(true);
    expect(frames.length).toBeGreaterThan(0);
    await expect(framesBy(cut, FILE_LIMITS)).rejects.toMatchObject({ code: 'damaged' });
  });

  test('a clip in WebM that breaks off inside its only cluster gives what is there and says so', async () => {
    const whole = readFileSync(draw('whole.webm', '-c:v', 'libvpx', '-b:v', '300k'));
    const cut = save('half.webm', whole.subarray(0, Math.floor(whole.length * 0.6)));
    const [all, part] = [await signalsOfVideoFile(join(folder, 'whole.webm')), await signalsOfVideoFile(cut)];
    expect([all.partial, part.partial]).toEqual([undefined, true]);
    expect(part.frames?.length).toBeGreaterThan(2);
    expect(part.frames).toEqual(all.frames?.slice(0, part.frames?.length));
  });

  test('a list of files is no clip, and a frame over the limit of pixels is none either', async () => {
    const video = await open(plain);
    const lists = [
      `ffconcat version 1.0\nfile plain.mp4\n`,
      `#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXTINF:4,\nplain.mp4\n#EXT-X-ENDLIST\n`,
    ];
    for (const [i, text] of lists.entries()) {
      const list = save(`list-${i}.mp4`, Buffer.from(text));
      const frames = withFfmpeg(list, video, [], FILE_LIMITS).pictures({ step: 1 });
      await expect(frames.next()).rejects.toMatchObject({ code: 'video-not-readable' });
      await expect(signalsOfVideoFile(list)).rejects.toMatchObject({ code: 'video-not-readable' });
    }
    video.close();
    await expect(framesBy(plain, { ...FILE_LIMITS, pixels: 1000 })).rejects.toBeInstanceOf(FileError);
  });
});

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
