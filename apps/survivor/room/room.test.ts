import { existsSync, readFileSync } from 'node:fs';
import { hamming, hashFromHex } from '@amaan/signal';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bombPng, drawnJpeg } from '@amaan/signal/testing';
import { noBrowser, openRoomIn, openStage, type PickedFile, type Stage } from './testing/browser.ts';

const BRIDGE = '../shared/data/pdq/pictures/aaa-orig.jpg';

const picked = (name: string, buffer: Buffer): PickedFile => ({ name, mimeType: 'image/png', buffer });
const refusals = (heard: { kind: string; code?: string }[]) =>
  heard.filter(({ kind }) => kind === 'refused').map(({ code }) => code);

// Changes one value in each thousand that is read back from a canvas, as browsers do that hide from trackers.
const ALTERING = `{const get=OffscreenCanvasRenderingContext2D.prototype.getImageData;
OffscreenCanvasRenderingContext2D.prototype.getImageData=function(...a){const i=get.apply(this,a);
for(let k=0;k<i.data.length;k+=1000)i.data[k]^=1;return i}}`;

describe.skipIf(noBrowser)(`the room in Chromium${noBrowser ? ` (skipped: ${noBrowser})` : ''}`, () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(() => stage?.close());

  test.skipIf(!existsSync(BRIDGE))(
    'hashes the reference photograph, and asks the network for its script only',
    async () => {
      stage.requests.length = 0;
      const { page, pick } = await openRoomIn(stage);
      const heard = await pick([BRIDGE]);
      const [answer] = heard.filter((message) => message.kind === 'signals');
      expect(heard.filter(({ kind }) => kind === 'refused')).toEqual([]);
      const hash = hashFromHex(answer?.signals.pdq?.hash ?? '');
      const reference = hashFromHex('f8f8f0cee0f4a84f06370a22038f63f0b36e2ed596621e1d33e6b39c4e9c9b22');
      expect(hamming(hash, reference)).toBeLessThanOrEqual(2);
      expect(answer?.signals).toMatchObject({
        width: 1600,
        height: 1004,
        bytes: readFileSync(BRIDGE).length,
      });
      expect(stage.requests).toEqual(['GET /', 'GET /page.js', 'GET /room/room.js']);
      await page.close();
    },
  );

  test('refuses a bomb of 400 megapixels in milliseconds, and reads on after it', async () => {
    const { page, pick } = await openRoomIn(stage);
    const good = picked('b.png', await drawnJpeg(64, 48));
    await pick([good]);
    const from = performance.now();
    expect(refusals(await pick([picked('a.png', bombPng(20_000, 20_000))]))).toEqual(['too-many-pixels']);
    expect(performance.now() - from).toBeLessThan(1000);
    expect((await pick([good])).map(({ kind }) => kind)).toContain('signals');
    await page.close();
  });

  test('says what is wrong with a file that it cannot read', async () => {
    const { page, pick } = await openRoomIn(stage);
    const heard = await pick([
      picked('a.png', Buffer.from('no picture')),
      picked('b.png', bombPng(10, 10)),
      picked('c.svg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')),
    ]);
    expect(refusals(heard)).toEqual(['not-a-picture', 'damaged', 'format-unknown']);
    await page.close();
  });

  test('stops when the page cancels', async () => {
    const { page, pick } = await openRoomIn(stage);
    await page.evaluate(() => {
      const timer = setInterval(() => {
        if (!window.heard.some(({ kind }) => kind === 'picked')) return;
        clearInterval(timer);
        window.room?.cancel();
      });
    });
    const big = await drawnJpeg(3000, 2000);
    const heard = await pick([picked('a.png', big), picked('b.png', big)]);
    expect(refusals(heard)).toEqual(['cancelled', 'cancelled']);
    await page.close();
  });

  test('in a browser that alters what is read from a canvas, gives no wrong hash', async () => {
    const altering = await openStage(ALTERING);
    try {
      const { pick } = await openRoomIn(altering);
      const good = await drawnJpeg(64, 48);
      expect(refusals(await pick([picked('a.png', good)]))).toEqual(['canvas-altered']);
    } finally {
      await altering.close();
    }
  });
});
