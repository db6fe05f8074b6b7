import type { CaseStatus } from '@amaan/custody';
import { expect, it } from 'vitest';
import { heldByOthers } from './held.ts';

const notice = (addressee: string, links: number, sentAt?: string) =>
  ({ addressee, links, ...(sentAt ? { sentAt } : {}) }) as CaseStatus['notices'][string];

it('names everyone who already holds something, and nobody who does not', () => {
  const status = {
    notices: {
      a: notice('meta', 2, '2026-11-20T10:00:00.000Z'),
      b: notice('meta', 1, '2026-11-21T10:00:00.000Z'),
      c: notice('pta', 5),
    },
    signals: { x: { state: 'shared' }, y: { state: 'held' }, z: { state: 'withdrawn' } },
    referrals: { r: 'made', s: 'proposed', t: 'takenBack' },
    approvals: {
      p: { kind: 'export', by: '', state: 'used' },
      q: { kind: 'colleague', by: '', state: 'used' },
      o: { kind: 'organisation', by: '', state: 'asked' },
    },
    // Two people decided about her declaration: nothing left the house.
    proposals: { d: { kind: 'corroborated', by: '', state: 'agreed' } },
  } as unknown as CaseStatus;
  expect(heldByOthers(status, 1)).toEqual([
    { what: 'notice', to: 'meta', n: 3 },
    { what: 'signals', n: 1 },
    { what: 'referral', n: 2 },
    { what: 'copy', n: 1 },
    { what: 'helper', n: 1 },
  ]);
});

it('is empty for a case of which nothing went out, as for a receipt that finds none', () => {
  expect(heldByOthers({ notices: {}, signals: {} } as unknown as CaseStatus, 0)).toEqual([]);
  expect(heldByOthers(undefined, 0)).toEqual([]);
});
