// Hostile files, and decoders that hang or vanish, on the way of the room's own decoders: always signals or a typed
// refusal, a page that goes on, and the next file is read.
import { bombPng, drawnFiles, writtenFiles } from '@amaan/signal/testing';
import { tiledHeic } from '@amaan/signal/testing/heic';
import { dice, mutate } from '@amaan/signal/testing/fuzz';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { least } from '../../../tools/quick.ts';
import { ALTERING, cannot, openRoomIn, openStage, type PickedFile, type Stage } from './testing/browser.ts';

const FILES = 100;
const LONGEST_PAUSE_MS = 1000;
/**
 * A decoder that never comes back; and in a frame whose `hurry` says so, the two limits of time in the room that are
 * waited for here, shortened. Everywhere and always they would end what a busy machine does slowly.
 */
const HANGING = `{const wait=setTimeout;setTimeout=(f,ms,...a)=>wait(f,self.hurry&&(ms===60000||ms===10000)?1500:ms,...a);
if(typeof document==='undefined')WebAssembly.instantiate=()=>{for(;;);}}`;

/** Changes what is read from a video frame as well. */
const ALTERING_FRAMES = `{const copy=VideoFrame.prototype.copyTo;
VideoFrame.prototype.copyTo=async function(to,how){const r=await copy.call(this,to,how);to[0]^=1;return r}}`;

const picked = (name: string, bytes: Uint8Array): PickedFile => ({
  name,
  mimeType: 'image/*',
  buffer: Buffer.from(bytes),
});

const SEEDS = [
  'plain.jpg',
  'progressive.jpg',
  'p3.png',
  'alpha.png',
  'alpha.webp',
  'lossless.webp',
  'plain.gif',
  'p3.heic',
  'tiled.heic',
];

/** Good files of the kinds that these decoders read, made bad; and a bomb. */
function hostile(good: ReadonlyMap<string, Buffer>): PickedFile[] {
  const roll = dice(11);
  const made = Array.from({ length: FILES - 1 }, (_, i) => SEEDS[i % SEEDS.length] ?? '');
  return [
    picked('bomb.png', bombPng(30_000, 30_000)),
    ...made.map((name) => picked(name, mutate(good.get(name) ?? Buffer.alloc(0), roll))),
  ];
}

describe.skipIf(cannot)(`the room's own decoders${cannot ? ` (skipped: ${cannot})` : ''}`, () => {
  const stages: Stage[] = [];
  const stageOf = async (first: string) => {
    const stage = await openStage(first);
    stages.push(stage);
    return stage;
  };
  let good: Map<string, Buffer>;
  const file = (name: string) => picked(name, good.get(name) ?? Buffer.alloc(0));
  beforeAll(async () => {
    good = new Map([...(await drawnFiles(48, 36)), ...writtenFiles()]);
    good.set('tiled.heic', tiledHeic({ columns: 2, rows: 2, width: 100, height: 120 }));
  });
  afterAll(() => Promise.all(stages.map((stage) => stage.close())));

  test(`${FILES} hostile files give signals or a typed refusal each, and the page is never frozen`, async () => {
    const { page, pick } = await openRoomIn(await stageOf(ALTERING));
    await page.evaluate(() => {
      window.heicAnswer = 'give';
      const seen = window as unknown as { pause: number };
      let last = performance.now();
      setInterval(() => {
        seen.pause = Math.max(seen.pause, performance.now() - last);
        last = performance.now();
      }, 20);
    });
    const all = async () => {
      await page.evaluate(() => Object.assign(window, { pause: 0 }));
      const heard = await pick(hostile(good), 150_000);
      const codes: Record<string, number> = {};
      const answered = new Set<number>();
      for (const message of heard) {
        if (message.kind !== 'signals' && message.kind !== 'refused') continue;
        expect(answered.has(message.id)).toBe(false);
        answered.add(message.id);
        const code = message.kind === 'refused' ? message.code : 'signals';
        codes[code] = (codes[code] ?? 0) + 1;
      }
      expect(answered.size).toBe(FILES);
      // Hostile enough to be refused, near enough to good ones to reach the decoders; none took a decoder down.
      expect(Object.keys(codes)).toEqual(
        expect.arrayContaining(['signals', 'damaged', 'heic-not-readable', 'too-many-pixels']),
      );
      expect(codes['signals']).toBeGreaterThan(FILES / 10);
      expect(codes).not.toHaveProperty('failed');
      expect(codes).not.toHaveProperty('took-too-long');
      expect(await page.evaluate(() => window.broken)).toBe(0);
      return page.evaluate(() => (window as unknown as { pause: number }).pause);
    };
    expect(await least(LONGEST_PAUSE_MS, all, 3)).toBeLessThan(LONGEST_PAUSE_MS);
    await page.close();
  });

  test('a decoder that hangs is ended, and one that vanished is missed; a new frame reads the next file', async () => {
    const { page, frame, pick } = await openRoomIn(await stageOf(ALTERING + ALTERING_FRAMES + HANGING));
    const outcome = async (name: string) => {
      const heard = await pick([file(name)]);
      const end = heard.find(({ kind }) => kind === 'signals' || kind === 'refused');
      return {
        end: end?.kind === 'refused' ? end.code : end?.kind,
        asked: heard.filter(({ kind }) => kind === 'needs').length,
        frames: await page.locator('iframe').count(),
      };
    };
    // Both limits are the room's own, whichever part it waits for.
    const hurry = (on: boolean) => frame.evaluate((now) => void Object.assign(self, { hurry: now }), on);
    // The decoder of PNG starts another way than that of JPEG, which hangs.
    expect(await outcome('plain.png')).toEqual({ end: 'signals', asked: 1, frames: 2 });
    // No pixel of such a browser can be trusted: what we do not decode ourselves is refused.
    expect(await outcome('plain.avif')).toEqual({ end: 'canvas-altered', asked: 0, frames: 2 });
    await hurry(true);
    expect(await outcome('plain.jpg')).toEqual({ end: 'took-too-long', asked: 0, frames: 2 });
    await hurry(false);
    expect(await outcome('plain.png')).toEqual({ end: 'signals', asked: 1, frames: 2 });
    await page
      .locator('iframe')
      .nth(1)
      .evaluate((frame) => frame.remove());
    await hurry(true);
    expect(await outcome('plain.png')).toEqual({ end: 'failed', asked: 0, frames: 1 });
    await hurry(false);
    expect(await outcome('plain.png')).toEqual({ end: 'signals', asked: 1, frames: 2 });
    await page.close();
  });
});
