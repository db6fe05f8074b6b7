import { existsSync, readFileSync } from 'node:fs';
import { type FrameSignal, hamming, hashFromHex, readVpdqText } from '@amaan/signal';
import { expect, test } from 'vitest';
import { Banks } from './banks.ts';

const DATA = new URL('../../../../shared/data/video/vpdq-hashes/', import.meta.url);
const present = existsSync(DATA);
if (!present)
  console.warn('../shared/data/video is not there: the rule for videos is not compared with its table.');

/** Meta's sample clips, every frame, 30 a second. */
function clip(name: string): FrameSignal[] {
  const text = readFileSync(new URL(`${name}-bar.txt`, DATA), 'utf8');
  return readVpdqText(text).map(({ hash, quality }, i) => ({ t: i / 30, hash, quality }));
}

/** As a bank keeps a clip: so many frames a second, without those near the last kept one. */
function banked(frames: readonly FrameSignal[], every: number, drop: number): FrameSignal[] {
  const kept: FrameSignal[] = [];
  for (const [i, frame] of frames.entries()) {
    if (i % every !== 0 || frame.quality < 50) continue;
    const last = kept.at(-1);
    if (!last || hamming(hashFromHex(last.hash), hashFromHex(frame.hash)) > drop) kept.push(frame);
  }
  return kept;
}

/** Of the 30 first frames at which a query of one frame a second may begin: how many find the clip, and how well. */
function foundOf30(
  query: string,
  bank: string,
  every: number,
  drop: number,
): { suggested: number; strong: number } {
  const whole = clip(bank);
  const banks = new Banks();
  banks.put({ name: 'A', threshold: 31, enabledRatio: 1, kind: 'match' });
  banks.add('A', bank, { frames: banked(whole, every, drop), durationMs: (1000 * whole.length) / 30 });
  const asked = clip(query);
  const found = { suggested: 0, strong: 0 };
  for (let first = 0; first < 30; first++) {
    const frames = asked.filter((_, i) => i % 30 === first);
    const [match] = banks.match({ frames }, { at: 0, sample: 0 }).matches;
    if (match) found.suggested++;
    if (match?.video?.mark === 'strong') found.strong++;
  }
  return found;
}

// The table of the specification (vpdq, section 4): clips trimmed at one end, and one with a small logo.
test.runIf(present).each([
  ['chair-19-sd', 'chair-orig-22-sd', 3, 8, 30, 10],
  ['chair-orig-22-sd', 'chair-19-sd', 3, 8, 30, 10],
  ['pattern-longer-no', 'pattern-hd-no', 3, 8, 29, 10],
  ['pattern-hd-no', 'pattern-longer-no', 3, 8, 29, 10],
  ['chair-22-with-small-logo', 'chair-19-sd', 3, 8, 30, 10],
  ['chair-19-sd', 'chair-orig-22-sd', 6, 8, 30, 5],
  ['pattern-longer-no', 'pattern-hd-no', 6, 8, 21, 5],
  ['chair-19-sd', 'chair-orig-22-sd', 1, 16, 30, 30],
  ['pattern-hd-no', 'pattern-longer-no', 1, 16, 30, 30],
])(
  '%s is found in %s, every frame of %i kept beyond %i bits: %i of 30, strongly %i',
  (query, bank, every, drop, suggested, strong) => {
    expect(foundOf30(query, bank, every, drop)).toEqual({ suggested, strong });
  },
);

test.runIf(present)('clips that have nothing in common do not find each other, from any first frame', () => {
  for (const [a, b] of [
    ['chair-19-sd', 'pattern-hd-no'],
    ['pattern-hd-no', 'doorknob-hd-no'],
    ['chair-20-sd', 'doorknob-hd-no'],
  ] as const) {
    expect(foundOf30(a, b, 1, -1)).toEqual({ suggested: 0, strong: 0 });
    expect(foundOf30(b, a, 1, -1)).toEqual({ suggested: 0, strong: 0 });
  }
});

test('readings of one moment are one frame, and no match; a second moment makes it one', () => {
  const frame = (t: number, byte: string): FrameSignal => ({ t, hash: byte.repeat(32), quality: 100 });
  const banks = new Banks();
  banks.put({ name: 'A', threshold: 31, enabledRatio: 1, kind: 'match' });
  banks.add('A', '1', { frames: [frame(0, '0f'), frame(1, '33'), frame(2, '55')], durationMs: 3000 });
  const ask = (frames: FrameSignal[]) => banks.match({ frames }, { at: 0, sample: 0 }).matches;
  expect(ask([frame(7, '0f'), frame(7, '33')])).toEqual([]);
  expect(ask([frame(7, '0f'), frame(7, 'f0'), frame(8, '33'), frame(8, 'cc')])).toMatchObject([
    { content: '1', video: { queryPercent: 100, mark: 'strong' } },
  ]);
});
