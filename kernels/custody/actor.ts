import { object, oneOf, optional, type Parsed, hex } from '@amaan/base';

/** Who did it, in role words. `id` names a staff member of the directory or a helper; hers is never given. */
export const parseActor = object({
  role: oneOf('survivor', 'helper', 'caseworker', 'supervisor', 'admin', 'server', 'platform'),
  id: optional(hex(16)),
});
export type Actor = Parsed<typeof parseActor>;
export type ActorRole = Actor['role'];

/** Roles whose events carry the day alone, so that the ledger does not say when she was at her phone. */
export const DAY_ONLY: readonly ActorRole[] = ['survivor', 'helper'];
