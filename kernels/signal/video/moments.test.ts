import { expect, test } from 'vitest';
import { drawScene } from '../testing/draw.ts';
import { hamming } from '../pdq/hash.ts';
import { hashPixels } from '../pdq/pdq.ts';
import type { Pixels } from '../pixels.ts';
import { type KeyFrame, viewHashes } from '../signal-set.ts';
import { VIEW_COUNT } from '../views/count.ts';
import { keyFrameWatcher, type Moment, momentWatcher, type Watcher } from './moments.ts';
import { inBursts } from './rate.ts';

const scenes = new Map<number, Pixels>();
function scene(seed: number): Pixels {
  const known = scenes.get(seed) ?? {
    width: 96,
    height: 64,
    channels: 3 as const,
    data: drawScene(96, 64, seed),
  };
  scenes.set(seed, known);
  return known;
}

/** Shows a watcher a clip of ten pictures a second; each number is the seed of one, 0 is a black one. */
function show(watcher: Watcher, seeds: readonly number[]): void {
  const taken = inBursts(watcher.bursts);
  for (const [i, seed] of seeds.entries()) {
    const picture = seed === 0 ? { ...scene(1), data: new Uint8Array(96 * 64 * 3) } : scene(seed);
    if (taken(i / 10)) watcher.see(i / 10, hashPixels(picture), picture);
  }
  watcher.end();
}

/** Half a second of other pictures, but for `still`, which stands for three of them. */
const half = (from: number, still: number) =>
  Array.from({ length: 5 }, (_, i) => (i >= 1 && i < 4 ? still : from + i));

test('key frames are the stillest moments, where the clip begins is all the same, and each picture is kept once', () => {
  const clip = [...half(100, 7), ...half(200, 8), ...half(300, 7), ...half(400, 0)];
  const keysOf = (seeds: readonly number[]) => {
    const keys: KeyFrame[] = [];
    show(
      keyFrameWatcher(seeds.length / 10, 'k24', (frame) => keys.push(frame)),
      seeds,
    );
    return keys;
  };
  const keys = keysOf(clip);
  // The middle one of three equal pictures; the third half shows the first one's again; black says nothing, so of
  // the fourth another picture is kept.
  expect(keys.slice(0, 2).map(({ t }) => t)).toEqual([0.2, 0.7]);
  expect(keys).toHaveLength(3);
  for (const [i, seed] of [7, 8].entries()) {
    const { views } = keys[i]!;
    expect(views).toMatchObject({ layout: 'k24', aspect: 1.5 });
    expect(views.quality).toHaveLength(VIEW_COUNT.k24);
    expect(hamming(viewHashes(views).subarray(0, 32), hashPixels(scene(seed)).hash)).toBe(0);
  }
  expect(keysOf(clip.slice(1))[0]?.views).toEqual(keys[0]?.views);
});

test('a long clip has at most 32 key frames, a query at most 24 moments, each a small grey picture', () => {
  const seeds = Array.from({ length: 900 }, (_, i) => 1000 + Math.floor(i / 5));
  const keys: KeyFrame[] = [];
  show(
    keyFrameWatcher(90, 'k24', (frame) => keys.push(frame)),
    seeds,
  );
  expect(keys).toHaveLength(32);
  const moments: Moment[] = [];
  show(
    momentWatcher(90, (moment) => moments.push(moment)),
    seeds,
  );
  expect(moments).toHaveLength(24);
  expect(moments[0]?.picture).toMatchObject({ width: 96, height: 64, channels: 1 });
});
