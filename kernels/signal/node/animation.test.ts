import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { asVideo } from '../animation/compose.ts';
import { readAnimation } from '../animation/read.ts';
import { sniff } from '../file/header.ts';
import { FILE_LIMITS } from '../file/limits.ts';
import { hamming, hashFromHex } from '../pdq/hash.ts';
import { hashPixels } from '../pdq/pdq.ts';
import { parseSignalSet } from '../signal-set.ts';
import { drawScene, writtenFiles } from '../testing/draw.ts';
import { type DrawnFrame, drawApng, drawGif, drawWebp } from '../testing/draw-animation.ts';
import { decodeStill, referenceFramesOfAnimation, stillsOfAnimation } from './animation.ts';
import { signalsOfPicture } from './signals.ts';

const [WIDTH, HEIGHT] = [120, 90];
const WRITERS = { gif: drawGif, apng: drawApng, webp: drawWebp };
type Kind = keyof typeof WRITERS;
const KINDS = Object.keys(WRITERS) as Kind[];

const scene = (seed: number, seconds = 0.5): DrawnFrame => ({
  data: drawScene(WIDTH, HEIGHT, seed),
  width: WIDTH,
  height: HEIGHT,
  seconds,
});
const scenes = [1, 2, 3, 4].map((seed) => scene(seed));

/** The frames over white, as our own code shows them. */
async function shown(bytes: Uint8Array) {
  const animation = readAnimation(sniff(bytes), bytes, FILE_LIMITS);
  const video =
    animation &&
    asVideo(animation, {
      decode: (still) => decodeStill(still, FILE_LIMITS),
      limits: FILE_LIMITS,
      orientation: 1,
      late: () => false,
    });
  const found: Buffer[] = [];
  for await (const { pixels } of video?.pictures({ step: 1 }) ?? [])
    found.push(Buffer.from((await pixels()).data));
  return found;
}

/** The same frames as the library shows them, which reads GIF and WebP in a way of its own. */
async function oracle(bytes: Uint8Array): Promise<Buffer[]> {
  const { data, info } = await sharp(bytes, { animated: true })
    .flatten({ background: '#fff' })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const size = 3 * info.width * (info.pageHeight ?? info.height);
  return Array.from({ length: data.length / size }, (_, i) => data.subarray(i * size, (i + 1) * size));
}

describe.each(KINDS)('an animated picture (%s)', (kind) => {
  test('is a video with the hash of its first frame and those of all frames, by its delays', async () => {
    const bytes = await WRITERS[kind](WIDTH, HEIGHT, scenes);
    const set = await signalsOfPicture(bytes, { views: 'k24', exact: true });
    expect(parseSignalSet(JSON.parse(JSON.stringify(set)))).toEqual(set);
    expect(set).toMatchObject({ contentType: 'video', width: WIDTH, height: HEIGHT, durationMs: 2000 });
    expect(set.views?.layout).toBe('k24');
    expect(set.partial).toBeUndefined();
    expect(set.frames?.map(({ t }) => t)).toEqual([0, 0.5, 1, 1.5]);
    for (const [i, frame] of (set.frames ?? []).entries()) {
      const { data, width, height } = scenes[i] as DrawnFrame;
      const plain = hashPixels({ data, width, height, channels: 3 });
      expect(hamming(hashFromHex(frame.hash), plain.hash), `frame ${i}`).toBeLessThan(
        kind === 'gif' ? 16 : 1,
      );
    }
    expect(set.frames?.[0]?.hash).toBe(set.pdq?.hash);
  });

  test('repeats are dropped, a delay of nothing lasts a tenth of a second, peers get every frame', async () => {
    const bytes = await WRITERS[kind](WIDTH, HEIGHT, [scene(1, 0), scene(1, 0), scene(2, 0)]);
    const set = await signalsOfPicture(bytes);
    expect([set.durationMs, set.frames?.map(({ t }) => t)]).toEqual([300, [0, 0.2]]);
    expect((await referenceFramesOfAnimation(bytes, 0)).map(({ n }) => n)).toEqual([0, 1, 2]);
    expect(await stillsOfAnimation(bytes, 3)).toHaveLength(3);
  });

  test('with one frame is a photo', async () => {
    const set = await signalsOfPicture(await WRITERS[kind](WIDTH, HEIGHT, [scene(1)]));
    expect([set.contentType, set.frames, set.durationMs]).toEqual(['photo', undefined, undefined]);
  });

  test('that ends in its middle, or passes a limit, gives what came before and says so', async () => {
    const bytes = await WRITERS[kind](WIDTH, HEIGHT, scenes);
    const part = await signalsOfPicture(bytes.subarray(0, Math.floor(bytes.length * 0.7)));
    expect(part).toMatchObject({ contentType: 'video', partial: true });
    expect(part.frames?.map(({ t }) => t)).toEqual([0, 0.5]);
    for (const limit of [{ frames: 2 }, { framePixels: 5 * WIDTH * HEIGHT }, { videoDurationMs: 600 }]) {
      const set = await signalsOfPicture(bytes, undefined, { ...FILE_LIMITS, ...limit });
      expect([set.partial, set.frames?.length], JSON.stringify(limit)).toEqual([true, 2]);
    }
    for (const limit of [{ canvas: 100 }, { photoMs: -1 }]) {
      const showing = { ...FILE_LIMITS, ...limit };
      const set = await signalsOfPicture(bytes, undefined, showing);
      expect([set.pdq?.quality, set.frames, set.partial], JSON.stringify(limit)).toEqual([100, [], true]);
    }
  });
});

test('an AVIF sequence is read as the clip that it holds beside its picture, cut off too', async () => {
  const bytes = writtenFiles().get('moves.avif') ?? Buffer.alloc(0);
  const set = await signalsOfPicture(bytes);
  expect(parseSignalSet(JSON.parse(JSON.stringify(set)))).toEqual(set);
  expect(set).toMatchObject({ contentType: 'video', width: WIDTH, height: HEIGHT, durationMs: 1500 });
  expect(set.frames?.map(({ t }) => t)).toEqual([0, 0.5, 1]);
  for (const [i, frame] of (set.frames ?? []).entries()) {
    const { data, width, height } = scenes[i] as DrawnFrame;
    const plain = hashPixels({ data, width, height, channels: 3 });
    expect(hamming(hashFromHex(frame.hash), plain.hash), `frame ${i}`).toBeLessThan(16);
  }
  expect(hamming(hashFromHex(set.frames?.[0]?.hash ?? ''), hashFromHex(set.pdq?.hash ?? ''))).toBeLessThan(5);
  expect((await referenceFramesOfAnimation(bytes, 0)).map(({ n }) => n)).toEqual([0, 1, 2]);
  expect(await stillsOfAnimation(bytes, 3)).toHaveLength(3);
  const part = await signalsOfPicture(bytes.subarray(0, bytes.length - 500));
  expect([part.contentType, part.partial]).toEqual(['video', true]);
});

/** Frames of any place, blending and disposal; some see-through. */
const anyFrames = fc.array(
  fc.record({
    seed: fc.integer({ min: 1, max: 50 }),
    x: fc.integer({ min: 0, max: 9 }).map((n) => 2 * n),
    y: fc.integer({ min: 0, max: 9 }).map((n) => 2 * n),
    width: fc.integer({ min: 1, max: 22 }),
    height: fc.integer({ min: 1, max: 22 }),
    hole: fc.boolean(),
    blend: fc.constantFrom('over' as const, 'replace' as const),
    after: fc.constantFrom('keep' as const, 'clear' as const),
  }),
  { minLength: 2, maxLength: 6 },
);

test.each(['gif', 'webp'] as const)('%s: frames are laid as the library lays them', async (kind) => {
  const property = fc.asyncProperty(anyFrames, async (frames) => {
    const drawn = frames.map(({ seed, hole, ...frame }): DrawnFrame => {
      const rgb = drawScene(frame.width, frame.height, seed);
      const data = Buffer.alloc(4 * frame.width * frame.height, 255);
      for (let i = 0; i < data.length / 4; i++) {
        rgb.copy(data, 4 * i, 3 * i, 3 * i + 3);
        // The library clears a place to the screen's own colour where nothing is see-through; browsers do not.
        if ((hole || (kind === 'gif' && frame.after === 'clear')) && i % 3 === 0)
          data[4 * i + 3] = kind === 'gif' ? 0 : 100;
      }
      return { ...frame, data };
    });
    const bytes = await WRITERS[kind](40, 40, drawn);
    const [ours, theirs] = [await shown(bytes), await oracle(bytes)];
    expect(ours.length).toBe(theirs.length);
    for (const [i, frame] of ours.entries()) {
      const other = theirs[i] as Buffer;
      const most = frame.reduce((sum, value, at) => Math.max(sum, Math.abs(value - (other[at] ?? 0))), 0);
      expect(most, `frame ${i}`).toBeLessThanOrEqual(kind === 'gif' ? 0 : 3);
    }
  });
  await fc.assert(property, { numRuns: 15 });
});

test('a frame that restores what was before leaves nothing behind', async () => {
  const small = {
    data: drawScene(20, 20, 7),
    width: 20,
    height: 20,
    x: 10,
    y: 10,
    after: 'restore' as const,
  };
  for (const write of [drawGif, drawApng]) {
    const [first, second, third] = await shown(
      await write(WIDTH, HEIGHT, [scene(1), small, { ...small, x: 60, blend: 'over' }]),
    );
    expect(second?.equals(first as Buffer)).toBe(false);
    const gone = Buffer.from(third as Buffer);
    for (let y = 10; y < 30; y++)
      first?.copy(gone, 3 * (y * WIDTH + 60), 3 * (y * WIDTH + 60), 3 * (y * WIDTH + 80));
    expect(gone.equals(first as Buffer)).toBe(true);
  }
});
