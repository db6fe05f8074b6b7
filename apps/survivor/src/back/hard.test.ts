import type { CaseStatus } from '@amaan/custody';
import { expect, it } from 'vitest';
import { isHard } from './hard.ts';

const due = '2026-11-20T10:00:00.000Z';
const hard = (notice: object) =>
  isHard({ notices: { a: { reappeared: [], ...notice } } } as unknown as CaseStatus);

it.each([
  ['a refusal', { answer: 'refused' }],
  ['something that came back', { reappeared: [0] }],
  ['a time that passed and that she may know of', { expired: true, due }],
])('help lines come with %s', (_what, notice) => expect(hard(notice)).toBe(true));

it.each([
  ['an answer that removes', { answer: 'removed' }],
  ['a time that runs', { due }],
  // To show them would tell her of an end that no lawyer has read.
  ['a time that passed and is not hers to see', { expired: true }],
])('and not with %s', (_what, notice) => expect(hard(notice)).toBe(false));
