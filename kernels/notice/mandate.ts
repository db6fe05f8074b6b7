import type { Mandate } from '@amaan/custody';

/** Why a mandate does not let the helpline sign this notice; `none` when it does. */
export type MandateProblem = 'none' | 'missing' | 'ended' | 'addressee';

/**
 * Does her mandate cover signing for her, to this addressee, today? Without it a helpline's signature is not valid
 * under any regime that wants one.
 *
 * @param today a day; the mandate holds through its last day
 */
export function mandateProblem(
  mandate: Mandate | undefined,
  addressee: string,
  today: string,
): MandateProblem {
  if (!mandate) return 'missing';
  if (today > mandate.until) return 'ended';
  return mandate.addressees.includes('any') || mandate.addressees.includes(addressee) ? 'none' : 'addressee';
}
