import type { CaseStatus } from '@amaan/custody';

/** Something of the case that others hold, which deleting it here cannot take out of their hands. */
export interface Held {
  readonly what: 'notice' | 'signals' | 'referral' | 'copy' | 'helper';
  readonly n: number;
  /** The addressee's code, of a notice. */
  readonly to?: string;
}

/** What others already hold, from the record: letters by addressee, shared fingerprints, referrals, copies, helpers. */
export function heldByOthers(status: CaseStatus | undefined, helpers: number): Held[] {
  if (!status) return [];
  const letters = new Map<string, number>();
  for (const { sentAt, addressee, links } of Object.values(status.notices))
    if (sentAt) letters.set(addressee, (letters.get(addressee) ?? 0) + links);
  const shared = Object.values(status.signals).filter(({ state }) => state === 'shared').length;
  // Taken back after it was made: the service has it all the same.
  const referred = Object.values(status.referrals ?? {}).filter(
    (state) => state === 'made' || state === 'takenBack',
  ).length;
  const copies = Object.values(status.approvals ?? {}).filter(
    ({ kind, state }) => state === 'used' && (kind === 'organisation' || kind === 'export'),
  ).length;
  const counted: Held[] = [
    { what: 'signals', n: shared },
    { what: 'referral', n: referred },
    { what: 'copy', n: copies },
    { what: 'helper', n: helpers },
  ];
  return [
    ...[...letters].map(([to, n]): Held => ({ what: 'notice', n, to })),
    ...counted.filter(({ n }) => n > 0),
  ];
}
