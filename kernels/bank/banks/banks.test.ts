import { expect, test } from 'vitest';
import { Banks } from './banks.ts';
import type { BankSettings, MatchOptions } from './types.ts';

const ALWAYS: MatchOptions = { at: 0, sample: 0 };
const bank = (name: string, more: Partial<BankSettings> = {}): BankSettings => ({
  name,
  threshold: 31,
  enabledRatio: 1,
  kind: 'match',
  ...more,
});
/** A hash whose first `bits` bits are set, and one in the last byte so that it is never all zeros. */
function hash(bits: number): Uint8Array {
  const bytes = new Uint8Array(32);
  for (let i = 0; i < bits; i++) bytes[i >> 3] = (bytes[i >> 3] ?? 0) | (1 << (i & 7));
  bytes[31] = 1;
  return bytes;
}
const hex = (bits: number) => Buffer.from(hash(bits)).toString('hex');
const pdq = (bits: number, quality = 100) => ({ pdq: { hash: hex(bits), quality } });
const found = (banks: Banks, bits: number, options = ALWAYS) =>
  banks.match({ hashes: [{ hash: hash(bits) }] }, options).matches;

test.each([0, 1, 2])('a bank of %i entries finds exactly those within its threshold', (count) => {
  const banks = new Banks();
  banks.put(bank('A'));
  for (let i = 0; i < count; i++) banks.add('A', `c${i}`, pdq(0));
  expect(found(banks, 31).map((match) => match.content)).toEqual(
    Array.from({ length: count }, (_, i) => `c${i}`),
  );
  expect(found(banks, 32)).toEqual([]);
});

test('each bank has a threshold of its own', () => {
  const banks = new Banks();
  banks.put(bank('WIDE'));
  banks.put(bank('NARROW', { threshold: 4 }));
  banks.add('WIDE', 'x', pdq(0));
  banks.add('NARROW', 'x', pdq(0));
  expect(found(banks, 5)).toEqual([
    { bank: 'WIDE', content: 'x', rule: 'plain', distance: 5, signalType: 'pdq', band: 'near' },
  ]);
  expect(found(banks, 4)).toHaveLength(2);
});

test('removed, replaced and dropped contents are gone at the next look-up', () => {
  const banks = new Banks();
  banks.put(bank('A'));
  banks.add('A', 'x', pdq(0));
  expect(banks.remove('A', 'x')).toBe(true);
  expect(found(banks, 0)).toEqual([]);
  banks.add('A', 'x', pdq(0));
  banks.add('A', 'x', pdq(100));
  expect(found(banks, 0)).toEqual([]);
  expect(found(banks, 100)).toHaveLength(1);
  banks.drop('A');
  expect(found(banks, 100)).toEqual([]);
});

test('low quality and all-zero hashes are refused for perceptual matching, the exact hash still counts', () => {
  const banks = new Banks();
  banks.put(bank('A'));
  const md5 = '0123456789abcdef0123456789abcdef';
  expect(banks.add('A', 'x', { ...pdq(3, 49), md5 })).toEqual({ hashes: 0, exact: 1, unusable: 1 });
  expect(banks.add('A', 'y', { pdq: { hash: '0'.repeat(64), quality: 100 } }).unusable).toBe(1);
  expect(banks.add('A', 'z', { md5: 'd41d8cd98f00b204e9800998ecf8427e' }).exact).toBe(0);
  expect(found(banks, 3)).toEqual([]);
  expect(banks.match({ md5: md5.toUpperCase() }, ALWAYS).matches).toEqual([
    { bank: 'A', content: 'x', rule: 'plain', distance: 0, signalType: 'video_md5', band: 'exact' },
  ]);
});

test('ratio, time and two independent opinions switch a content off, and ignoreEnabled sees it', () => {
  const banks = new Banks();
  banks.put(bank('A', { enabledRatio: 0.5 }));
  banks.add('A', 'x', pdq(0));
  expect(found(banks, 0, { at: 0, sample: 0.49 })).toHaveLength(1);
  expect(found(banks, 0, { at: 0, sample: 0.5 })).toHaveLength(0);
  banks.enableFrom('A', 'x', 10);
  expect(found(banks, 0, { at: 9, sample: 0 })).toHaveLength(0);
  expect(found(banks, 0, { at: 10, sample: 0 })).toHaveLength(1);
  banks.setOpinion('A', 'x', 'one', 'NotBlocked');
  banks.setOpinion('A', 'x', 'one', 'NotBlocked');
  expect(found(banks, 0, { at: 10, sample: 0 })).toHaveLength(1);
  banks.setOpinion('A', 'x', 'two', 'NotBlocked');
  expect(found(banks, 0, { at: 10, sample: 0 })).toHaveLength(0);
  expect(found(banks, 0, { at: 0, sample: 0.9, ignoreEnabled: true })).toHaveLength(1);
});

test('a harmless picture silences what is no nearer than itself, and shows what it silenced', () => {
  const banks = new Banks();
  banks.put(bank('A'));
  banks.put(bank('HARMLESS', { kind: 'suppress' }));
  banks.add('A', 'x', pdq(0));
  banks.add('HARMLESS', 'logo', pdq(20));
  expect(found(banks, 15)).toEqual([]);
  expect(banks.match({ hashes: [{ hash: hash(15) }] }, ALWAYS).suppressed).toHaveLength(1);
  expect(found(banks, 5)).toHaveLength(1);
});

test('a bank of harmless pictures silences the banks that it names, within its own threshold, whatever is asked', () => {
  const banks = new Banks();
  banks.put(bank('A'));
  banks.put(bank('B'));
  banks.put(bank('HARMLESS', { kind: 'suppress', threshold: 10, silences: ['A'] }));
  banks.add('A', 'x', pdq(0));
  banks.add('B', 'y', pdq(0));
  banks.add('HARMLESS', 'logo', pdq(20));
  const ask = (bits: number, options = ALWAYS) => banks.match({ hashes: [{ hash: hash(bits) }] }, options);
  expect(ask(12).matches.map((match) => match.bank)).toEqual(['B']);
  expect(ask(12).suppressed).toMatchObject([
    { bank: 'A', content: 'x', distance: 12, silencedBy: 'HARMLESS' },
  ]);
  // 11 bits from the harmless one: beyond its threshold.
  expect(ask(9).matches).toHaveLength(2);
  expect(ask(12, { ...ALWAYS, banks: ['A'] })).toMatchObject({ matches: [], suppressed: [{ bank: 'A' }] });
  // Who is silenced keeps being so under another name.
  banks.rename('A', bank('A2'));
  expect(banks.get('HARMLESS')?.silences).toEqual(['A2']);
  expect(ask(12).matches.map((match) => match.bank)).toEqual(['B']);
  banks.rename('A2', bank('A'));
  banks.put(bank('HARMLESS', { kind: 'suppress', threshold: 10 }));
  expect(ask(12).matches).toEqual([]);
  banks.put(bank('HARMLESS', { kind: 'suppress', enabledRatio: 0 }));
  expect(ask(12, { ...ALWAYS, sample: -1, ignoreEnabled: true }).suppressed).toEqual([]);
  expect(() => banks.put(bank('A', { silences: ['B'] }))).toThrow(
    expect.objectContaining({ code: 'bank-silences' }),
  );
});

test('a harmless picture beside another one silences nothing but itself', () => {
  const banks = new Banks();
  banks.put(bank('A'));
  banks.put(bank('HARMLESS', { kind: 'suppress' }));
  banks.add('A', 'x', { ...pdq(0), sha256: 'ab'.repeat(32) });
  banks.add('HARMLESS', 'logo', pdq(100));
  const uploadViews = [
    { hash: hash(6), view: '0,0,50,100 original' },
    { hash: hash(100), view: '50,0,50,100 original' },
  ];
  expect(banks.match({ uploadViews }, ALWAYS)).toMatchObject({ matches: [{ content: 'x' }], suppressed: [] });
  banks.add('HARMLESS', 'like it', pdq(5));
  expect(banks.match({ uploadViews }, ALWAYS)).toMatchObject({
    matches: [],
    suppressed: [{ content: 'x', silencedBy: 'HARMLESS' }],
  });
  // The identical file is no accident of one hash.
  const { matches, suppressed } = banks.match({ uploadViews, sha256: 'ab'.repeat(32) }, ALWAYS);
  expect(matches).toMatchObject([{ content: 'x', signalType: 'sha256' }]);
  expect(suppressed).toEqual([]);
});

test('what is loaded at one go matches when it is in, without what was taken out meanwhile', async () => {
  const banks = new Banks();
  banks.put(bank('A'));
  banks.add('A', 'before', pdq(0));
  await banks.load(async () => {
    banks.add('A', 'loaded', pdq(1));
    banks.add('A', 'dropped', pdq(2));
    banks.add('A', 'changed', pdq(3));
    expect(found(banks, 0).map((match) => match.content)).toEqual(['before']);
    banks.remove('A', 'dropped');
    banks.remove('A', 'before');
    banks.add('A', 'changed', pdq(90));
  });
  expect(found(banks, 0).map((match) => match.content)).toEqual(['loaded']);
  expect(found(banks, 90).map((match) => match.content)).toEqual(['changed']);
  banks.remove('A', 'loaded');
  expect(found(banks, 0)).toEqual([]);
});

test('one match for each content: the plainer rule wins over the smaller distance', () => {
  const banks = new Banks();
  banks.put(bank('A'));
  banks.add('A', 'x', pdq(0));
  const { matches } = banks.match(
    { hashes: [{ hash: hash(9) }], uploadViews: [{ hash: hash(2), view: 'trimmed' }] },
    ALWAYS,
  );
  expect(matches).toMatchObject([{ rule: 'plain', distance: 9 }]);
  expect(banks.match({ uploadViews: [{ hash: hash(2), view: 'trimmed' }] }, ALWAYS).matches).toMatchObject([
    { rule: 'upload-view', distance: 2, view: 'trimmed' },
  ]);
});

test('a video needs two frames of its own and a fifth of either side', () => {
  const banks = new Banks();
  banks.put(bank('A'));
  const frame = (t: number, bits: number) => ({ t, hash: hex(bits), quality: 100 });
  banks.add('A', 'clip', { frames: [0, 1, 2, 3].map((t) => frame(t, 60 * t)), durationMs: 4000 });
  const ask = (...frames: Array<ReturnType<typeof frame>>) => banks.match({ frames }, ALWAYS).matches;
  expect(ask(frame(0, 60))).toEqual([]);
  expect(ask(frame(0, 60), frame(1, 60))).toEqual([]);
  expect(ask(frame(0, 60), frame(1, 61))).toMatchObject([
    { signalType: 'vpdq', video: { queryPercent: 100, bankPercent: 25, mark: 'strong' } },
  ]);
  expect(ask(frame(0, 60), frame(1, 121), frame(2, 230), frame(3, 240))).toMatchObject([
    { video: { queryPercent: 50, bankPercent: 50, mark: 'suggested' } },
  ]);
  // A photograph is not looked for in videos.
  expect(found(banks, 60)).toEqual([]);
});

test('a banked picture that a clip shows at two moments is found, one that flashes by or is harmless is not', () => {
  const banks = new Banks();
  banks.put(bank('A'));
  banks.add('A', 'photo', pdq(0));
  const shown = (...frames: Array<[t: number, bits: number]>) =>
    banks.match({ frames: frames.map(([t, bits]) => ({ t, hash: hex(bits), quality: 100 })) }, ALWAYS)
      .matches;
  expect(shown([0, 90], [1, 5], [2, 3], [3, 120])).toMatchObject([
    { content: 'photo', rule: 'plain', signalType: 'pdq', distance: 3, view: 'at 2 s' },
  ]);
  expect(shown([0, 5], [1, 5])).toHaveLength(1);
  expect(shown([0, 90], [1, 3], [2, 120])).toEqual([]);
  // Two readings of one moment are one look.
  expect(shown([1, 3], [1, 5])).toEqual([]);
  banks.put(bank('HARMLESS', { kind: 'suppress' }));
  banks.add('HARMLESS', 'title', pdq(4));
  expect(shown([0, 5], [1, 5])).toEqual([]);
});
