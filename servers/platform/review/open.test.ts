import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Caller } from '../keys/key-ring.ts';
import { type TestPlatform, testPlatform } from '../testing.ts';
import { claim } from './actions.ts';
import { decide } from './decide.ts';
import { openUpload } from './open.ts';

let platform: TestPlatform;
beforeEach(async () => {
  platform = await testPlatform();
});
afterEach(() => platform.close());

const reviewer: Caller = { id: '1'.repeat(32), name: 'r1', roles: ['review'] };

test('asked again about an upload whose answer was lost: one review, one ticket; other bytes are another upload', async () => {
  const { context } = platform;
  const matches = [{ bank: 'HELPLINE', content: '7', rule: 'plain' as const, distance: 4 }];
  const ask = (bytes: string) =>
    openUpload(context, {
      item: 'upload-1',
      matches,
      media: { bytes: Buffer.from(bytes), contentType: 'photo', width: 64, height: 48 },
    });
  const [one, two] = await Promise.all([ask('a'), ask('a')]);
  expect([two.id, two.ticket]).toEqual([one.id, one.ticket]);
  const other = await ask('b');
  expect(other.id).not.toBe(one.id);
  expect(readdirSync(join(platform.folder, 'held')).toSorted()).toEqual([one.id, other.id].toSorted());
  await claim(context, reviewer, one.id);
  await decide(context, reviewer, one.id, { decision: 'keep', reason: 'not-intimate' });
  expect((await ask('a')).id).not.toBe(one.id);
});
