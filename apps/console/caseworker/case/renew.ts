import { AmaanError } from '@amaan/base';
import {
  type Directory,
  keysDigest,
  keysOf,
  makeGrant,
  newCompartments,
  recipientDigest,
  sealAgain,
} from '@amaan/custody';
import type { Api } from '../../api/client.ts';
import { random } from '../../keys/random.ts';
import type { OpenedCase } from './open-case.ts';

/**
 * Makes new keys for a case and seals everything in it again, here in this browser.
 *
 * @throws AmaanError `keys.unknown` when the server names a holder whom neither the signed directory nor the ledger
 *   knows
 */
export async function renewKeys(api: Api, opened: OpenedCase, directory: Directory): Promise<void> {
  const { sealed, secrets } = opened;
  const trusted = new Set([
    ...directory.staff.map(({ recipient }) => recipient),
    ...(directory.recovery ? [directory.recovery] : []),
  ]);
  // Hers and her helpers' keys: those that she granted herself, as the ledger says.
  const hers = new Set(
    sealed.events.flatMap((event) =>
      event.type === 'grant.added' && event.actor.role === 'survivor' ? [event.refs.to] : [],
    ),
  );
  const stranger = sealed.grants.some(
    ({ kind, to }) =>
      !trusted.has(to) && !(kind !== 'staff' && opened.ledgerHolds && hers.has(recipientDigest(to))),
  );
  if (stranger) throw new AmaanError('keys.unknown', 'A holder of the case is not known.');
  const fresh = newCompartments(random).secrets;
  const keys = keysOf(fresh);
  const resealed = await Promise.all(
    sealed.items.map(async ({ id, compartment, sealed: old }) => ({
      id,
      sealed: await sealAgain(secrets[compartment] ?? '', keys[compartment], old),
    })),
  );
  const grants = await Promise.all(
    sealed.grants.map(async ({ kind, to, compartments }) =>
      makeGrant({ kind, to, compartments, secrets: fresh }),
    ),
  );
  await api.post(`/v1/cases/${sealed.id}/rotate`, {
    v: 1,
    under: keysDigest(sealed.keys),
    keys,
    grants,
    resealed,
  });
}
