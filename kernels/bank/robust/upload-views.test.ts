import { hashPixels, type Pixels, pdqSignal } from '@amaan/signal';
import { expect, test } from 'vitest';
import { Banks } from '../banks/banks.ts';
import { uploadViews } from './upload-views.ts';

/** Overlapping soft discs: edges in every direction, none of them straight. */
function scene(width: number, height: number, seed: number): Pixels {
  const random = (k: number) => (Math.abs(Math.sin(seed * 91.7 + k * 78.233)) * 43_758.5453) % 1;
  const discs = Array.from({ length: 40 }, (_, i) => ({
    x: random(4 * i),
    y: random(4 * i + 1),
    r: 0.03 + 0.15 * random(4 * i + 2),
    value: 255 * random(4 * i + 3),
  }));
  const data = new Uint8Array(width * height);
  for (let at = 0; at < data.length; at++) {
    const [x, y] = [(at % width) / width, Math.floor(at / width) / height];
    let value = 128;
    for (const disc of discs) {
      const near = 1 - ((x - disc.x) ** 2 + (y - disc.y) ** 2) / disc.r ** 2;
      if (near > 0) value += (disc.value - value) * Math.min(1, 4 * near);
    }
    data[at] = value;
  }
  return { width, height, channels: 1, data };
}

function paste(ground: Pixels, picture: Pixels, left: number, top: number, mirror = false): Pixels {
  const data = Uint8Array.from(ground.data);
  for (let y = 0; y < picture.height; y++)
    for (let x = 0; x < picture.width; x++) {
      const from = y * picture.width + (mirror ? picture.width - 1 - x : x);
      data[(top + y) * ground.width + left + x] = picture.data[from] ?? 0;
    }
  return { ...ground, data };
}

const flat = (width: number, height: number, value: number): Pixels => ({
  width,
  height,
  channels: 1,
  data: new Uint8Array(width * height).fill(value),
});

const original = scene(480, 360, 1);
const banks = new Banks();
banks.put({ name: 'b', threshold: 31, enabledRatio: 1, kind: 'match' });
banks.add('b', 'own', { pdq: pdqSignal(hashPixels(original)) });
for (let seed = 2; seed < 12; seed++)
  banks.add('b', `other-${seed}`, { pdq: pdqSignal(hashPixels(scene(300, 300, seed))) });

const ask = (upload: Pixels) =>
  banks.match(
    { hashes: [{ hash: hashPixels(upload).hash }], uploadViews: uploadViews(upload) },
    { at: 0, sample: 0 },
  ).matches;

test.each<[string, Pixels]>([
  ['a white frame', paste(flat(560, 440, 255), original, 40, 40)],
  ['a letterbox', paste(flat(480, 480, 0), original, 0, 60)],
  ['picture in picture', paste(scene(1000, 800, 30), original, 333, 219)],
  ['two pictures side by side', paste(paste(flat(960, 360, 0), original, 0, 0), scene(480, 360, 31), 480, 0)],
  ['mirrored in a frame', paste(flat(560, 440, 20), original, 12, 66, true)],
])('%s is found by its part, and the match says by which rule', (_, upload) => {
  const matches = ask(upload);
  expect(matches.map((match) => match.content)).toEqual(['own']);
  expect(matches[0]?.rule).toBe('upload-view');
  expect(matches[0]?.distance).toBeLessThanOrEqual(31);
  expect(matches[0]?.view).toMatch(/^\d+,\d+,\d+,\d+ \w+$/);
});

test('the picture itself stays a plain match, and a strange one matches nothing', () => {
  expect(ask(original)).toMatchObject([{ rule: 'plain', distance: 0 }]);
  expect(ask(scene(480, 360, 77))).toEqual([]);
});

test('at most 14 parts in 8 orientations are asked about', () => {
  const views = uploadViews(paste(scene(1000, 800, 30), original, 333, 219));
  expect(views.length).toBeGreaterThan(8);
  expect(views.length).toBeLessThanOrEqual(112);
});
