import { encodeViewHashes, type FrameSignal, type KeyFrame } from '@amaan/signal';
import { beforeEach, expect, test } from 'vitest';
import { shapeOf, upright } from '../robust/aligned/frame.ts';
import type { ClipParts } from '../robust/clip-parts.ts';
import { Banks } from './banks.ts';

const NOW = { at: 0, sample: 0 };
const POLICY = { name: 'A', threshold: 31, enabledRatio: 1, kind: 'match', aligned: true } as const;

/** Hashes half of whose bits differ from each other's. */
const hash = (n: number) =>
  Uint8Array.from({ length: 32 }, (_, i) =>
    Math.floor(256 * ((Math.abs(Math.sin(n * 37 + i * 11)) * 997) % 1)),
  );
const hex = (n: number) => Buffer.from(hash(n)).toString('hex');
const frame = (t: number): FrameSignal => ({ t, hash: hex(t), quality: 100 });
const keyFrame = (t: number): KeyFrame => ({
  t,
  views: {
    layout: 'k24',
    aspect: 1,
    hashes: encodeViewHashes(new Uint8Array(24 * 32)),
    quality: Array.from({ length: 24 }, () => 100),
  },
});
const LEFT = { view: '0,0,50,50 original', shape: shapeOf(upright({ x: 0, y: 0, width: 50, height: 50 })) };
const RIGHT = {
  view: '50,50,50,50 original',
  shape: shapeOf(upright({ x: 50, y: 50, width: 50, height: 50 })),
};

/** A clip of moments, at each of which the left and the right part show banked frames (or nothing known). */
function clipOf(
  ...moments: ReadonlyArray<readonly [left?: number | undefined, right?: number | undefined]>
): ClipParts {
  return {
    parts: [LEFT, RIGHT],
    moments: moments.map(([left = 777, right = 888], t) => ({
      t,
      hash: hash(1000 + t),
      hashes: Uint8Array.from([...hash(left), ...hash(right)]),
      usable: Uint8Array.of(1, 1),
    })),
  };
}

let banks: Banks;
beforeEach(() => {
  banks = new Banks();
  banks.put(POLICY);
  const frames = Array.from({ length: 10 }, (_, t) => frame(t));
  banks.add('A', 'clip', { frames, durationMs: 10_000, keyFrames: [0, 3, 6, 9].map(keyFrame) });
});

function look(clip: ClipParts, between = () => {}) {
  const looking = banks.lookAtClip(clip, NOW);
  for (let moment = 0; moment < clip.moments.length; moment++) looking.see(moment);
  between();
  return looking.found();
}

test('two frames in one place of the picture make a match, which says when and where', () => {
  expect(look(clipOf([1], [2], [], []))).toMatchObject([
    {
      content: 'clip',
      rule: 'upload-view',
      distance: 0,
      view: 'at 0 s, 0,0,50,50 original',
      signalType: 'vpdq',
      video: { queryPercent: 50, bankPercent: 20, mark: 'suggested' },
    },
  ]);
});

test.each([
  ['one moment', clipOf([1], [], [])],
  ['two places', clipOf([1], [undefined, 2], [])],
  ['one frame at several moments, as an end card that many clips share', clipOf([1], [1], [1])],
  ['less than a fifth of either', clipOf([1], [1.5], [2], ...Array.from({ length: 18 }, () => [] as const))],
])('%s are none', (_, clip) => {
  const frames = Array.from({ length: 30 }, (__, t) => frame(t));
  banks.add('A', 'clip', { frames, durationMs: 30_000 });
  expect(look(clip)).toEqual([]);
});

test('a clip that stands still has one frame and is met by it; a banked picture is, at two moments', () => {
  banks.add('A', 'still', { frames: [frame(50)], durationMs: 4000 });
  banks.add('A', 'picture', { pdq: { hash: hex(60), quality: 100 } });
  const found = look(clipOf([50, 60], [50, 60], [50]));
  expect(found.map(({ content, view }) => [content, view])).toEqual([
    ['still', 'at 0 s, 0,0,50,50 original'],
    ['picture', 'at 0 s, 50,50,50,50 original'],
  ]);
  expect(look(clipOf([50, 60]))).toEqual([]);
});

test('moments with one picture are looked up once, and count each', () => {
  const clip = clipOf([50], [50]);
  banks.add('A', 'still', { frames: [frame(50)] });
  const same = clip.moments.map((moment) => ({ ...moment, hash: hash(1000) }));
  // The second one's own hashes are never looked at.
  const moments = [same[0]!, { ...same[1]!, hashes: new Uint8Array(64) }];
  expect(look({ ...clip, moments })).toMatchObject([{ content: 'still', video: { queryPercent: 100 } }]);
});

test('what was taken out while others looked, or is silenced, is left out', () => {
  expect(look(clipOf([1], [2]), () => banks.remove('A', 'clip'))).toEqual([]);
  banks.add('A', 'clip', { frames: [frame(1), frame(2)] });
  banks.put({ name: 'HARMLESS', threshold: 31, enabledRatio: 1, kind: 'suppress' });
  banks.add('HARMLESS', '1', { pdq: { hash: hex(1), quality: 100 } });
  expect(look(clipOf([1], [2]))).toEqual([]);
});

test('key frames that lie in one place at two moments make a match of rule aligned, and follow the policy', () => {
  const heard: number[] = [];
  banks.followRecords((id, views, clip) => views && clip && heard.push(id));
  expect(heard).toHaveLength(4);
  const [first = 0, second = 0] = heard;
  const hit = (id: number, { view, shape } = LEFT) => ({ id, distance: 30, compared: 12, view, shape });
  const none = Array.from({ length: 4 }, (_, i) => ({ t: 10 + i, hits: [] }));
  const ask = (...hits: Array<ReturnType<typeof hit>[]>) =>
    banks.matchAlignedClip([...hits.map((each, t) => ({ t, hits: each })), ...none], NOW);
  expect(ask([hit(first)], [hit(second)])).toMatchObject([
    { content: 'clip', rule: 'aligned', view: `at 0 s, ${LEFT.view}`, video: { bankPercent: 50 } },
  ]);
  expect(ask([hit(first), hit(second)])).toEqual([]);
  expect(ask([hit(first)], [hit(first)])).toEqual([]);
  expect(ask([hit(first)], [hit(second, RIGHT)])).toEqual([]);
  // A banked picture is met at two moments.
  const pictures: number[] = [];
  banks.add('A', 'picture', { pdq: { hash: hex(60), quality: 100 }, views: keyFrame(0).views });
  banks.followRecords((id, views, clip) => views && !clip && pictures.push(id));
  const [picture = 0] = pictures;
  expect(ask([hit(picture)])).toEqual([]);
  expect(ask([hit(picture)], [hit(picture)])).toMatchObject([
    { content: 'picture', rule: 'aligned', signalType: 'pdq' },
  ]);
  expect(banks.matchAligned([hit(picture)], NOW)).toMatchObject([{ content: 'picture', view: LEFT.view }]);
  banks.remove('A', 'picture');
  // A picture that is asked about is not compared with key frames.
  expect(banks.matchAligned([hit(first)], NOW)).toEqual([]);
  expect(banks.alignedRecords).toEqual({ pictures: 0, all: 4 });
  banks.put({ ...POLICY, aligned: false });
  expect(banks.alignedRecords).toEqual({ pictures: 0, all: 0 });
  expect(ask([hit(first)], [hit(second)])).toEqual([]);
});
