import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { least, msOf } from '../../../tools/quick.ts';
import { FILE_PROBLEMS, FileError, type FileProblem } from '../file/errors.ts';
import { readHeader, sniff } from '../file/header.ts';
import { FILE_LIMITS } from '../file/limits.ts';
import { hamming, hashFromHex } from '../pdq/hash.ts';
import { coloursBox, mirroredBox, turnedBox, withProperties } from '../testing/boxes.ts';
import { bombPng, drawnFiles, drawScene, writtenFiles } from '../testing/draw.ts';
import { BMP_FORMS, writeBmp } from '../testing/draw-bmp.ts';
import { decodePicture } from './decode.ts';
import { limitMemory } from './wasm-memory.ts';
import { toSrgb } from './profile.ts';
import { signalsOfPicture } from './signals.ts';

const files = await drawnFiles();
const file = (name: string) => files.get(name) ?? Buffer.alloc(0);
const others = writtenFiles();
const written = (name: string) => others.get(name) ?? Buffer.alloc(0);

async function problem(bytes: Uint8Array, limits = FILE_LIMITS): Promise<FileProblem | 'read'> {
  try {
    await decodePicture(bytes, limits);
    return 'read';
  } catch (error) {
    expect(error).toBeInstanceOf(FileError);
    expect((error as FileError).message).toBe(FILE_PROBLEMS[(error as FileError).code]);
    return (error as FileError).code;
  }
}

test('the header that we read says the size that the decoder finds, for every kind of file', async () => {
  // HEIC and AVIF state the size before it is turned or cut to what is shown.
  const all = [...files, ...others].filter(([name]) => !/\.heic$|^(?:turned|mirrored).*\.avif$/.test(name));
  for (const [name, bytes] of all) {
    const header = readHeader(sniff(bytes), bytes);
    const { pixels, orientation } = await decodePicture(bytes);
    const turned = orientation > 4;
    expect([name, header?.width, header?.height]).toEqual([
      name,
      turned ? pixels.height : pixels.width,
      turned ? pixels.width : pixels.height,
    ]);
    expect(pixels.data.length).toBe(pixels.width * pixels.height * pixels.channels);
  }
});

test('one scene in lossless files has one hash, and lossy ones stay near it', async () => {
  const plain = hashFromHex((await signalsOfPicture(file('plain.png'))).pdq?.hash ?? '');
  for (const name of ['lossless.webp', 'plain.bmp', 'plain.tif'])
    expect([name, hamming(plain, hashFromHex((await signalsOfPicture(file(name))).pdq?.hash ?? ''))]).toEqual(
      [name, 0],
    );
  for (const name of ['plain.jpg', 'progressive.jpg', 'lossy.webp', 'plain.avif', 'deep.png', 'deep.tif'])
    expect(
      hamming(plain, hashFromHex((await signalsOfPicture(file(name))).pdq?.hash ?? '')),
      name,
    ).toBeLessThan(16);
});

test('both readings of a tagged photo are hashed: as shown, and as stored', async () => {
  const upright = await signalsOfPicture(file('plain.jpg'));
  for (let tag = 2; tag <= 8; tag++) {
    const tagged = await signalsOfPicture(file(`tag-${tag}.jpg`));
    expect(tagged.orientation).toBe(tag);
    expect(tagged.pdqStored?.hash).toBe(upright.pdq?.hash);
    const away = hamming(hashFromHex(tagged.pdq?.hash ?? ''), hashFromHex(upright.pdq?.hash ?? ''));
    expect(away, `tag ${tag}`).toBeGreaterThan(40);
    expect([tagged.width, tagged.height]).toEqual(tag > 4 ? [247, 331] : [331, 247]);
  }
});

/** The mean difference of two pictures' samples, 0 to 255. */
function apart(a: Uint8Array | Uint8ClampedArray, b: Uint8Array): number {
  expect(a.length).toBe(b.length);
  let sum = 0;
  for (const [i, value] of b.entries()) sum += Math.abs(value - (a[i] ?? 0));
  return sum / b.length;
}

test('pictures in the wide colours of phones come out in sRGB, HEIC too', async () => {
  const scene = drawScene(331, 247);
  for (const name of ['p3.png', 'p3.webp', 'p3.jpg'])
    expect(apart((await decodePicture(file(name))).pixels.data, scene), name).toBeLessThan(4);
  const heic = written('p3.heic');
  const { pixels } = await decodePicture(heic);
  const small = drawScene(161, 121);
  const converted = apart(pixels.data, small);
  expect(converted).toBeLessThan(4);
  // With a profile for other colours than RGB the same file reads as if it were sRGB.
  const foreign = Buffer.from(heic);
  foreign.write('CMYK', heic.indexOf('colrprof') + 24);
  expect(apart((await decodePicture(foreign)).pixels.data, small)).toBeGreaterThan(converted + 1);
  const shown = await signalsOfPicture(heic);
  const plain = await signalsOfPicture(writeBmp(161, 121, small));
  expect(hamming(hashFromHex(shown.pdq?.hash ?? ''), hashFromHex(plain.pdq?.hash ?? ''))).toBeLessThan(16);
});

/** The drawn scene turned (quarters against the clock) and then mirrored, by the library. */
async function moved(width: number, height: number, quarters: number, axis?: 0 | 1): Promise<Buffer> {
  const turned = await sharp(drawScene(width, height), { raw: { width, height, channels: 3 } })
    .rotate(360 - 90 * quarters)
    .png()
    .toBuffer();
  const shown = sharp(turned);
  return (axis === 0 ? shown.flip() : axis === 1 ? shown.flop() : shown).raw().toBuffer();
}

test.each<[number, 0 | 1 | undefined]>([
  [0, undefined],
  [1, undefined],
  [2, undefined],
  [3, undefined],
  [0, 0],
  [0, 1],
  [1, 0],
  [3, 1],
])(
  'HEIC and AVIF with boxes that turn %i quarters and mirror by %s come out as shown',
  async (quarters, axis) => {
    const boxes = [turnedBox(quarters), ...(axis === undefined ? [] : [mirroredBox(axis)])];
    for (const [name, plain, width, height] of [
      ['AVIF', file('plain.avif'), 331, 247],
      ['HEIC', written('p3.heic'), 161, 121],
    ] as const) {
      const { pixels, orientation } = await decodePicture(withProperties(plain, ...boxes));
      const expected = await moved(width, height, quarters, axis);
      expect([pixels.width, pixels.height, orientation], name).toEqual(
        quarters % 2 === 1 ? [height, width, 1] : [width, height, 1],
      );
      expect(apart(pixels.data, expected), name).toBeLessThan(6);
    }
  },
);

test('colours that HEIC and AVIF state by number are converted to sRGB, ordinary ones are left', async () => {
  const scene = drawScene(331, 247);
  const { icc = Buffer.alloc(0) } = await sharp(file('p3.png')).metadata();
  const wide = await toSrgb({ width: 331, height: 247, channels: 3, data: scene }, icc, 10_000);
  const p3 = (await decodePicture(file('numbers-p3.avif'))).pixels;
  const plain = (await decodePicture(file('plain.avif'))).pixels;
  expect(apart(p3.data, Buffer.from(wide.data))).toBeLessThan(4);
  expect(apart(plain.data, Buffer.from(wide.data))).toBeGreaterThan(
    apart(p3.data, Buffer.from(wide.data)) + 1,
  );
  const srgb = (await decodePicture(withProperties(file('plain.avif'), coloursBox(1, 13)))).pixels;
  expect(apart(srgb.data, Buffer.from(plain.data))).toBe(0);
  // The HEIC without its profile: as it lies there is Display P3.
  const bare = Buffer.from(written('p3.heic'));
  bare.write('free', bare.indexOf('colrprof'));
  const numbered = (await decodePicture(withProperties(bare, coloursBox(12, 13)))).pixels;
  const small = drawScene(161, 121);
  expect(apart(numbered.data, small)).toBeLessThan(4);
  expect(apart((await decodePicture(bare)).pixels.data, small)).toBeGreaterThan(
    apart(numbered.data, small) + 1,
  );
});

test('JPEG XL is read in its colours and upright; an animated one is a video in part', async () => {
  const small = drawScene(161, 121);
  const wide = (await decodePicture(written('p3.jxl'))).pixels;
  expect(apart(wide.data, small)).toBeLessThan(4);
  const upright = await sharp(small, { raw: { width: 161, height: 121, channels: 3 } })
    .rotate(90)
    .raw()
    .toBuffer();
  const turned = await decodePicture(written('turned.jxl'));
  expect([turned.pixels.width, turned.pixels.height, turned.orientation]).toEqual([121, 161, 1]);
  expect(apart(turned.pixels.data, upright)).toBeLessThan(4);
  const moves = await signalsOfPicture(written('moves.jxl'));
  expect(moves).toMatchObject({ contentType: 'video', width: 64, height: 48, frames: [], partial: true });
  const half = written('p3.jxl').subarray(0, 3000);
  expect(await problem(half)).toBe('damaged');
  // 400 megapixels: a size in full, 30 bits each side.
  const bomb = Buffer.from(written('p3.jxl'));
  bomb.fill(0xfe, 2, 8);
  expect(await problem(bomb)).toBe('too-many-pixels');
});

test('a decoder in WebAssembly is given no more memory than it is told', () => {
  const path = fileURLToPath(import.meta.resolve('@jsquash/jxl/codec/dec/jxl_dec.wasm'));
  const module = readFileSync(path);
  const limited = limitMemory(module, 64);
  expect(limited.length).toBe(module.length);
  expect(WebAssembly.validate(limited)).toBe(true);
  expect(limited.reduce((sum, byte, i) => sum + (byte === module[i] ? 0 : 1), 0)).toBeLessThanOrEqual(3);
  // A memory of 1 to 2 pages, which may hold no more than it had; and a module without one.
  const tiny = Uint8Array.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 5, 6, 1, 1, 1, 0x80, 0x80, 2]);
  expect([...limitMemory(tiny, 1).subarray(13)]).toEqual([0x90, 0x80, 0]);
  expect(() => limitMemory(tiny.subarray(0, 8), 1)).toThrow(RangeError);
});

test('exact hashes are those of the bytes', async () => {
  const bytes = file('plain.jpg');
  const signals = await signalsOfPicture(bytes);
  expect(signals.md5).toBe(createHash('md5').update(bytes).digest('hex'));
  expect(signals.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
  expect(signals.bytes).toBe(bytes.length);
});

test('bitmaps of every depth read the same scene', async () => {
  const [width, height] = [61, 40];
  const rgb = drawScene(width, height);
  const { pixels } = await decodePicture(writeBmp(width, height, rgb));
  expect(Buffer.from(pixels.data).equals(rgb)).toBe(true);
  // Fewer colours are as far from it as their steps: 16 greys from the picture's own brightness.
  const grey = Buffer.from(
    rgb.map((_, i) => {
      const first = i - (i % 3);
      return ((rgb[first] ?? 0) + (rgb[first + 1] ?? 0) + (rgb[first + 2] ?? 0)) / 3;
    }),
  );
  const steps = { 'bits-24': 0, 'bits-32': 0, 'masks-16': 3, 'table-8': 14, 'table-4': 6, 'runs-8': 14 };
  for (const form of BMP_FORMS) {
    const found = (await decodePicture(writeBmp(width, height, rgb, form))).pixels;
    expect(apart(found.data, form === 'table-4' ? grey : rgb), form).toBeLessThanOrEqual(steps[form]);
  }
  // The same rows top down are a negative height.
  const flipped = writeBmp(width, height, rgb);
  flipped.writeInt32LE(-height, 22);
  const upsideDown = (await decodePicture(flipped)).pixels;
  const row = 3 * width;
  expect(Buffer.from(upsideDown.data.subarray(0, row)).equals(rgb.subarray(rgb.length - row))).toBe(true);
});

test('a bomb of 400 megapixels is refused in milliseconds, whatever the format claims', async () => {
  const gif = Buffer.from('4749463839610000000080000000000000', 'hex');
  gif.writeUInt16LE(20_000, 6);
  gif.writeUInt16LE(20_000, 8);
  const bmp = Buffer.from(file('plain.bmp'));
  bmp.writeInt32LE(20_000, 18);
  bmp.writeInt32LE(20_000, 22);
  const jpeg = Buffer.from(file('plain.jpg'));
  const frame = jpeg.indexOf(Buffer.from([0xff, 0xc0]));
  jpeg.writeUInt16BE(20_000, frame + 5);
  jpeg.writeUInt16BE(20_000, frame + 7);
  for (const bomb of [bombPng(20_000, 20_000), gif, bmp, jpeg]) {
    const once = async () => expect(await problem(bomb)).toBe('too-many-pixels');
    expect(await least(100, () => msOf(once))).toBeLessThan(100);
  }
});

test.each<[string, Uint8Array, FileProblem]>([
  ['nothing at all', new Uint8Array(), 'not-a-picture'],
  ['text', Buffer.from('hello, this is only text'), 'not-a-picture'],
  ['a drawing in SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'format-unknown'],
  ['a video', Buffer.from('0000001c667479706d703432000000006d703432', 'hex'), 'not-a-picture'],
  ['a PNG without pixels', bombPng(10, 10), 'damaged'],
  ['a JPEG cut in its header', file('plain.jpg').subarray(0, 100), 'damaged'],
  ['a bitmap cut off', file('plain.bmp').subarray(0, 5000), 'damaged'],
  [
    'HEIC with nothing in it',
    Buffer.from('00000018667479706865696300000000686569636d696631', 'hex'),
    'damaged',
  ],
])('%s is refused with its reason', async (_, bytes, code) => {
  expect(await problem(bytes)).toBe(code);
});

test('a file over the limit of bytes is refused', async () => {
  expect(await problem(file('plain.png'), { ...FILE_LIMITS, photoBytes: 1000 })).toBe('file-too-large');
});
