import type { CaseStatus } from '@amaan/custody';

/** Is there news that weighs: a refusal, something that came back, a time that passed and that she may know of? */
export function isHard(status: CaseStatus | undefined): boolean {
  return Object.values(status?.notices ?? {}).some(
    ({ answer, reappeared, expired, due }) =>
      answer === 'refused' || reappeared.length > 0 || (expired && due !== undefined),
  );
}
