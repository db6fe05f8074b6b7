import { ShapeError } from '@amaan/base';
import { expect, test } from 'vitest';
import {
  encodeViewHashes,
  hamming,
  hashFromHex,
  inVersionOne,
  parseSignalSet,
  viewHashes,
  withoutViews,
} from './index.ts';

const hash = 'f8f8f0cee0f4a84f06370a22038f63f0b36e2ed596621e1d33e6b39c4e9c9b22';
const hashes = new Uint8Array(24 * 32);
hashes.set(hashFromHex(hash));
const views = {
  layout: 'k24',
  aspect: 1.5,
  hashes: encodeViewHashes(hashes),
  quality: Array.from({ length: 24 }, () => 90),
};
const photo = {
  v: 1,
  contentType: 'photo',
  width: 1600,
  height: 1004,
  orientation: 1,
  pdq: { hash, quality: 100 },
  bytes: 12,
};
const video = {
  v: 1,
  contentType: 'video',
  width: 640,
  height: 480,
  orientation: 1,
  durationMs: 1500,
  frames: [
    { t: 0, hash, quality: 80 },
    { t: 0.5, hash, quality: 80 },
  ],
  bytes: 5,
};

const keyFrames = [
  { t: 0, views },
  { t: 0.5, views },
];
const withKeys = { ...video, v: 2, keyFrames };

const animated = { ...photo, contentType: 'video', durationMs: 900, frames: video.frames };

test('whole records come back as they were', () => {
  for (const set of [
    photo,
    { ...photo, views },
    { ...photo, orientation: 6, pdqStored: photo.pdq },
    video,
    { ...video, partial: true },
    animated,
    withKeys,
    { ...withKeys, partial: true },
  ])
    expect(parseSignalSet(set)).toEqual(set);
  const parsed = parseSignalSet({ ...photo, views });
  expect(parsed.views && viewHashes(parsed.views)).toEqual(hashes);
});

test.each([
  ['an unknown version', { ...photo, v: 2 }, 'v'],
  ['key frames in version 1', { ...withKeys, v: 1 }, 'v'],
  ['version 2 without need', { ...video, v: 2 }, 'v'],
  ['key frames without frames', { ...withKeys, frames: undefined }, 'keyFrames'],
  ['key frames out of order', { ...withKeys, keyFrames: [...keyFrames].reverse() }, 'keyFrames'],
  ['two key frames of one moment', { ...withKeys, keyFrames: [keyFrames[0], keyFrames[0]] }, 'keyFrames'],
  ['no key frames', { ...withKeys, keyFrames: [] }, 'keyFrames'],
  [
    'too many key frames',
    { ...withKeys, keyFrames: Array.from({ length: 33 }, (_, t) => ({ t, views })) },
    'keyFrames',
  ],
  ['a file name riding along', { ...photo, name: 'x.jpg' }, ''],
  ['upper-case hex', { ...photo, pdq: { hash: hash.toUpperCase(), quality: 1 } }, 'pdq.hash'],
  ['frames in a photo', { ...photo, frames: video.frames }, 'frames'],
  ['frames out of order', { ...video, frames: [...video.frames].reverse() }, 'frames'],
  ['a part of no frames', { ...photo, partial: true }, 'partial'],
  ['a stored reading without a turned picture', { ...photo, pdqStored: photo.pdq }, 'pdqStored'],
  ['views that contradict pdq', { ...photo, pdq: { hash: '0'.repeat(64), quality: 0 }, views }, 'views'],
  ['views of another layout', { ...photo, views: { ...views, layout: 'k52' } }, 'views.quality'],
  ['half a hash', { ...photo, views: { ...views, hashes: 'AAAA' } }, 'views.hashes'],
  ['base64 that is none', { ...photo, views: { ...views, hashes: '!' } }, 'views.hashes'],
])('%s is refused', (_, set, path) => {
  try {
    parseSignalSet(set);
    expect.unreachable();
  } catch (error) {
    expect(error).toBeInstanceOf(ShapeError);
    expect((error as ShapeError).path).toBe(path);
  }
});

test('what a reader of version 1 or a consent does not cover is left out, and what is left is a set', () => {
  const set = parseSignalSet({ ...withKeys, partial: true });
  expect(parseSignalSet(inVersionOne(set))).toEqual({ ...video, partial: true });
  const { frames: _, ...bare } = video;
  expect(parseSignalSet(withoutViews(set))).toEqual(bare);
  expect(parseSignalSet(withoutViews(parseSignalSet({ ...photo, views })))).toEqual(photo);
});

test('distance counts differing bits, and hex is read in either case', () => {
  const a = hashFromHex(hash);
  const b = hashFromHex(hash.toUpperCase());
  expect(hamming(a, b)).toBe(0);
  b[31] = (b[31] ?? 0) ^ 0b1011;
  expect(hamming(a, b)).toBe(3);
  expect(() => hashFromHex(hash.slice(1))).toThrow(ShapeError);
});
