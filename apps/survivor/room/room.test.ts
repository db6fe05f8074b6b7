import { existsSync, readFileSync } from 'node:fs';
import { hamming, hashFromHex } from '@amaan/signal';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { noBrowser, openRoomIn, openStage, type Stage } from './testing/browser.ts';

const BRIDGE = '../shared/data/pdq/pictures/aaa-orig.jpg';

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
});
