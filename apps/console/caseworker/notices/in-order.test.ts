import { expect, test } from 'vitest';
import type { ClockShape, NoticeShape } from '../../api/notices.ts';
import { inOrder } from './in-order.ts';

const clock = (state: ClockShape['state'], dueAt: string | null): ClockShape => ({
  state,
  dueAt,
  startedAt: null,
  stoppedAt: null,
  reason: null,
  lateBy: 0,
  countedFor: 0,
  approximate: false,
  disagreement: false,
  refusedExtensions: 0,
});
const notice = (id: string, more: Partial<NoticeShape>): NoticeShape => ({
  id,
  caseId: 'c',
  regime: 'US-223a',
  regimeVersion: 'US-223a',
  addressee: 'meta',
  channel: 'form',
  links: 1,
  state: 'receipted',
  held: false,
  hers: null,
  number: null,
  sentAt: null,
  confirmDay: false,
  draft: true,
  clock: null,
  watched: [],
  mails: [],
  next: [],
  previous: null,
  again: [],
  reminders: [],
  follows: [],
  happenings: [],
  history: [],
  ...more,
});

test('what waits for a person stands before what is late, then what is due next; what is over stands apart unless it came back', () => {
  const { open, over } = inOrder([
    notice('gone', { state: 'observed' }),
    notice('back', { state: 'observed', again: [{ next: 'n', links: [0] }] }),
    notice('route', { clock: clock('running', null) }),
    notice('later', { clock: clock('running', '2026-11-29T00:00:00Z') }),
    notice('sooner', { clock: clock('running', '2026-11-27T00:00:00Z') }),
    notice('late', { state: 'expired', clock: clock('expired', '2026-11-20T00:00:00Z') }),
    notice('taken back', { state: 'withdrawn' }),
    notice('hers', { state: 'drafted', hers: 'yes' }),
  ]);
  expect(open.map(({ id }) => id)).toEqual(['back', 'hers', 'late', 'sooner', 'later', 'route']);
  expect(over.map(({ id }) => id)).toEqual(['gone', 'taken back']);
});
