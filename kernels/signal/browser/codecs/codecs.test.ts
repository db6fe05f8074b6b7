import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { checkPicture } from '../../file/check.ts';
import { FileError } from '../../file/errors.ts';
import { FILE_LIMITS } from '../../file/limits.ts';
import { decodePicture } from '../../node/decode.ts';
import { coloursBox, mirroredBox, turnedBox, withProperties } from '../../testing/boxes.ts';
import { drawnAnimations } from '../../testing/draw-animation.ts';
import { drawnFiles } from '../../testing/draw.ts';
import { makeHeicDecoder } from './heic.ts';
import { makePhotoDecoder } from './photo.ts';

const wasm = (name: string) => () => Uint8Array.from(readFileSync(fileURLToPath(import.meta.resolve(name))));
const photo = makePhotoDecoder({
  jpeg: wasm('@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm'),
  png: wasm('@jsquash/png/codec/pkg/squoosh_png_bg.wasm'),
  webp: wasm('@jsquash/webp/codec/dec/webp_dec.wasm'),
});
const heic = makeHeicDecoder(wasm('libheif-js/libheif-wasm/libheif.wasm'));
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
