import type { CaseStatus } from '@amaan/custody';
import { expect, test } from 'vitest';
import type { CaseLine } from '../api/staff.ts';
import { byDue, dueOf, fits } from './due.ts';
import { median } from './load.tsx';

const notice = {
  regime: 'US-223a',
  regimeVersion: 'US-223a',
  addressee: 'a',
  links: 1,
  gone: [],
  reappeared: [],
};

function status(change: Partial<CaseStatus>): CaseStatus {
  return {
    phase: 'open',
    openedOn: '2026-11-20',
    declaration: 'declared',
    signals: {},
    consents: {},
    grants: {},
    linkCount: 0,
    messages: { hers: 0, staff: 1, last: 'staff' },
    firstAnswerAt: '2026-11-21T08:00:00.000Z',
    reads: 1,
    notices: {},
    lastAt: '2026-11-21T08:00:00.000Z',
    ...change,
  };
}

function line(id: string, change: Partial<CaseStatus>, urgent = false): CaseLine {
  return { id, alias: { en: id, ur: id }, urgent, held: false, status: status(change) };
}

const { firstAnswerAt: _, ...unanswered } = status({});

test('what is due: a clock that ran out, an answer, her words, a draft, the clock that ends first', () => {
  const running = (due: string) => ({ ...notice, state: 'receipted' as const, due });
  const two = { a: running('2026-11-27T00:00:00Z'), b: running('2026-11-26T00:00:00Z') };
  expect(dueOf(status({ notices: { a: { ...notice, state: 'expired' } } })).kind).toBe('late');
  expect(dueOf(unanswered)).toEqual({ kind: 'answer', at: '2026-11-20' });
  expect(dueOf(status({ messages: { hers: 1, staff: 1, last: 'hers' } })).kind).toBe('reply');
  expect(dueOf(status({ notices: { a: { ...notice, state: 'drafted' } } })).kind).toBe('notice');
  expect(dueOf(status({ notices: two }))).toEqual({ kind: 'clock', at: '2026-11-26T00:00:00Z' });
  expect(dueOf(status({})).kind).toBe('none');
  expect(dueOf(status({}), true).kind).toBe('pass');
  const proposals = { p: { kind: 'passed', by: '', state: 'asked' } } as const;
  expect(dueOf(status({ proposals }), true).kind).toBe('approve');
  expect(dueOf(unanswered, true).kind).toBe('answer');
  expect(dueOf(status({ phase: 'closed', messages: { hers: 1, staff: 0, last: 'hers' } })).kind).toBe('none');
});

test('danger now stands first, then what is due, then the one that waits longest', () => {
  const hers = { messages: { hers: 1, staff: 1, last: 'hers' as const } };
  const lines = [
    line('quiet', {}),
    line('later', { ...hers, lastAt: '2026-11-23' }),
    line('sooner', { ...hers, lastAt: '2026-11-22' }),
    line('danger', hers, true),
    line('danger-answered', {}, true),
  ];
  expect(byDue(lines).map(({ id }) => id)).toEqual(['danger', 'sooner', 'later', 'danger-answered', 'quiet']);
});

test('filters', () => {
  const [mine] = byDue([line('m', { assigned: 'me', messages: { hers: 1, staff: 1, last: 'hers' } })]);
  if (!mine) throw new Error('no line');
  expect(
    (['all', 'waiting', 'mine', 'clock', 'closed'] as const).filter((each) => fits(mine, each, 'me')),
  ).toEqual(['all', 'waiting', 'mine']);
  expect(fits(mine, 'mine', 'someone')).toBe(false);
});

test('median', () => {
  expect([median([]), median([5]), median([3, 1, 2]), median([4, 1, 2, 3])]).toEqual([undefined, 5, 2, 2.5]);
});
