import { toHex } from '@amaan/base';
import type { Consent } from './consent.ts';
import type { Contact, Link, Story } from './contents.ts';
import { type Directory, intakeGroup } from './directory.ts';
import { SealError } from './errors.ts';
import { COMPARTMENTS, type Grant, type Intake, parseIntake } from './intake.ts';
import type { SignalSet } from '@amaan/signal';
import type { ReceiptKeys } from './receipt.ts';
import { type CaseSecrets, keysOf, makeGrant, newCompartments, type Random, sealJson } from './seal.ts';

/** Everything she told, before it is sealed. `by` is added here. */
export interface CaseAccount {
  readonly story: Omit<Story, 'v' | 'by'>;
  readonly links: readonly Link[];
  readonly contact: Omit<Contact, 'v' | 'by'>;
  readonly signals: readonly SignalSet[];
  readonly consents: readonly Consent[];
  readonly urgent?: boolean;
  /** People look before anything is shared. */
  readonly personFirst?: boolean;
}

/** Grants of the full set of keys for a case: to herself, each member of the intake group, and the recovery key. */
export async function fullGrants(
  recipient: string,
  directory: Directory,
  secrets: CaseSecrets,
): Promise<Grant[]> {
  const to: { to: string; kind: Grant['kind'] }[] = [
    { to: recipient, kind: 'survivor' },
    ...intakeGroup(directory).map((member) => ({ to: member.recipient, kind: 'staff' as const })),
    ...(directory.recovery ? [{ to: directory.recovery, kind: 'recovery' as const }] : []),
  ];
  return Promise.all(to.map((each) => makeGrant({ ...each, compartments: COMPARTMENTS, secrets })));
}

/**
 * What her browser sends to open a case, and the secrets it may keep in memory to go on writing.
 *
 * @param directory already checked by `openDirectory`
 * @param on her day, YYYY-MM-DD
 * @param proof a proof of work bound to `receipt.locatorHash`
 * @throws SealError `no-staff` when the directory names nobody who takes new cases; ShapeError when the account breaks
 *   a limit, or a signal is included that no consent covers
 */
export async function makeIntake(input: {
  readonly receipt: ReceiptKeys;
  readonly account: CaseAccount;
  readonly directory: Directory;
  readonly on: string;
  readonly proof: string;
  readonly random: Random;
}): Promise<{ intake: Intake; secrets: CaseSecrets }> {
  const { receipt, account, directory } = input;
  if (intakeGroup(directory).length === 0)
    throw new SealError('no-staff', 'The helpline has nobody yet who takes new cases. Try again later.');
  const { secrets } = newCompartments(input.random);
  const keys = keysOf(secrets);
  const by = toHex(receipt.locator);
  const [story, links, contact, grants] = await Promise.all([
    sealJson([keys.story], { v: 1, by, ...account.story }),
    sealJson([keys.links], { v: 1, by, links: account.links }),
    sealJson([keys.story], { v: 1, by, ...account.contact }),
    fullGrants(receipt.recipient, directory, secrets),
  ]);
  const intake = parseIntake({
    v: 1,
    locatorHash: receipt.locatorHash,
    tokenHash: receipt.tokenHash,
    recipient: receipt.recipient,
    keys,
    sealed: { story, links, contact },
    linkCount: account.links.length,
    grants,
    release: { signals: account.signals, ageMark: 'adult', consents: account.consents },
    ...(account.urgent ? { urgent: true } : {}),
    ...(account.personFirst ? { personFirst: true } : {}),
    on: input.on,
    pow: input.proof,
  });
  return { intake, secrets };
}
