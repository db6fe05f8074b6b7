import fc from 'fast-check';
import { expect, test } from 'vitest';
import { judgeKeyFrames, judgeParts, judgeVideo } from './judge.ts';
import type { FrameRecord } from './video.ts';

const count = (n: number) => new Set(Array.from({ length: n }, (_, i) => i));
/** A clip of so many kept frames, each of which stands for one second. */
const clip = (frames: number): FrameRecord => ({
  frames: Array.from({ length: frames }, (_, t) => ({ t, hash: '0'.repeat(64), quality: 100 })),
  slots: Array.from({ length: frames }, (_, t) => [t, t] as const),
  slotCount: frames,
});

test('whichever rule saw it, a clip is judged alike: two frames at two moments, a fifth of either side, strong from four fifths', () => {
  const sizes = fc.tuple(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 60 }));
  const seen = sizes.chain(([asked, has]) =>
    fc.record({
      asked: fc.constant(asked),
      has: fc.constant(has),
      moments: fc.integer({ min: 2, max: Math.max(2, asked) }),
      frames: fc.integer({ min: 1, max: has }),
    }),
  );
  fc.assert(
    fc.property(seen, ({ asked, has, moments, frames }) => {
      const best = Math.max((100 * moments) / asked, (100 * frames) / has);
      const mark = best >= 80 ? 'strong' : best >= 20 ? 'suggested' : undefined;
      const met = { moments: count(moments), frames: count(frames) };
      expect(judgeVideo(clip(has), asked, moments, met.frames)?.mark).toBe(mark);
      // Several frames of a clip must be seen where it has several: one may be a title that others have too.
      const enough = frames >= Math.min(2, has) ? mark : undefined;
      expect(judgeParts(clip(has), met, asked)?.mark).toBe(enough);
      expect(judgeKeyFrames(met, has, asked)?.mark).toBe(enough);
    }),
  );
  expect(judgeVideo(clip(1), 1, 1, count(1))).toBeUndefined();
});
