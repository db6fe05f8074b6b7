import { expect, test } from 'vitest';
import { blank, drawn, laid, type Picture, step } from './canvas.ts';

/** Red, green and blue differ everywhere. */
const picture: Picture = {
  width: 40,
  height: 30,
  data: Buffer.from(Array.from({ length: 3600 }, (_, i) => (i * 7 + (i % 3) * 80) % 256)),
};

test('what is drawn over a picture, or laid on a ground, leaves the rest of it as it was', async () => {
  expect((await drawn(picture, '')).data).toEqual(picture.data);
  expect((await laid(await blank(40, 30, '#fff'), { on: picture, x: 0, y: 0 })).data).toEqual(picture.data);
  const marked = await drawn(picture, '<rect x="0" y="0" width="20" height="30" fill="#123456"/>');
  expect([...marked.data.subarray(0, 3)]).toEqual([0x12, 0x34, 0x56]);
  expect(marked.data.subarray(60, 120)).toEqual(picture.data.subarray(60, 120));
});

test('a grey picture has three channels', async () => {
  const grey = await step(picture, (image) => image.greyscale());
  expect(grey.data).toHaveLength(3600);
  expect(grey.data[0]).toBe(grey.data[1]);
});
