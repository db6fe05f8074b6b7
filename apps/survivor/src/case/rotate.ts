import {
  type CaseSecrets,
  COMPARTMENTS,
  type Grant,
  intakeGroup,
  keysOf,
  makeGrant,
  newCompartments,
  type ReceiptKeys,
  receiptKeys,
  sealAgain,
  type Compartment,
} from '@amaan/custody';
import { newId, random } from './client.ts';
import { newReceipt, type NewReceipt } from './making.ts';
import { actUnder, partOf, type Visit } from './visit.ts';

interface To {
  to: string;
  kind: Grant['kind'];
  compartments: readonly Compartment[];
}

/** Those who keep access under new keys: staff still in the directory, the recovery key, her other helpers. */
function keepers(visit: Visit, without: string | undefined): To[] {
  const { directory, news } = visit;
  const inOffice = new Set(directory.staff.map(({ recipient }) => recipient));
  const held = (news?.grants ?? []).filter(({ kind, to }) => kind === 'staff' && inOffice.has(to));
  const staff = [
    ...new Set([...held.map(({ to }) => to), ...intakeGroup(directory).map(({ recipient }) => recipient)]),
  ];
  const helpers = (news?.helpers ?? []).filter(({ id }) => id !== without);
  return [
    ...staff.map((to) => ({ to, kind: 'staff' as const, compartments: COMPARTMENTS })),
    ...(directory.recovery
      ? [{ to: directory.recovery, kind: 'recovery' as const, compartments: COMPARTMENTS }]
      : []),
    ...helpers.map(({ recipient, compartments }) => ({
      to: recipient,
      kind: 'helper' as const,
      compartments,
    })),
  ];
}

/** New keys for every compartment, and everything in the case sealed again to them, here in her browser. */
async function newKeys(visit: Visit, heir: string, without?: string) {
  const { secrets } = newCompartments(random);
  const keys = keysOf(secrets);
  const file = await partOf(visit, 'file');
  const resealed = await Promise.all(
    (file?.items ?? []).map(async ({ id, compartment, sealed }) => {
      const old = (visit.secrets as Required<CaseSecrets>)[compartment];
      return { id, sealed: await sealAgain(old, keys[compartment], sealed) };
    }),
  );
  const to: To[] = [{ to: heir, kind: 'survivor', compartments: COMPARTMENTS }, ...keepers(visit, without)];
  const grants = await Promise.all(to.map(async (each) => makeGrant({ ...each, secrets })));
  return { keys, grants, resealed };
}

/** A receipt for a helper, who sees some compartments and no more. */
export async function shareWith(visit: Visit, wanted: readonly Compartment[]): Promise<NewReceipt> {
  const receipt = newReceipt();
  const { locatorHash, tokenHash, recipient } = receiptKeys(receipt.bytes);
  const compartments = COMPARTMENTS.filter((each) => wanted.includes(each));
  const helper = { id: newId(), locatorHash, tokenHash, recipient, compartments };
  const id = newId();
  await actUnder(visit, async ({ secrets }, under) => {
    const grant = await makeGrant({ to: recipient, kind: 'helper', compartments, secrets });
    return { op: 'share', id, under, helper, grant };
  });
  return receipt;
}

/** Ends a helper's access: what she can still decrypt is sealed to keys that the helper never had. */
export async function stopHelper(visit: Visit, helper: string): Promise<void> {
  const id = newId();
  await actUnder(visit, async (now, under) => {
    const made = await newKeys(now, now.keys.recipient, helper);
    return { op: 'unshare', id, under, helper, ...made };
  });
}

/** A new receipt for the case; the old one opens nothing from then on. @returns its keys */
export async function replaceReceipt(visit: Visit, receipt: NewReceipt, pin: string): Promise<ReceiptKeys> {
  const heir = receiptKeys(receipt.bytes, pin);
  const { locatorHash, tokenHash, recipient } = heir;
  const id = newId();
  await actUnder(visit, async (now, under) => {
    const made = await newKeys(now, recipient);
    return { op: 'replace', id, under, locatorHash, tokenHash, recipient, ...made };
  });
  return heir;
}
