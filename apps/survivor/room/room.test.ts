import { existsSync, readFileSync } from 'node:fs';
import { hamming, hashFromHex } from '@amaan/signal';
import { signalsOfPicture } from '@amaan/signal/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bombPng, drawnFiles, drawnJpeg } from '@amaan/signal/testing';
import { tiledHeic, turnedBox } from '@amaan/signal/testing/heic';
import { least, msOf } from '../../../tools/quick.ts';
import {
  ALTERING,
  cannot,
  type OpenRoom,
  openRoomIn,
  openStage,
  type PickedFile,
  type Stage,
} from './testing/browser.ts';

const HEIC = new URL('../../../kernels/signal/testing/p3.heic', import.meta.url);
const BRIDGE = '../shared/data/pdq/pictures/aaa-orig.jpg';

const picked = (name: string, buffer: Buffer): PickedFile => ({ name, mimeType: 'image/png', buffer });
const refusals = (heard: { kind: string; code?: string }[]) =>
  heard.filter(({ kind }) => kind === 'refused').map(({ code }) => code);

async function refusesBomb(pick: OpenRoom['pick']): Promise<void> {
  const bomb = picked('a.png', bombPng(20_000, 20_000));
  const once = async () => expect(refusals(await pick([bomb]))).toEqual(['too-many-pixels']);
  expect(await least(1000, () => msOf(once))).toBeLessThan(1000);
}

describe.skipIf(cannot)(`the room in Chromium${cannot ? ` (skipped: ${cannot})` : ''}`, () => {
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
    await refusesBomb(pick);
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
      window.whenHeard = ({ kind }) => kind === 'picked' && window.room?.cancel();
    });
    const big = await drawnJpeg(3000, 2000);
    const heard = await pick([picked('a.png', big), picked('b.png', big)]);
    expect(refusals(heard)).toEqual(['cancelled', 'cancelled']);
    // What she let go is not read; the other is read to its end, without being picked again.
    const again = await page.evaluate(async () => {
      delete window.whenHeard;
      window.heard.length = 0;
      window.room?.drop(1);
      window.room?.resume();
      while (!window.heard.some(({ kind }) => kind === 'idle'))
        await new Promise((next) => setTimeout(next, 20));
      return window.heard.map(({ kind }) => kind).filter((kind) => kind !== 'progress');
    });
    expect(again).toEqual(['picked', 'signals', 'idle']);
    await page.close();
  });

  describe('in a browser that alters what is read from a canvas', () => {
    let altering: Stage;
    beforeAll(async () => {
      altering = await openStage(ALTERING);
    });
    afterAll(() => altering?.close());

    test('reads with decoders of its own, loaded only then, and AVIF and inks by way of a video frame', async () => {
      const { page, pick } = await openRoomIn(altering);
      expect(altering.requests).not.toContain('GET /room/photo.js');
      altering.requests.length = 0;
      const files = await drawnFiles(48, 36);
      const some = ['plain.jpg', 'plain.avif', 'cmyk.jpg', 'plain.png', 'plain.gif', 'plain.tif'].map(
        (name) => picked(name, files.get(name) ?? Buffer.alloc(0)),
      );
      const heard = await pick(some);
      expect(heard.filter(({ kind }) => kind === 'signals')).toHaveLength(5);
      // This browser reads no TIFF, and that is what she is told.
      expect(refusals(heard)).toEqual(['format-unknown']);
      expect(altering.requests).toEqual(['GET /room/photo.js']);
      await page.close();
      // To the bit what the browser gives where its canvas can be trusted.
      const honest = await openRoomIn(stage);
      const signals = (all: typeof heard) =>
        all.flatMap((message) => (message.kind === 'signals' ? [message.signals] : [])).slice(1, 3);
      expect(signals(heard)).toEqual(signals(await honest.pick(some)));
      await honest.page.close();
    });

    test('refuses a bomb of 400 megapixels in milliseconds there too', async () => {
      const { page, pick } = await openRoomIn(altering);
      await pick([picked('b.png', await drawnJpeg(64, 48))]);
      await refusesBomb(pick);
      await page.close();
    });
  });

  describe('HEIC, which this browser cannot read', () => {
    const heic = picked('a.heic', readFileSync(HEIC));

    test('is read when she lets the reader be loaded, which is not loaded before', async () => {
      stage.requests.length = 0;
      const { page, pick } = await openRoomIn(stage);
      const first = pick([heic, heic], 60_000);
      await page.waitForFunction(() => window.heard.some(({ kind }) => kind === 'needs'));
      expect(stage.requests.join()).not.toContain('heic');
      await page.evaluate(() => window.room?.give('heic'));
      const heard = await first;
      const node = await signalsOfPicture(readFileSync(HEIC));
      expect(heard.flatMap((message) => (message.kind === 'signals' ? [message.signals] : []))).toEqual([
        node,
        node,
      ]);
      // Asked once, loaded once.
      expect(heard.filter(({ kind }) => kind === 'needs')).toHaveLength(1);
      expect(stage.requests.filter((one) => one === 'GET /room/heic.js')).toHaveLength(1);
      await page.close();
    });

    test('cut into tiles is read by more workers beside each other, and gives what Node gives', async () => {
      const { page, pick } = await openRoomIn(stage);
      await page.evaluate(() => {
        window.heicAnswer = 'give';
      });
      let workers = 0;
      page.on('worker', () => workers++);
      const shapes = [[], [turnedBox(1)], [turnedBox(3)]].map((properties) => ({
        columns: 3,
        rows: 2,
        width: 162,
        height: 122,
        properties,
      }));
      const files = shapes.map((shape) => tiledHeic(shape));
      const heard = await pick(files.map((bytes) => picked('a.heic', bytes)));
      expect(heard.flatMap((message) => (message.kind === 'signals' ? [message.signals] : []))).toEqual(
        await Promise.all(files.map((bytes) => signalsOfPicture(bytes))),
      );
      // For each the room's own, the part's, and one for each core up to three; in so small a picture the last of them is
      // sometimes ended before it has begun, and nobody sees it.
      const cores = await page.evaluate(() => navigator.hardwareConcurrency);
      const most = (cores > 1 ? 2 + Math.min(3, cores) : 2) * files.length;
      expect(workers).toBeLessThanOrEqual(most);
      expect(workers).toBeGreaterThanOrEqual((cores > 1 ? 3 : 2) * files.length);
      await page.close();
    });

    test('is refused when she says no, and asked about again the next time', async () => {
      const { page, pick } = await openRoomIn(stage);
      await page.evaluate(() => {
        window.heicAnswer = 'withhold';
      });
      for (let time = 0; time < 2; time++) {
        const heard = await pick([heic, heic, picked('b.png', await drawnJpeg(64, 48))]);
        expect(heard.filter(({ kind }) => kind === 'needs')).toHaveLength(1);
        expect(refusals(heard)).toEqual(['heic-not-readable', 'heic-not-readable']);
        expect(heard.filter(({ kind }) => kind === 'signals')).toHaveLength(1);
      }
      await page.close();
    });

    test('a bomb is refused without a question', async () => {
      const bomb = Buffer.from(readFileSync(HEIC));
      bomb.writeUInt32BE(20_000, bomb.indexOf('ispe') + 8);
      bomb.writeUInt32BE(20_000, bomb.indexOf('ispe') + 12);
      const { page, pick } = await openRoomIn(stage);
      const heard = await pick([picked('a.heic', bomb)]);
      expect(heard.filter(({ kind }) => kind === 'needs')).toEqual([]);
      expect(refusals(heard)).toEqual(['too-many-pixels']);
      await page.close();
    });

    test('stops while she is asked, and goes on with the next pick', async () => {
      const { page, pick } = await openRoomIn(stage);
      const asked = pick([heic]);
      await page.waitForFunction(() => window.heard.some(({ kind }) => kind === 'needs'));
      await page.evaluate(() => window.room?.cancel());
      expect(refusals(await asked)).toEqual(['cancelled']);
      const heard = await pick([picked('b.png', await drawnJpeg(64, 48))]);
      expect(heard.map(({ kind }) => kind)).toContain('signals');
      await page.close();
    });
  });
});
