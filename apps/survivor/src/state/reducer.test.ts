import { describe, expect, it } from 'vitest';
import { accountOf, releasable } from '../case/account.ts';
import { openGroups } from './ages.ts';
import { readLinks } from './links.ts';
import { type Action, start, type State, STEPS } from './model.ts';
import { askedOf, reduce } from './reducer.ts';

const run = (actions: Action[], from: State = start('en')) => actions.reduce(reduce, from);
const signals = { v: 1, contentType: 'photo', width: 4, height: 3, orientation: 1, bytes: 12 } as const;
const adult: Action[] = [{ type: 'age', age: 'adult' }];
const typed = (text: string): Action[] => [{ type: 'links', links: readLinks(text, []).links }];
const picked: Action[] = [
  ...adult,
  { type: 'file.picked', id: 1, contentType: 'photo' },
  { type: 'file.signals', id: 1, signals },
];

describe('the state of the page', () => {
  it.each(['minor', 'unsure'] as const)('forgets everything on the answer %s', (age) => {
    const told = run([
      { type: 'danger', danger: true },
      { type: 'who', who: 'care' },
      { type: 'age', age },
    ]);
    expect(told).toEqual({ ...start('en'), step: 'minor' });
  });

  it.each(STEPS.slice(STEPS.indexOf('places'), STEPS.indexOf('done') + 1))(
    'does not open %s before the answer "18 or over"',
    (step) => {
      expect(run([{ type: 'go', step }]).step).toBe('age');
      expect(run([...adult, { type: 'go', step }]).step).toBe(step);
    },
  );

  it('drops a file that comes before the answer', () => {
    expect(run([{ type: 'file.picked', id: 1, contentType: 'photo' }]).files).toEqual([]);
  });

  it('waits for no file when its room was left', () => {
    const left = run([
      ...picked,
      { type: 'file.picked', id: 2, contentType: 'video' },
      { type: 'files.left' },
    ]);
    expect(left.files.map(({ signals: made, refused }) => [Boolean(made), refused])).toEqual([
      [true, undefined],
      [false, 'cancelled'],
    ]);
  });

  it('takes one picture out because of age and goes on with the rest', () => {
    const state = run([
      ...picked,
      { type: 'file.picked', id: 2, contentType: 'photo' },
      { type: 'file.remove', id: 2, minor: true },
    ]);
    expect(state.files.map(({ id }) => id)).toEqual([1]);
    expect(state.offered).toBe(true);
  });

  it('shows the four lines to anyone who is threatened', () => {
    expect(run([{ type: 'situation', situation: ['threat'] }]).step).toBe('threat');
    expect(run([{ type: 'situation', situation: ['posted'] }]).step).toBe('age');
  });

  it('goes back through its own screens only', () => {
    const state = run([{ type: 'danger', danger: false }, { type: 'who', who: 'skipped' }, { type: 'back' }]);
    expect(state.step).toBe('who');
    expect(run([...adult, { type: 'go', step: 'done' }, { type: 'back' }]).step).toBe('done');
  });

  it('asks only what fits what she brought', () => {
    expect(askedOf(run(adult))).toEqual(['sendNotices', 'giveToPolice']);
    expect(askedOf(run(picked))[0]).toBe('shareSignals');
  });

  it('releases no fingerprint without its consent, and no detail without the second', () => {
    const views = { layout: 'k24', aspect: 1, hashes: '', quality: [] } as const;
    const detailed = {
      ...signals,
      v: 2 as const,
      frames: [],
      keyFrames: [{ t: 0, views: { ...views, quality: [] } }],
      partial: true,
      contentType: 'video' as const,
    };
    const state = run([...picked, { type: 'file.signals', id: 1, signals: detailed }]);
    expect(releasable(state.files, {})).toEqual([]);
    // What is left is a set that the server takes: nothing in it speaks of what is not there.
    expect(releasable(state.files, { shareSignals: true })).toEqual([{ ...signals, contentType: 'video' }]);
    expect(releasable(state.files, { shareSignals: true, shareViews: true })).toEqual([detailed]);
    // Many clips go without their key frames' views rather than not at all.
    const long = { ...views, hashes: 'A'.repeat(7_000_000), quality: [] };
    const heavy = { ...detailed, keyFrames: [{ t: 0, views: long }] };
    const { keyFrames: _, ...lighter } = heavy;
    const much = run([...picked, { type: 'file.signals', id: 1, signals: heavy }]);
    expect(releasable(much.files, { shareSignals: true, shareViews: true })).toEqual([{ ...lighter, v: 1 }]);
    const taken = run(
      [
        { type: 'consent', kind: 'shareViews', given: true },
        { type: 'consent', kind: 'shareSignals', given: false },
      ],
      state,
    );
    expect(taken.consents.shareViews).toBe(false);
  });

  it('gives a mandate with its end to letters alone, and no contact by default', () => {
    const account = accountOf(
      run([...adult, { type: 'consent', kind: 'sendNotices', given: true }]),
      '2026-11-24',
    );
    expect(account.consents).toEqual([
      {
        kind: 'sendNotices',
        given: true,
        at: '2026-11-24',
        scope: { signer: 'helpline', addressees: ['any'], until: '2027-11-24' },
      },
      { kind: 'contact', given: false, at: '2026-11-24' },
    ]);
    expect(account.contact.wish).toBe('none');
    expect(account.urgent).toBeUndefined();
  });

  it.each([
    ['none', false],
    ['here', false],
    ['message', true],
    ['call', true],
  ] as const)('the wish "%s" is what staff read, and agrees to being reached: %s', (wish, given) => {
    const account = accountOf(run([...adult, { type: 'contact', contact: { wish } }]), '2026-11-24');
    expect(account.contact.wish).toBe(wish);
    expect(account.consents).toEqual([{ kind: 'contact', given, at: '2026-11-24' }]);
  });

  it.each<[string, Action[], Action[], object]>([
    ['a threat', [{ type: 'situation', situation: ['threat'] }], [], { situation: ['threat'], text: '' }],
    ['a link', [], typed('https://example.org/p/1'), { situation: [], text: '' }],
    ['the name of an account', [], typed('@someone.bad'), { situation: [], text: '' }],
    ['words', [], [{ type: 'story', story: 'he has them' }], { situation: [], text: 'he has them' }],
  ])('nothing but %s makes a case, with all else skipped', (_what, before, later, told) => {
    const places = later.some(({ type }) => type === 'links') ? 1 : 0;
    const state = run([
      { type: 'danger', danger: false },
      { type: 'who', who: 'skipped' },
      { type: 'home' },
      ...(before.length > 0 ? before : [{ type: 'situation', situation: [] } as const]),
      ...adult,
      ...later,
      { type: 'go', step: 'files' },
      { type: 'files.settle' },
      ...(['words', 'review', 'consents', 'contact', 'receipt'] as const).map(
        (step) => ({ type: 'go', step }) as const,
      ),
    ]);
    expect(state.step).toBe('receipt');
    const account = accountOf(state, '2026-11-24');
    expect(account.story).toMatchObject({ ...told, forWhom: 'skipped', pictures: [], answers: [] });
    expect([account.links.length, account.signals]).toEqual([places, []]);
    // Letters may be written about each of them.
    expect(askedOf(state)).toContain('sendNotices');
  });
});

describe('several pictures', () => {
  const picked = (n: number) =>
    Array.from({ length: n }, (_, i) => ({ type: 'file.picked', id: i + 1, contentType: 'photo' }) as const);
  const after = (...actions: Action[]) => actions.reduce(reduce, { ...start('en'), age: 'adult' as const });

  it('have each their own age question; one under 18 or not sure takes that one out, without a trace', () => {
    for (const age of ['minor', 'unsure'] as const) {
      const state = after(
        ...picked(3),
        { type: 'file.age', id: 2, age },
        { type: 'file.age', id: 1, age: 'adult' },
      );
      expect(state.files.map(({ id }) => id)).toEqual([1, 3]);
      expect(state.offered).toBe(true);
    }
  });

  it('without an answer are out when she goes on; a single one was answered before', () => {
    const two = after(...picked(2), { type: 'file.age', id: 1, age: 'adult' }, { type: 'files.settle' });
    expect(two.files.map(({ id }) => id)).toEqual([1]);
    expect(two.offered).toBe(true);
    const one = after(...picked(1), { type: 'files.settle' });
    expect(one.files).toHaveLength(1);
    expect(one.offered).toBe(false);
  });
});

describe('several groups of links', () => {
  const link = (account: string, n: number) =>
    ({ url: `https://x.com/${account}/status/${n}`, kind: 'post', platform: 'X', account }) as const;
  const [a, b, c] = [link('one', 1), link('other', 2), link('third', 3)];
  const after = (...actions: Action[]) => actions.reduce(reduce, { ...start('en'), age: 'adult' as const });
  const keyed = (account: string) => [`x\n${account}`];

  it('have each their own age question; "under 18" and "not sure" take one out, and the rest goes on', () => {
    for (const age of ['minor', 'unsure'] as const) {
      const state = after(
        { type: 'links', links: [a, b] },
        { type: 'links.age', groups: keyed('one'), age },
        { type: 'links.age', groups: keyed('other'), age: 'adult' },
      );
      expect(state.links).toEqual([b]);
      expect(state.offered).toBe(true);
      expect(JSON.stringify(accountOf(state, '2026-11-25'))).not.toMatch(/\/one/);
    }
  });

  it('wait where the answer is missing: nothing of them is sent, and nothing is lost', () => {
    const waiting = after(
      { type: 'links', links: [a, b, c] },
      { type: 'links.age', groups: keyed('other'), age: 'adult' },
      { type: 'go', step: 'files' },
      { type: 'story', story: 's' },
    );
    expect(waiting.links).toEqual([a, b, c]);
    expect(waiting.offered).toBe(false);
    expect(accountOf(waiting, '2026-11-25').links).toEqual([b]);
    const sent = reduce(waiting, { type: 'sent' });
    expect([sent.step, sent.links, sent.story]).toEqual(['done', [a, c], '']);
  });

  it('what waits brings no question about links', () => {
    const none = after({ type: 'links', links: [a, b] });
    expect(askedOf(none)).not.toContain('watchLinks');
  });

  it('one alone was answered before; a link that joins an answered group asks it anew', () => {
    expect(accountOf(after({ type: 'links', links: [a] }), '2026-11-25').links).toEqual([a]);
    const grown = after(
      { type: 'links', links: [a, b] },
      { type: 'links.age', groups: [...keyed('one'), ...keyed('other')], age: 'adult' },
      { type: 'links', links: [a, b, link('one', 9)] },
    );
    expect(openGroups(grown)).toEqual(keyed('one'));
    const renamed = reduce(grown, {
      type: 'links',
      links: grown.links.map((each) => ({ ...each, note: 'n' })),
    });
    expect(openGroups(renamed)).toEqual(keyed('one'));
    expect(openGroups(reduce(grown, { type: 'links', links: [a, b] }))).toEqual(keyed('one'));
  });

  it('a picture beside links, or after something was taken out, has its own question', () => {
    const one: Action = { type: 'file.picked', id: 1, contentType: 'photo' };
    expect(after({ type: 'links', links: [a] }, one, { type: 'files.settle' }).files).toEqual([]);
    const left = after(
      { type: 'links', links: [a] },
      { type: 'links.age', groups: keyed('one'), age: 'minor' },
      one,
      { type: 'files.settle' },
    );
    expect([left.links, left.files]).toEqual([[], []]);
  });
});
