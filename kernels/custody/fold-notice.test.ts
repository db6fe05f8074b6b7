import { expect, test } from 'vitest';
import { chainEvent, type CaseEvent, type EventDraft } from './event.ts';
import { foldAll, type NoticeStatus } from './fold.ts';
import { headOf } from './ledger.ts';

const notice = 'ab'.repeat(16);
const digest = 'cd'.repeat(32);
const at = '2026-11-24T10:00:00Z';
const server = { role: 'server' } as const;
const platform = { role: 'platform' } as const;

/** The one notice after these events. */
function noticeAfter(drafts: readonly EventDraft[]): NoticeStatus | undefined {
  const before: EventDraft[] = [
    {
      type: 'notice.drafted',
      actor: server,
      refs: { notice, regime: 'US-223a', regimeVersion: 'US-223a', addressee: 'board', links: 1, digest },
    },
    { type: 'notice.receipted', actor: platform, refs: { notice, at } },
  ];
  const events: CaseEvent[] = [];
  for (const draft of [...before, ...drafts]) {
    const last = events.at(-1);
    const context = { caseId: notice, now: at, id: notice, sign: () => new Uint8Array(64) };
    events.push(chainEvent(draft, last && headOf(last), context));
  }
  return foldAll(events)?.notices[notice];
}
const stateAfter = (drafts: readonly EventDraft[]) => noticeAfter(drafts)?.state;

const answered: EventDraft = {
  type: 'notice.answered',
  actor: platform,
  refs: { notice, answer: 'removed' },
};
const asserted: EventDraft = { type: 'removal.asserted', actor: platform, refs: { notice, links: [0] } };
const observed: EventDraft = {
  type: 'removal.observed',
  actor: server,
  refs: { notice, link: 0, firstMissed: at },
};
const withdrawn: EventDraft = { type: 'notice.withdrawn', actor: server, refs: { notice, reason: 'staff' } };

test("a platform's word after our own check does not undo what we saw", () => {
  expect(stateAfter([answered, asserted])).toBe('asserted');
  expect(stateAfter([answered, asserted, observed])).toBe('observed');
  expect(stateAfter([observed, answered, asserted])).toBe('observed');
});

test('a notice that was taken back stays so', () => {
  expect(stateAfter([withdrawn, answered, asserted])).toBe('withdrawn');
});

test('an end that moved is the one she is told, and what was missed before it moved is not missed any more', () => {
  const due = '2026-11-26T10:00:00Z';
  const expired: EventDraft = { type: 'notice.expired', actor: server, refs: { notice, due: at } };
  const told = (refs: object): EventDraft =>
    ({ type: 'notice.due', actor: server, refs: { notice, ...refs } }) as EventDraft;
  const moved = noticeAfter([expired, told({ state: 'running', due })]);
  expect(moved).toMatchObject({ state: 'receipted', due });
  expect(moved).not.toHaveProperty('expired');
  expect(noticeAfter([told({ state: 'running', due }), told({ state: 'paused' })])).toMatchObject({
    paused: true,
  });
  expect(noticeAfter([told({ state: 'running', due }), told({ state: 'paused' })])).not.toHaveProperty('due');
  // A clock that follows the notice leaves the notice's own as it is.
  expect(
    noticeAfter([expired, told({ regime: 'AU-77', kind: 'duty', state: 'running', due })]),
  ).toMatchObject({
    state: 'expired',
    expired: true,
    follows: { 'AU-77': { kind: 'duty', due } },
  });
});
