import { existsSync, readFileSync } from 'node:fs';
import { hamming, hashFromHex, readVpdqText } from '@amaan/signal';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { noBrowser, openRoomIn, openStage, type Stage } from './testing/browser.ts';

const CLIP = '../shared/data/video/pattern-sd-with-small-logo-bar.mp4';
const REFERENCE = '../shared/data/video/vpdq-hashes/pattern-sd-with-small-logo-bar.txt';

describe.skipIf(noBrowser)(`video in the room${noBrowser ? ` (skipped: ${noBrowser})` : ''}`, () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(() => stage?.close());

  test.skipIf(!existsSync(CLIP))(
    'gives frames that the reference has too, and loads the decoder only now',
    async () => {
      const { page, pick } = await openRoomIn(stage);
      expect(stage.requests).not.toContain('GET /room/video.js');
      stage.requests.length = 0;
      const heard = await pick([CLIP], 60_000);
      expect(heard.filter(({ kind }) => kind === 'refused')).toEqual([]);
      const [answer] = heard.filter((message) => message.kind === 'signals');
      const frames = answer?.signals.frames ?? [];
      const reference = readVpdqText(readFileSync(REFERENCE, 'utf8'));
      console.log(frames.length, answer?.signals.durationMs);
      const near = frames.filter(({ hash }) =>
        reference.some((frame) => hamming(hashFromHex(frame.hash), hashFromHex(hash)) <= 10),
      );
      console.log(near.length);
      expect(stage.requests).toEqual(['GET /room/video.js']);
      await page.close();
    },
  );
});
