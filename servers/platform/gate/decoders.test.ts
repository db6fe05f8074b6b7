import sharp from 'sharp';
import { afterEach, expect, test } from 'vitest';
import { Decoders } from './decoders.ts';
import { readPicture } from './match.ts';

let decoders: Decoders;
afterEach(() => decoders.close());

const picture = (n: number) =>
  sharp({ create: { width: 200 + n, height: 150, channels: 3, background: { r: n, g: 90, b: 40 } } })
    .composite([
      { input: Buffer.from(`<svg width="90" height="90"><circle cx="40" cy="${20 + n}" r="30"/></svg>`) },
    ])
    .png()
    .toBuffer();

test('threads give the same signals as this one', async () => {
  decoders = new Decoders(2, 10);
  const pictures = await Promise.all([1, 2, 3, 4, 5].map(picture));
  const found = await Promise.all(pictures.map((bytes) => decoders.read(bytes)));
  const wanted = await Promise.all(pictures.map((bytes) => readPicture(bytes)));
  expect(found).toEqual(wanted);
});

test('what is no picture is refused by its code, and the thread goes on', async () => {
  decoders = new Decoders(1, 10);
  const good = await picture(1);
  await expect(decoders.read(Buffer.from('no picture at all'))).rejects.toMatchObject({ name: 'FileError' });
  await expect(decoders.read(good.subarray(0, good.length / 2))).rejects.toMatchObject({ name: 'FileError' });
  expect((await decoders.read(good)).set.width).toBe(201);
});

test('more than may wait are asked to come back', async () => {
  decoders = new Decoders(1, 1);
  const bytes = await picture(1);
  const tries = await Promise.allSettled([1, 2, 3].map(() => decoders.read(bytes)));
  expect(tries.map((each) => each.status)).toEqual(['fulfilled', 'fulfilled', 'rejected']);
  expect(tries[2]).toMatchObject({ reason: { status: 429, code: 'busy' } });
});
