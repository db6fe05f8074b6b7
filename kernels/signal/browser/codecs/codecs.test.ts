import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { checkPicture } from '../../file/check.ts';
import { FileError } from '../../file/errors.ts';
import { FILE_LIMITS } from '../../file/limits.ts';
import { decodePicture } from '../../node/decode.ts';
import type { Pixels } from '../../pixels.ts';
import { coloursBox, mirroredBox, turnedBox, withProperties } from '../../testing/boxes.ts';
import { type Tiled, tiledHeic } from '../../testing/draw-heic.ts';
import { drawnAnimations } from '../../testing/draw-animation.ts';
import { drawnFiles } from '../../testing/draw.ts';
import { makeHeicDecoder, openHeic, type StartReaders } from './heic.ts';
import { makePhotoDecoder } from './photo.ts';

const wasm = (name: string) => () => Uint8Array.from(readFileSync(fileURLToPath(import.meta.resolve(name))));
const photo = makePhotoDecoder({
  jpeg: wasm('@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm'),
  png: wasm('@jsquash/png/codec/pkg/squoosh_png_bg.wasm'),
  webp: wasm('@jsquash/webp/codec/dec/webp_dec.wasm'),
});
const HEIF = wasm('libheif-js/libheif-wasm/libheif.wasm');
const heic = makeHeicDecoder(HEIF);
const files = new Map([...(await drawnFiles()), ...(await drawnAnimations())]);
const heicFile = readFileSync(new URL('../../testing/p3.heic', import.meta.url));
files.set('p3.heic', heicFile);
for (const quarters of [1, 2, 3])
  files.set(`p3-turned-${quarters}.heic`, withProperties(heicFile, turnedBox(quarters), mirroredBox(1)));
const bare = Buffer.from(heicFile);
bare.write('free', bare.indexOf('colrprof'));
files.set('p3-numbers.heic', withProperties(bare, coloursBox(12, 13)));

async function here(bytes: Uint8Array) {
  const { kind, header } = checkPicture(bytes, FILE_LIMITS);
  return (kind === 'heic' ? heic : photo).picture(kind, Uint8Array.from(bytes), header);
}

const READ = [...files.keys()].filter((name) => !/cmyk|avif|tif/.test(name));

test.each(READ)('%s gives the pixels that Node gives', async (name) => {
  const bytes = files.get(name) ?? new Uint8Array();
  const [ours, { pixels: theirs }] = [await here(bytes), await decodePicture(bytes)];
  expect([ours.width, ours.height]).toEqual([theirs.width, theirs.height]);
  let [most, sum] = [0, 0];
  for (let i = 0; i < ours.width * ours.height; i++)
    for (let c = 0; c < 3; c++) {
      const away = Math.abs(
        (ours.data[ours.channels * i + c] ?? 0) -
          (theirs.data[theirs.channels === 1 ? i : theirs.channels * i + c] ?? 0),
      );
      most = Math.max(most, away);
      sum += away;
    }
  // Colours of another profile are rounded by another converter; all else is the same number.
  expect({ name, most, mean: sum / ours.data.length }).toEqual({
    name,
    most: expect.toSatisfy((value: number) => value <= (name.startsWith('p3') ? 2 : 0)),
    mean: expect.toSatisfy((value: number) => value < 0.2),
  });
});

test.each(['cmyk.jpg', 'plain.avif'])('%s is refused with its reason', async (name) => {
  const error = await here(files.get(name) ?? new Uint8Array()).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(FileError);
  expect((error as FileError).code).toBe('format-unknown');
});

describe('HEIC that is cut into tiles', () => {
  const cut: Tiled = { columns: 3, rows: 2, width: 162, height: 122 };
  const odd = { ...cut, width: 161, height: 121 };
  const turns = [[], [turnedBox(1)], [turnedBox(2)], [turnedBox(3)], [mirroredBox(0)], [mirroredBox(1)]];
  const p3 = coloursBox(12, 13);
  const cases: [string, Tiled][] = [
    ...turns.map((properties, i): [string, Tiled] => [`turned in way ${i}`, { ...cut, properties }]),
    ['in whole tiles', { ...cut, width: 192, height: 128 }],
    ['of odd sides', odd],
    ['with colours by number', { ...cut, properties: [p3] }],
  ];
  const uncut: [string, Tiled][] = [
    ['whose tiles alone state colours', { ...cut, ofTiles: [p3] }],
    ['of odd sides, turned', { ...odd, properties: [turnedBox(3)] }],
    ['turned and mirrored', { ...cut, properties: [turnedBox(1), mirroredBox(1)] }],
    ['whose tiles are turned', { ...cut, ofTiles: [turnedBox(2)] }],
  ];
  const decode = (bytes: Buffer, start?: StartReaders) =>
    makeHeicDecoder(HEIF, start).picture(
      'heic',
      Uint8Array.from(bytes),
      checkPicture(bytes, FILE_LIMITS).header,
    );
  /** The colours alone, as one text: what differs by a bit is told in a line. */
  const rgb = ({ channels, data }: Pixels) =>
    createHash('sha256')
      .update(data.filter((_, i) => channels === 3 || i % 4 !== 3))
      .digest('hex');

  /** Two readers beside each other, as two workers are; `read` counts the tiles. */
  function readers(read: number[], broken = Infinity): StartReaders {
    return (file) =>
      [0, 1].map(() => {
        const opened = openHeic(file);
        return {
          open: async () => (await opened)?.tiles?.grid,
          async read(index, spare) {
            read.push(index);
            const tiles = (await opened)?.tiles;
            if (!tiles || index >= broken) throw new TypeError('no such tile');
            return tiles.read(index, spare);
          },
          end: () => undefined,
        };
      });
  }

  test.each(cases)('%s: the pixels of the whole, each tile read once', async (_, tiled) => {
    const bytes = tiledHeic(tiled);
    const { pixels: node } = await decodePicture(bytes);
    const read: number[] = [];
    const found = await decode(bytes, readers(read));
    expect([found.width, found.height]).toEqual([node.width, node.height]);
    expect(rgb(found)).toBe(rgb(node));
    expect(read.toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5]);
  });

  test.each(uncut)('%s: the pixels of the whole', async (_, tiled) => {
    const bytes = tiledHeic(tiled);
    expect(rgb(await decode(bytes, readers([])))).toBe(rgb((await decodePicture(bytes)).pixels));
  });

  test('without other workers the tiles are read here', async () => {
    expect(rgb(await decode(tiledHeic(cut)))).toBe(rgb(await decode(tiledHeic(cut), readers([]))));
  });

  test('a reader that fails does no harm', async () => {
    const bytes = tiledHeic(cut);
    expect(rgb(await decode(bytes, readers([], 3)))).toEqual(rgb(await decode(bytes)));
  });

  test('a file that ends within its last tile gives what Node gives', async () => {
    const bytes = tiledHeic(cut).subarray(0, -1000);
    const outcome = (pixels: Promise<Pixels>) => pixels.then(rgb, ({ code }: FileError) => code);
    const node = await outcome(decodePicture(bytes).then(({ pixels }) => pixels));
    expect(await outcome(decode(bytes))).toBe(node);
    expect(await outcome(decode(bytes, readers([])))).toBe(node);
  });
});
