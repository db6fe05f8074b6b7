import { encodeViewHashes, hashViews, type Pixels, viewHashes, viewLayout } from '@amaan/signal';
import { beforeAll, expect, test } from 'vitest';
import { cut, flat, paste, scene, shapes, tilt } from '../testing.ts';
import { Aligned } from './aligned.ts';
import { adjusted, agree, partFrame, shapeOf, turnFrame, wholeFrame } from './frame.ts';
import { decide } from './decide.ts';
import { probeRanks } from './tables.ts';

const original = scene(480, 360, 1);
const own = hashViews(original, 'k52');

/** Hashes of noise. */
function filledHashes(count: number, seed = 7): Uint8Array {
  let state = seed;
  return Uint8Array.from({ length: 32 * count }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >>> 24;
  });
}

/** Records of noise: enough of them that the tables are used, none of them like anything. */
function filled(count: number): Aligned {
  const aligned = new Aligned();
  const quality = Array.from({ length: 52 }, () => 100);
  const bytes = filledHashes(52 * count);
  for (let id = 0; id < count; id++)
    aligned.add(id, {
      layout: 'k52',
      aspect: 1.5,
      hashes: encodeViewHashes(bytes.subarray(32 * 52 * id, 32 * 52 * (id + 1))),
      quality,
    });
  return aligned;
}

const small = new Aligned();
const large = filled(400);

beforeAll(() => {
  small.add(1, own);
  large.add(9999, own);
  for (let seed = 2; seed < 8; seed++) {
    const other = hashViews(scene(400, 300, seed), 'k52');
    small.add(seed, other);
    large.add(9999 + seed, other);
  }
});

const edits: Array<[string, Pixels]> = [
  ['the picture itself', original],
  ['a crop from the middle', cut(original, 60, 45, 360, 270)],
  ['a crop from a corner', cut(original, 96, 72, 384, 288)],
  ['a turn by five degrees', tilt(original, 5)],
  ['a wide frame', paste(flat(640, 520, 255), original, 80, 80)],
  ['a picture in a picture', paste(scene(960, 720, 30), original, 300, 200)],
  ['a sticker on it', paste(original, flat(120, 110, 230), 200, 120)],
  ['a sticker on a fifth of it', paste(original, flat(190, 180, 230), 180, 70)],
  [
    'half of each side, from the middle: two whole views and parts of others',
    cut(original, 120, 90, 240, 180),
  ],
  ['seven tenths of each side, from a corner', cut(original, 137, 97, 336, 252)],
  ['three fifths of each side, from a corner', cut(original, 182, 14, 288, 216)],
];

test.each(edits)('%s is found, alone', (_, upload) => {
  const hits = small.search(upload);
  expect(hits.map(({ id }) => id)).toEqual([1]);
  expect(hits[0]?.distance).toBeLessThanOrEqual(27);
  expect(hits[0]?.view).toMatch(/^-?\d+,-?\d+,\d+,\d+ -?\d+°/);
});

test('among hundreds of records the tables find it too', () => {
  for (const upload of [
    original,
    cut(original, 60, 45, 360, 270),
    paste(flat(640, 520, 255), original, 80, 80),
  ])
    expect(large.search(upload).map(({ id }) => id)).toEqual([9999]);
});

test('strange pictures match nothing, and neither does a flat one', () => {
  for (const seed of [51, 52, 53]) expect(small.search(scene(500, 400, seed))).toEqual([]);
  expect(small.search(flat(300, 300, 90))).toEqual([]);
});

test('probes flip the least certain bits first, each set of them once', () => {
  const probes = probeRanks(24);
  expect(probes.slice(0, 4)).toEqual([[], [0], [1], [2]]);
  expect(new Set(probes.map(String)).size).toBe(24);
  expect(probes.every((ranks) => ranks.length <= 4 && ranks.every((rank) => rank < 10))).toBe(true);
});

test('a removed record is not found, a replaced one by its new views alone', () => {
  const aligned = new Aligned();
  aligned.add(1, own);
  aligned.add(1, hashViews(scene(400, 300, 3), 'k52'));
  expect(aligned.size).toBe(1);
  expect(aligned.search(original)).toEqual([]);
  expect(aligned.search(scene(400, 300, 3)).map(({ id }) => id)).toEqual([1]);
  expect(aligned.remove(1)).toBe(true);
  expect(aligned.remove(1)).toBe(false);
  expect(aligned.search(scene(400, 300, 3))).toEqual([]);
});

test('the place of a part gives the place of the whole, in every orientation', () => {
  const frame = { x: 10, y: 20, ax: 200, ay: 30, bx: -20, by: 140 };
  const middle = { x: 0.5, y: 0.5 };
  for (const rect of viewLayout('k52', 1.4)) {
    const back = wholeFrame(partFrame(frame, rect), rect);
    for (const side of ['x', 'y', 'ax', 'ay', 'bx', 'by'] as const)
      expect(back[side]).toBeCloseTo(frame[side], 9);
  }
  expect(turnFrame(turnFrame(frame, 'rot90'), 'rot270')).toEqual(frame);
  expect(agree(shapeOf(frame), shapeOf(turnFrame(frame, 'flipY')))).toBe(false);
  expect(agree(shapeOf(frame), shapeOf(adjusted(frame, middle, 0.02, 0, 0.05, 0, 0.02)))).toBe(true);
  expect(agree(shapeOf(frame), shapeOf(adjusted(frame, middle, 0, 0, 0, 0, 0.2)))).toBe(false);
});

test('views that fall together in a record are one piece of evidence, not several', () => {
  // Of a square picture four views of the layout are the whole; everything else of this record is noise.
  const square = scene(400, 400, 3);
  const { hashes, ...rest } = hashViews(square, 'k52');
  const views = viewHashes({ hashes, ...rest });
  const noise = filledHashes(52);
  noise.set(views.subarray(0, 4 * 32));
  const aligned = new Aligned();
  aligned.add(1, { ...rest, quality: rest.quality.map(() => 100), hashes: encodeViewHashes(noise) });
  expect(aligned.search(square)).toEqual([]);
  aligned.add(1, { ...rest, hashes });
  expect(aligned.search(square)).toHaveLength(1);
});

const compared = (distances: readonly number[], shown = 1) =>
  distances.map((distance, at) => ({ at, distance, outside: 0, shown }));

test.each<[string, number[], number | undefined]>([
  ['two views say too little, however near', [0, 0], undefined],
  ['three very near views of a few', [10, 15, 20, 60], 15],
  ['three near views of a few', [20, 28, 36, 60], undefined],
  ['a sixth of a record, near', [...Array(5).fill(24), ...Array(25).fill(95)], 24],
  ['a tenth of a record, near: an interface', [...Array(3).fill(20), ...Array(27).fill(95)], undefined],
  ['a tenth of a record, very near: a large sticker', [...Array(3).fill(4), ...Array(27).fill(45)], 20],
])('%s', (_, distances, expected) => {
  expect(decide(compared(distances), 1)).toBe(expected);
});

test('a record laid over an upload at nearly three times its width is no match by a few near views, but by half of all', () => {
  const few = [9, 12, 13, 14, 16, 17, 18, 21, ...Array(14).fill(52)];
  expect(decide(compared(few), 1)).toBe(12);
  expect(decide(compared(few), 2.6)).toBeUndefined();
  expect(decide(compared([...few, ...Array(8).fill(25)]), 2.6)).toBe(25);
});

test('what agrees where little is shown must be nearer by as much, so that one silhouette is not taken for another', () => {
  const decided = (shown: number) => decide(compared([8, 9, 10, 11, 20, 22, 24], shown), 1);
  expect(decided(1)).toBe(9);
  expect(decided(0.5)).toBe(18);
  expect(decided(0.3)).toBeUndefined();
});

test('a record that finds no room is refused by name, and the others are found as before', () => {
  const aligned = new Aligned(2 * 52 + 10);
  aligned.add(1, hashViews(original, 'k52'));
  aligned.add(2, hashViews(scene(480, 360, 21), 'k52'));
  expect(() => aligned.add(3, hashViews(scene(480, 360, 22), 'k52'))).toThrow(
    expect.objectContaining({ code: 'aligned-full' }),
  );
  expect(aligned.size).toBe(2);
  expect(aligned.search(original).map(({ id }) => id)).toEqual([1]);
});

test('drawings of three flat shapes are not taken for each other', () => {
  const aligned = new Aligned();
  const seeds = Array.from({ length: 30 }, (_, i) => i);
  for (const seed of seeds) aligned.add(seed, hashViews(shapes(160, 120, seed), 'k52'));
  const found = seeds
    .slice(9, 18)
    .flatMap((seed) => aligned.search(shapes(160, 120, seed)).map(({ id }) => [seed, id]));
  expect(found.filter(([seed, id]) => seed !== id)).toEqual([]);
});

test.each([0.8, 0.6, 0.4])('a whole picture squeezed to %f of its width is still found', (part) => {
  const width = Math.round(480 * part);
  const { height, channels, data } = original;
  const at = (i: number) => {
    const [x, y] = [Math.floor(i / channels) % width, Math.floor(i / channels / width)];
    return data[(y * 480 + Math.floor((x + 0.5) / part)) * channels + (i % channels)] ?? 0;
  };
  const squeezed = {
    ...original,
    width,
    data: Uint8Array.from({ length: width * height * channels }, (_, i) => at(i)),
  };
  expect(small.search(squeezed).map(({ id }) => id)).toEqual([1]);
});

test('two pictures under one interface that takes two fifths are two, and each is found under another', () => {
  const bar = scene(480, 120, 60);
  const under = (shown: Pixels) =>
    paste(paste(paste(flat(480, 600, 240), bar, 0, 0), shown, 0, 120), bar, 0, 480);
  const aligned = new Aligned();
  aligned.add(1, hashViews(under(original), 'k52'));
  expect(aligned.search(under(scene(480, 360, 9)))).toEqual([]);
  expect(aligned.search(under(original))).toHaveLength(1);
  expect(aligned.search(original)).toHaveLength(1);
});
