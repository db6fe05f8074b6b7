import { ShapeError } from '@amaan/base';
import { expect, test } from 'vitest';
import type { Pixels } from '../pixels.ts';
import { findBars, findMoving } from './bars.ts';
import { readVpdqJson, readVpdqText, writeVpdqJson, writeVpdqText } from './formats.ts';
import { cropPixels, greyOfPlane, rgbOfPacked, rgbOfPlanes } from './picture.ts';
import { type Choice, chosen, frameStep } from './rate.ts';

const HASH = 'cc88d2f185f43ca2589b563f5ae65a7474550d9c53a7d6c318e0e720f252db72';

test('every how many frames the reference hashes one', () => {
  const rates = [1, 23.976, 24, 25, 29.97, 30, 59.94];
  expect(rates.map((fps) => frameStep(1, fps))).toEqual([1, 23, 24, 25, 29, 30, 59]);
  expect(frameStep(0, 30)).toBe(1);
  for (const bad of [0, -1, Number.NaN, Number.POSITIVE_INFINITY])
    expect(() => frameStep(1, bad)).toThrow(expect.objectContaining({ code: 'video-rate' }));
});

test('frames are chosen by their number, or as the first in each tick of time', async () => {
  async function* framesAt(times: number[]) {
    for (const [n, t] of times.entries()) yield { n, t };
  }
  const numbers = async (choice: Choice, times: number[]) => {
    const found: number[] = [];
    for await (const { n } of chosen(framesAt(times), choice)) found.push(n);
    return found;
  };
  expect(await numbers({ step: 3 }, [0, 0, 0, 0, 0, 0, 0])).toEqual([0, 3, 6]);
  // 1.997 stands for 2, as files round it; a gap of several ticks gives one frame.
  expect(await numbers({ perSecond: 1 }, [0, 0.5, 1.2, 1.9, 1.997, 2.5, 6, 6.5])).toEqual([0, 2, 4, 6]);
  expect(await numbers({ perSecond: Number.POSITIVE_INFINITY }, [0, 0, 0])).toEqual([0, 1, 2]);
});

test('the text form is read with any line end and written back the same', () => {
  const text = `0,100,${HASH},0.000\n30,97,${HASH},1.000\n`;
  const frames = readVpdqText(text);
  expect(frames).toEqual([
    { n: 0, quality: 100, hash: HASH, t: 0 },
    { n: 30, quality: 97, hash: HASH, t: 1 },
  ]);
  expect(writeVpdqText(frames)).toBe(text);
  expect(readVpdqText(text.trimEnd().replaceAll('\n', '\r\n').toUpperCase())).toEqual(frames);
  expect(readVpdqText('')).toEqual([]);
});

test.each([
  `0,101,${HASH},0.000`,
  `0,100,${HASH.slice(1)},0`,
  `0,100,${HASH}`,
  `a,1,${HASH},0`,
  `0,1,${HASH},0\n\n1,1,${HASH},0`,
])('a bad line of text refuses the file: %#', (text) => {
  expect(() => readVpdqText(text)).toThrow(ShapeError);
});

test('the JSON form is read with exponents and written in plain decimals', () => {
  const frames = readVpdqJson(`["${HASH.toUpperCase()},100,0.0","${HASH},97,1e+02"]`);
  expect(frames).toEqual([
    { hash: HASH, quality: 100, t: 0 },
    { hash: HASH, quality: 97, t: 100 },
  ]);
  expect(writeVpdqJson(frames)).toBe(`["${HASH},100,0.000","${HASH},97,100.000"]`);
  expect(readVpdqJson('')).toEqual([]);
});

test.each([
  '{"0":"x"}',
  'not json',
  '[1]',
  `["${HASH},100"]`,
  `["${HASH},101,0"]`,
  `["${HASH},1,-1"]`,
  `["${HASH},1,0,0"]`,
])('a bad JSON form is refused: %#', (text) => {
  expect(() => readVpdqJson(text)).toThrow(ShapeError);
});

test('brightness and colour of known samples', () => {
  const y = Uint8Array.of(16, 235, 126, 81);
  expect([...greyOfPlane({ data: y, offset: 0, stride: 2 }, 2, 2).data]).toEqual([0, 255, 128, 76]);
  expect([...greyOfPlane({ data: y, offset: 0, stride: 2 }, 2, 2, 8, true).data]).toEqual([16, 235, 126, 81]);
  const ten = Uint8Array.from([...y].flatMap((value) => [(value << 2) & 255, value >> 6]));
  expect([...greyOfPlane({ data: ten, offset: 0, stride: 4 }, 2, 2, 10).data]).toEqual([0, 255, 128, 76]);
  // BT.601 studio red: Y 81, U 90, V 240; the reference's steps make it a little darker than it is.
  const plane = (value: number) => ({ data: Uint8Array.of(value), offset: 0, stride: 1 });
  const red = rgbOfPlanes(
    { y: plane(81), u: plane(90), v: plane(240), chromaStep: 1, shiftX: 1, shiftY: 1, bits: 8, full: false },
    1,
    1,
  );
  expect([...red.data]).toEqual([252, 0, 0]);
  const bgra = { data: Uint8Array.of(1, 2, 3, 4), offset: 0, stride: 4 };
  expect([...rgbOfPacked(bgra, 1, 1, true).data]).toEqual([3, 2, 1]);
});

function frame(seed: number, paint: (x: number, y: number) => number | undefined): Pixels {
  const [width, height] = [120, 80];
  const data = new Uint8Array(width * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      data[y * width + x] = paint(x, y) ?? (x * 7 + y * 13 + seed * 50 + ((x * y) % 31)) % 256;
  return { width, height, channels: 1, data };
}

test('bars that all frames share are found on each side, and nothing else is', () => {
  const letterbox = [0, 1, 2].map((seed) => frame(seed, (_, y) => (y < 10 || y >= 68 ? 16 : undefined)));
  expect(findBars(letterbox)).toEqual({ x: 0, y: 10, width: 120, height: 58 });
  const pillars = [0, 1].map((seed) => frame(seed, (x) => (x < 20 || x >= 90 ? 250 : undefined)));
  expect(findBars(pillars)).toEqual({ x: 20, y: 0, width: 70, height: 80 });
  expect(findBars([frame(0, () => undefined)])).toBeUndefined();
  expect(findBars([])).toBeUndefined();
  // A black frame between says nothing; a scene that is dark once at the top is no bar.
  expect(findBars([...letterbox, frame(0, () => 16)])).toEqual({ x: 0, y: 10, width: 120, height: 58 });
  expect(
    findBars([frame(0, () => undefined), frame(1, (_, y) => (y < 30 ? 16 : undefined))]),
  ).toBeUndefined();
  // Hardly anything left would be a dark scene, not a frame around a picture.
  expect(findBars([frame(0, (_, y) => (y < 70 ? 16 : undefined))])).toBeUndefined();
});

test('the one rectangle that moves is found, and none where all moves or too few frames are there', () => {
  const still = (x: number, y: number) => (x * 3 + y * 5) % 256;
  const inside = (x: number, y: number) => x >= 30 && x < 90 && y >= 20 && y < 70;
  const shown = [0, 1, 2, 3].map((seed) => frame(seed, (x, y) => (inside(x, y) ? undefined : still(x, y))));
  expect(findMoving(shown)).toEqual({ x: 30, y: 20, width: 60, height: 50 });
  expect(findMoving(shown.slice(0, 3))).toBeUndefined();
  expect(findMoving([0, 1, 2, 3].map((seed) => frame(seed, () => undefined)))).toBeUndefined();
  expect(findMoving([0, 1, 2, 3].map(() => frame(0, still)))).toBeUndefined();
});

test('a cut-out holds the pixels of its place', () => {
  const whole = frame(0, (x, y) => x + y);
  const part = cropPixels(whole, { x: 3, y: 5, width: 2, height: 2 });
  expect([...part.data]).toEqual([8, 9, 9, 10]);
});
