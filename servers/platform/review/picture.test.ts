import { drawScene } from '@amaan/signal/testing';
import { drawGif } from '@amaan/signal/testing/animation';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { redrawn } from './picture.ts';
import { momentOf, momentsOf, rectangleOf } from './where.ts';

const [WIDTH, HEIGHT] = [64, 48];
const SHOWN = 17;

/** Forty dark pictures, a tenth of a second each; one is light. */
function clip(): Promise<Buffer> {
  return drawGif(
    WIDTH,
    HEIGHT,
    Array.from({ length: 40 }, (_, i) => ({
      data: Buffer.from(
        Uint8Array.from(drawScene(WIDTH, HEIGHT, i), (value) =>
          Math.round(i === SHOWN ? 200 + value / 8 : value / 4),
        ),
      ),
      width: WIDTH,
      height: HEIGHT,
      seconds: 0.1,
    })),
  );
}

/** The light tiles of a sheet of 3 x 3, by their middles, and whether a white frame is around each. */
async function lightTiles(sheet: Buffer): Promise<Array<{ place: number; framed: boolean }>> {
  const { data, info } = await sharp(sheet).greyscale().raw().toBuffer({ resolveWithObject: true });
  const [wide, high] = [info.width / 3, info.height / 3];
  const at = (x: number, y: number) => data[Math.floor(y) * info.width + Math.floor(x)] ?? 0;
  return Array.from({ length: 9 }, (_, place) => {
    const [left, top] = [wide * (place % 3), high * Math.floor(place / 3)];
    const light = at(left + wide / 2, top + high / 2) > 150;
    return { place, light, framed: at(left + 4, top + high / 2) > 240 && at(left + 12, top + high / 2) < 90 };
  }).flatMap(({ place, light, framed }) => (light ? [{ place, framed }] : []));
}

test('the sheet of a clip shows the moment that matched, in a frame', async () => {
  const bytes = await clip();
  expect(await lightTiles(await redrawn(bytes))).toEqual([]);
  expect(await lightTiles(await redrawn(bytes, [SHOWN / 10]))).toEqual([{ place: 3, framed: true }]);
});

test('where and when a match lies is read from its name', () => {
  expect(momentOf('at 2.5 s')).toBe(2.5);
  expect(momentOf('at 12 s, 12,0,80,100 flipY')).toBe(12);
  expect(momentOf('12,0,80,100 flipY')).toBeUndefined();
  expect(momentOf('stored')).toBeUndefined();
  expect(rectangleOf('at 12 s, -12,0,80,100 4° mirrored')).toEqual({ x: -0.12, y: 0, width: 0.8, height: 1 });
  expect(rectangleOf('12,5,80,90 rot90')).toEqual({ x: 0.12, y: 0.05, width: 0.8, height: 0.9 });
  expect(rectangleOf('at 12 s')).toBeUndefined();
  const match = { bank: 'A', content: '1', rule: 'plain', distance: 3 } as const;
  expect(momentsOf({ matches: [match, { ...match, view: 'at 1 s' }] })).toEqual([1]);
});
