import { openJson, parseReferral, type Referral, referralHolds, type ReferralState } from '@amaan/custody';
import type { Visit } from './visit.ts';

/** A referral as she sees it; without `referral` it cannot be opened. */
export interface ShownReferral {
  readonly id: string;
  readonly state: ReferralState;
  readonly referral?: Referral;
  /** Whether a caseworker of the signed directory proposed it. */
  readonly signed: boolean;
}

/** What the helpline proposes, opened and checked; newest first. */
export async function referralsOf({ news, secrets, directory, status }: Visit): Promise<ShownReferral[]> {
  const opened = await Promise.all(
    (news?.referrals ?? []).map(async ({ id, compartment, sealed }): Promise<ShownReferral> => {
      const state = status?.referrals?.[id] ?? 'proposed';
      try {
        const referral = parseReferral(await openJson(secrets[compartment] ?? '', sealed));
        const signer = directory.staff.find((member) => member.id === referral.staff);
        const signed = signer !== undefined && referralHolds(news?.caseId ?? '', referral, signer.signKey);
        return { id, state, referral, signed };
      } catch {
        return { id, state, signed: false };
      }
    }),
  );
  return opened.reverse();
}
