import { type CaseEvent, foldAll, type Link, placeOf } from '@amaan/custody';
import { expect, it } from 'vitest';
import { linkRows } from './link-rows.ts';

const A = 'a'.repeat(32);
const B = 'b'.repeat(32);
const ONE = 'https://example.org/p/one';
const TWO = 'https://example.org/p/two';
const link = (url: string, more: Partial<Link> = {}): Link => ({ url, kind: 'post', ...more });
const lists = [
  { v: 1 as const, notice: A, links: [placeOf(TWO), placeOf(ONE)] },
  { v: 1 as const, notice: B, links: [placeOf(ONE)] },
];

let hour = 0;
/** Events of a ledger without its chain, one an hour. */
const event = (type: string, refs: object, role = 'server') =>
  ({
    type,
    refs,
    actor: { role },
    at: new Date(Date.UTC(2026, 10, 20, hour++)).toISOString(),
  }) as unknown as CaseEvent;
const drafted = (notice: string, links: number) =>
  event('notice.drafted', { notice, regime: 'r', regimeVersion: 'r', addressee: 'meta', links, digest: '' });
const gone = (notice: string, at: number) =>
  event('removal.observed', { notice, link: at, firstMissed: '2026-11-21T00:00:00.000Z' });
const received = (notice: string, due?: string) =>
  event('notice.receipted', { notice, at: '2026-11-20T20:00:00.000Z', ...(due ? { due } : {}) });
const rows = (links: readonly Link[], events: readonly CaseEvent[]) =>
  linkRows(links, lists, events, foldAll(events));

it('shows an address given twice once, under its newest name, with both notices about it', () => {
  const found = rows(
    [link(ONE), link(TWO), link(ONE, { note: 'the red one' })],
    [drafted(A, 2), drafted(B, 1)],
  );
  expect(found.map((row) => [row.link.url, row.link.note, row.notices.map(({ id }) => id)])).toEqual([
    [ONE, 'the red one', [A, B]],
    [TWO, undefined, [A]],
  ]);
});

it('takes a later name and kind, takes a name away, and leaves both where the address was only given again', () => {
  const first = link(ONE, { kind: 'repost', note: 'old' });
  const named = link(ONE, { kind: 'fakeAccount', note: 'new' });
  const shown = (...given: Link[]) => rows(given, []).map(({ link: { kind, note } }) => [kind, note]);
  expect(shown(first, named)).toEqual([['fakeAccount', 'new']]);
  expect(shown(first, link(ONE))).toEqual([['repost', 'old']]);
  expect(shown(named, link(ONE, { note: '' }))).toEqual([['post', '']]);
});

it('counts the links of a notice in its own order, not in hers', () => {
  const [one, two] = rows([link(ONE), link(TWO)], [drafted(A, 2), gone(A, 0)]);
  expect([one?.stand, two?.stand]).toEqual(['asked', 'gone']);
});

it('is gone only by our own check: their word and a look that could not tell are not', () => {
  const before = [drafted(B, 1), event('notice.sent', { notice: B }), received(B)];
  const stand = (...more: CaseEvent[]) => rows([link(ONE)], [...before, ...more])[0]?.stand;
  const said = event('removal.asserted', { notice: B, links: [0] });
  const unsure = event('link.seen', { notice: B, link: 0, state: 'uncertain' });
  const missed = event('link.seen', { notice: B, link: 0, state: 'missing' });
  expect(stand(said)).toBe('asserted');
  expect(stand(said, missed, unsure)).toBe('asserted');
  expect(stand(said, gone(B, 0), unsure)).toBe('gone');
  expect(stand(gone(B, 0), event('reappeared', { notice: B, link: 0 }))).toBe('back');
});

it('shows a next date and a missed one only where the gates are open', () => {
  const due = '2026-11-22T20:00:00.000Z';
  const at = (...events: CaseEvent[]) => rows([link(ONE)], [drafted(B, 1), ...events])[0];
  const late = event('notice.expired', { notice: B, due });
  expect(at(received(B, due))).toMatchObject({ stand: 'received', due: { at: due, notice: 'meta' } });
  expect(at(received(B))).not.toHaveProperty('due');
  expect(at(received(B, due), late)?.stand).toBe('late');
  expect(at(received(B), late)?.stand).toBe('received');
  // A second proof makes nobody less late.
  expect(at(received(B, due), late, received(B, due))?.stand).toBe('late');
  // What is gone has no date any more.
  expect(at(received(B, due), gone(B, 0))).not.toHaveProperty('due');
});

it('follows an end that moved, and shows what follows a letter when the letter itself is done', () => {
  const at = (...events: CaseEvent[]) => rows([link(ONE)], [drafted(B, 1), ...events])[0];
  const told = (refs: object) => event('notice.due', { notice: B, ...refs });
  const due = '2026-11-22T20:00:00.000Z';
  const moved = '2026-11-24T20:00:00.000Z';
  const late = event('notice.expired', { notice: B, due });
  expect(at(received(B, due), late, told({ state: 'running', due: moved }))).toMatchObject({
    stand: 'received',
    due: { at: moved, rule: 'r', kind: 'own' },
  });
  const paused = at(received(B, due), told({ state: 'paused' }));
  expect(paused).not.toHaveProperty('due');
  expect(paused?.notices[0]?.status.paused).toBe(true);
  const answered = event('notice.answered', { notice: B, answer: 'refused' }, 'platform');
  const window = { regime: 'EU-DSA-20', kind: 'window', state: 'running', due: moved };
  expect(at(received(B), answered, told(window))).toMatchObject({
    stand: 'refused',
    due: { at: moved, rule: 'EU-DSA-20', kind: 'window' },
  });
  expect(
    at(received(B), answered, told(window), told({ ...window, state: 'none', due: undefined })),
  ).not.toHaveProperty('due');
});

it('waits for her yes before anything else is said of a link', () => {
  const consented = (given: string) =>
    event('notice.consented', { notice: B, digest: 'd', given }, 'survivor');
  const stand = (...events: CaseEvent[]) => rows([link(ONE)], [drafted(B, 1), ...events])[0]?.stand;
  expect([stand(), stand(consented('yes')), stand(consented('no'))]).toEqual([
    'asked',
    'drafted',
    'withdrawn',
  ]);
});
