import { hashPixels, type Pixels, pdqSignal } from '@amaan/signal';
import { expect, test } from 'vitest';
import { Banks } from '../banks/banks.ts';
import { cut, flat, paste, scene, tilt } from './testing.ts';
import { uploadViews } from './upload-views.ts';

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
  ['turned by three degrees', tilt(original, 3)],
  ['turned by three degrees and trimmed', cut(tilt(original, 3), 15, 11, 449, 337)],
  ['cropped by a twentieth from a corner', cut(original, 0, 0, 456, 342)],
])('%s is found by its part, and the match says by which rule', (_, upload) => {
  const matches = ask(upload);
  expect(matches.map((match) => match.content)).toEqual(['own']);
  expect(matches[0]?.rule).toBe('upload-view');
  expect(matches[0]?.distance).toBeLessThanOrEqual(31);
  expect(matches[0]?.view).toMatch(/^-?\d+,-?\d+,\d+,\d+ (?:\w+|-?\d+°)$/);
});

test('the picture itself stays a plain match, and a strange one matches nothing', () => {
  expect(ask(original)).toMatchObject([{ rule: 'plain', distance: 0 }]);
  expect(ask(scene(480, 360, 77))).toEqual([]);
});

test('at most 14 parts in 8 orientations are asked about, and 50 small turns and crops', () => {
  const views = uploadViews(paste(scene(1000, 800, 30), original, 333, 219));
  expect(views.length).toBeGreaterThan(8);
  expect(views.length).toBeLessThanOrEqual(14 * 8 + 50);
});
