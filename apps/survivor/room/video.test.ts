import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HASH_BYTES, hamming, hashFromHex, type SignalSet, viewHashes } from '@amaan/signal';
import { signalsOfVideoFile } from '@amaan/signal/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { drawClip } from '@amaan/signal/testing/video';
import { cannot, openRoomIn, openStage, type OpenRoom, type Stage } from './testing/browser.ts';

const WANT = { views: 'k24', exact: true } as const;
const CLIP = '../shared/data/video/pattern-sd-with-small-logo-bar.mp4';

describe.skipIf(cannot)(`video in the room${cannot ? ` (skipped: ${cannot})` : ''}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'amaan-room-'));
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await stage?.close();
  });

  function save(name: string, bytes: Uint8Array): string {
    const path = join(folder, name);
    writeFileSync(path, bytes);
    return path;
  }

  async function sameAsNode({ pick }: OpenRoom, path: string): Promise<SignalSet | undefined> {
    const heard = await pick([path], 90_000);
    expect(heard.filter(({ kind }) => kind === 'refused')).toEqual([]);
    const [answer] = heard.filter((message) => message.kind === 'signals');
    const {
      frames,
      keyFrames = [],
      ...facts
    } = await signalsOfVideoFile(path, {
      exact: true,
      views: 'k24',
    });
    expect(answer?.signals).toMatchObject(facts);
    const there = answer?.signals.frames ?? [];
    expect(there.map(({ t }) => t)).toEqual(frames?.map(({ t }) => t));
    for (const [i, frame] of there.entries())
      expect(hamming(hashFromHex(frame.hash), hashFromHex(frames?.[i]?.hash ?? ''))).toBeLessThanOrEqual(2);
    // Key frames are the same moments with the same views.
    const keys = answer?.signals.keyFrames ?? [];
    expect(keys.map(({ t }) => t)).toEqual(keyFrames.map(({ t }) => t));
    for (const [i, { views }] of keys.entries()) {
      const [ours, node] = [viewHashes(views), viewHashes(keyFrames[i]!.views)];
      for (let v = 0; v < ours.length; v += HASH_BYTES)
        expect(
          hamming(ours.subarray(v, v + HASH_BYTES), node.subarray(v, v + HASH_BYTES)),
        ).toBeLessThanOrEqual(4);
    }
    return answer?.signals;
  }

  test('a drawn clip gives what Node gives, and the decoder is loaded only then', async () => {
    const room = await openRoomIn(stage, WANT);
    expect(stage.requests).not.toContain('GET /room/video.js');
    stage.requests.length = 0;
    const signals = await sameAsNode(room, save('plain.mp4', await drawClip()));
    expect(signals?.frames?.length).toBeGreaterThan(10);
    expect(signals?.keyFrames?.length).toBeGreaterThan(2);
    await sameAsNode(room, save('turned.mp4', await drawClip({ rotation: 90, height: 320, bars: 40 })));
    expect(stage.requests).toEqual(['GET /room/video.js']);
    await room.page.close();
  });

  test.skipIf(!existsSync(CLIP))('a sample clip gives what Node gives', async () => {
    const room = await openRoomIn(stage, WANT);
    const signals = await sameAsNode(room, CLIP);
    // Its bars make two readings of each kept frame.
    expect(signals?.frames?.length).toBeGreaterThan(100);
    await room.page.close();
  });

  test('a video that is cut off is refused, and one can be stopped', async () => {
    const { page, pick } = await openRoomIn(stage);
    const clip = await drawClip({ width: 1280, height: 720, seconds: 3 });
    const cut = await pick([save('cut.mp4', clip.subarray(0, 2000))]);
    expect(cut.find(({ kind }) => kind === 'refused')).toMatchObject({ code: 'damaged' });
    await page.evaluate(() => {
      window.whenHeard = (one) => one.kind === 'progress' && one.done > 250 && window.room?.cancel();
    });
    const heard = await pick([save('long.mp4', clip)]);
    expect(heard.find(({ kind }) => kind === 'refused')).toMatchObject({ code: 'cancelled' });
    await page.close();
  });
});
