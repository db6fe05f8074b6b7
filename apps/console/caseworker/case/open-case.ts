import {
  type CaseSecrets,
  type Contact,
  type Directory,
  type Item,
  type Link,
  type Message,
  mergeLinks,
  messageHolds,
  openGrant,
  openJson,
  parseContact,
  parseLinks,
  parseMessage,
  parseReferral,
  parseStory,
  parseTask,
  type Referral,
  referralHolds,
  type ReferralState,
  type Story,
  type TaskStatus,
  verifyLedgerPaced,
  writtenBy,
} from '@amaan/custody';
import type { SealedCase } from '../../api/staff.ts';
import { breather } from '../../ui/breathe.ts';

/** Something she told, with whether it was written with this case's receipt. */
export interface Told<T> {
  readonly value: T;
  readonly hers: boolean;
}

/** One of her accounts: what she told at first, and each time that she added to it. */
export interface ToldOn<T> extends Told<T> {
  readonly id: string;
  /** Her day. */
  readonly at: string;
}

/** A message as it is shown; without `message` it could not be opened. */
export interface ShownMessage {
  readonly item: Item;
  readonly message: Message | undefined;
  /** Hers: written with the receipt. Ours: the signature holds. */
  readonly holds: boolean;
}

/** A task as it is shown; without `text` it could not be opened. */
export interface ShownTask {
  readonly id: string;
  readonly text: string | undefined;
  readonly status: TaskStatus;
}

/** A referral as it is shown. */
export interface ShownReferral {
  readonly id: string;
  readonly referral: Referral | undefined;
  readonly state: ReferralState;
  readonly holds: boolean;
}

/** A case opened in this browser. */
export interface OpenedCase {
  readonly sealed: SealedCase;
  readonly secrets: CaseSecrets;
  /** Oldest first: nothing that she told gives way to what she told later. */
  readonly stories: readonly ToldOn<Story>[];
  readonly contact: Told<Contact> | undefined;
  readonly links: readonly Link[];
  readonly messages: readonly ShownMessage[];
  readonly tasks: readonly ShownTask[];
  readonly referrals: readonly ShownReferral[];
  readonly ledgerHolds: boolean;
}

/** Opens the newest item of a kind. One that cannot be opened is left out: an older one may still be read. */
async function newest<T extends { by: string }>(
  sealed: SealedCase,
  secrets: CaseSecrets,
  kind: Item['kind'],
  parse: (value: unknown) => T,
): Promise<Told<T> | undefined> {
  for (const item of sealed.items.filter((each) => each.kind === kind).toReversed()) {
    const key = secrets[item.compartment];
    try {
      const value = key && parse(await openJson(key, item.sealed));
      if (value) return { value, hers: writtenBy(value, sealed.writers) };
    } catch {}
  }
  return undefined;
}

async function openStory(
  item: Item,
  { writers }: SealedCase,
  secrets: CaseSecrets,
): Promise<ToldOn<Story>[]> {
  try {
    const value = parseStory(await openJson(secrets[item.compartment] ?? '', item.sealed));
    return [{ id: item.id, at: item.at, value, hers: writtenBy(value, writers) }];
  } catch {
    // One that cannot be opened is left out: the others may still be read.
    return [];
  }
}

async function openLinks(item: Item, secrets: CaseSecrets): Promise<Link[]> {
  try {
    return parseLinks(await openJson(secrets.links ?? '', item.sealed)).links;
  } catch {
    return [];
  }
}

async function openMessage(
  item: Item,
  sealed: SealedCase,
  secrets: CaseSecrets,
  directory: Directory | undefined,
): Promise<ShownMessage> {
  try {
    const message = parseMessage(await openJson(secrets.messages ?? '', item.sealed));
    // Nobody of ours vouches for a mail's sender; the server sealed it as it came.
    if (message.from === 'mail') return { item, message, holds: item.from === 'mail' };
    if (message.from !== 'staff') return { item, message, holds: writtenBy(message, sealed.writers) };
    const key = directory?.staff.find((each) => each.id === message.staff)?.signKey;
    return { item, message, holds: key !== undefined && messageHolds(sealed.id, message, key) };
  } catch {
    return { item, message: undefined, holds: false };
  }
}

async function openTask(item: Item, sealed: SealedCase, secrets: CaseSecrets): Promise<ShownTask> {
  const status = sealed.status.tasks?.[item.id] ?? { state: 'open' };
  try {
    const { text } = parseTask(await openJson(secrets[item.compartment] ?? '', item.sealed));
    return { id: item.id, text, status };
  } catch {
    return { id: item.id, text: undefined, status };
  }
}

async function openReferral(
  item: Item,
  sealed: SealedCase,
  secrets: CaseSecrets,
  directory: Directory | undefined,
): Promise<ShownReferral> {
  const state = sealed.status.referrals?.[item.id] ?? 'proposed';
  try {
    const referral = parseReferral(await openJson(secrets[item.compartment] ?? '', item.sealed));
    const key = directory?.staff.find((each) => each.id === referral.staff)?.signKey;
    const holds = key !== undefined && referralHolds(sealed.id, referral, key);
    return { id: item.id, referral, state, holds };
  } catch {
    return { id: item.id, referral: undefined, state, holds: false };
  }
}

/** Everything readable of an opened case, lower case, for the search in this browser. */
export function wordsOf({ stories, contact, links, messages, tasks, referrals }: OpenedCase): string {
  return JSON.stringify([
    stories.map(({ value }) => value),
    contact?.value,
    links,
    messages.map(({ message }) => message?.text),
    tasks.map(({ text }) => text),
    referrals.map(({ referral }) => referral),
  ]).toLowerCase();
}

/**
 * Opens a case with one's own key: grant, then everything under it, and checks the ledger.
 *
 * @param identity the member's age identity
 * @param directory the checked staff directory, whose ledger key and signing keys are trusted
 * @throws SealError when the grant is not for this key
 */
export async function openCase(
  sealed: SealedCase,
  identity: string,
  directory: Directory | undefined,
): Promise<OpenedCase> {
  const breathe = breather();
  const secrets = await openGrant(identity, sealed.grant.sealed);
  await breathe();
  const of = (kind: Item['kind']) => sealed.items.filter((item) => item.kind === kind);
  // One after the other with pauses: many at once would be one long task in which no key works.
  const each = async <T>(kind: Item['kind'], open: (item: Item) => Promise<T>): Promise<T[]> => {
    const opened: T[] = [];
    for (const item of of(kind)) {
      await breathe();
      opened.push(await open(item));
    }
    return opened;
  };
  const stories = (await each('story', async (item) => openStory(item, sealed, secrets))).flat();
  const contact = await newest(sealed, secrets, 'contact', parseContact);
  await breathe();
  const links = mergeLinks((await each('links', async (item) => openLinks(item, secrets))).flat());
  const messages = await each('message', (item) => openMessage(item, sealed, secrets, directory));
  const tasks = await each('task', (item) => openTask(item, sealed, secrets));
  const referrals = await each('referral', (item) => openReferral(item, sealed, secrets, directory));
  let ledgerHolds = directory !== undefined;
  try {
    if (directory) await verifyLedgerPaced(sealed.id, sealed.events, directory.ledger, sealed.head, breathe);
  } catch {
    ledgerHolds = false;
  }
  return { sealed, secrets, stories, contact, links, messages, tasks, referrals, ledgerHolds };
}
