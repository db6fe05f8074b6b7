import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  hamming,
  hashFromHex,
  hashPixels,
  hashPixelsExact,
  hashToHex,
  ORIENTATIONS,
  QUALITY_FLOOR,
} from '../index.ts';
import { decodePicture } from '../node/decode.ts';
import { hashDihedral, hashOrientations, hashPixels512 } from '../testing/meta.ts';

const DATA = join(import.meta.dirname, '../../../../shared/data/pdq');
const here = existsSync(DATA);
if (!here)
  console.warn('skipped: ../shared/data/pdq is not here, so nothing is compared with the reference hashes');

function rows(name: string): string[][] {
  if (!here) return [];
  const lines = readFileSync(join(DATA, name), 'utf8').trim().split('\n');
  return lines.map((line) => line.split(','));
}

const pixelsOf = async (name: string) =>
  (await decodePicture(readFileSync(join(DATA, 'pictures', name)))).pixels;

const pictures = rows('reference-hashes.csv').filter(([name = '']) =>
  existsSync(join(DATA, 'pictures', name)),
);

test.runIf(here)('every reference picture has the reference hash', async () => {
  expect(pictures.length).toBeGreaterThan(30);
  for (const [name = '', width, height, channels, hash = '', quality, hash512 = ''] of pictures) {
    // The reference ignores both transparency and the orientation tag; the readings with them differ on purpose.
    if (name.startsWith('exif')) continue;
    const pixels = await pixelsOf(name);
    expect([pixels.width, pixels.height], name).toEqual([Number(width), Number(height)]);
    const ours = hashPixels(pixels);
    expect(ours, name).toEqual(hashPixelsExact(pixels));
    if (ours.quality >= QUALITY_FLOOR) {
      const allowed = channels === '4' ? 2 : 0;
      expect(hamming(ours.hash, hashFromHex(hash)), name).toBeLessThanOrEqual(allowed);
      expect(hamming(hashPixels512(pixels).hash, hashFromHex(hash512)), name).toBeLessThanOrEqual(allowed);
    }
    expect(Math.abs(ours.quality - Number(quality)), name).toBeLessThanOrEqual(1);
  }
});

test.runIf(here)(
  'the derived orientations equal the reference, the pixel ones are a turned picture',
  async () => {
    const names = ['orig', 'rot90', 'rot180', 'rot270', 'flipx', 'flipy', 'flip+1', 'flip-1'];
    for (const picture of ['bridge-1-original.jpg', 'q0122.jpg']) {
      const pixels = await pixelsOf(picture);
      const derived = hashDihedral(pixels);
      const turned = hashOrientations(pixels);
      for (const [name, mode, orientation = '', hash] of rows('reference-dihedral.csv')) {
        if (name !== picture || mode !== 'full') continue;
        const ours = ORIENTATIONS[names.indexOf(orientation)] ?? 'original';
        expect(hashToHex(derived[ours].hash), orientation).toBe(hash);
        // The reference samples off centre, so the two differ, but each is by far the nearest to its own kind.
        const distances = ORIENTATIONS.map((each) => hamming(derived[each].hash, turned[ours].hash));
        expect(ORIENTATIONS[distances.indexOf(Math.min(...distances))], orientation).toBe(ours);
      }
    }
  },
);
