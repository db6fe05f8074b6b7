import { type Banks, type BankSettings, MAX_RADIUS } from '@amaan/bank';
import { HttpError } from '@amaan/http';

/** What a caller may set of a bank's policy; `silences` null: every bank. */
export interface PolicyChange {
  readonly kind?: BankSettings['kind'];
  readonly threshold?: number;
  readonly enabledRatio?: number;
  readonly aligned?: boolean;
  readonly silences?: readonly string[] | null;
}

const NEW: Omit<BankSettings, 'name'> = { kind: 'match', threshold: MAX_RADIUS, enabledRatio: 1 };

/**
 * A bank's policy after a change; what is not given stays, and a bank that is not there begins as new ones do.
 *
 * @throws HttpError 400 `bank-silences`, `bank-aligned`, `bank-unknown`
 */
export function policyAfter(banks: Banks, name: string, change: PolicyChange): BankSettings {
  const { silences, ...given } = change;
  const { silences: silencedBefore, ...policy } = banks.get(name) ?? { ...NEW, name };
  const silenced = silences === undefined ? silencedBefore : (silences ?? undefined);
  const after: BankSettings = { ...policy, ...given, ...(silenced && { silences: silenced }) };
  if (silenced && after.kind !== 'suppress')
    throw new HttpError(400, 'bank-silences', 'Only a bank of harmless pictures silences others.');
  if (after.aligned && after.kind !== 'match')
    throw new HttpError(400, 'bank-aligned', 'A bank of harmless pictures has no rule `aligned`.');
  const strange = silenced?.find((other) => other === name || !banks.get(other));
  if (strange !== undefined)
    throw new HttpError(400, 'bank-unknown', 'Name other banks that exist for it to silence.');
  return after;
}
