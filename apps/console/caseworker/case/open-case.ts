import {
  type CaseSecrets,
  type Contact,
  type Directory,
  type Item,
  type Link,
  type Message,
  messageHolds,
  openGrant,
  openJson,
  parseContact,
  parseLinks,
  parseMessage,
  parseStory,
  type Story,
  verifyLedger,
  writtenBy,
} from '@amaan/custody';
import type { SealedCase } from '../../api/staff.ts';

/** Something she told, with whether it was written with this case's receipt. */
export interface Told<T> {
  readonly value: T;
  readonly hers: boolean;
}

/** A message as it is shown; without `message` it could not be opened. */
export interface ShownMessage {
  readonly item: Item;
  readonly message: Message | undefined;
  /** Hers: written with the receipt. Ours: the signature holds. */
  readonly holds: boolean;
}

/** A case opened in this browser. */
export interface OpenedCase {
  readonly sealed: SealedCase;
  readonly secrets: CaseSecrets;
  readonly story: Told<Story> | undefined;
  readonly contact: Told<Contact> | undefined;
  readonly links: readonly Link[];
  readonly messages: readonly ShownMessage[];
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

async function allLinks(sealed: SealedCase, secrets: CaseSecrets): Promise<Link[]> {
  const links: Link[] = [];
  for (const item of sealed.items) {
    if (item.kind !== 'links' || !secrets.links) continue;
    try {
      links.push(...parseLinks(await openJson(secrets.links, item.sealed)).links);
    } catch {}
  }
  return links;
}

async function openMessage(
  item: Item,
  sealed: SealedCase,
  secrets: CaseSecrets,
  directory: Directory | undefined,
): Promise<ShownMessage> {
  try {
    const message = parseMessage(await openJson(secrets.messages ?? '', item.sealed));
    if (message.from !== 'staff') return { item, message, holds: writtenBy(message, sealed.writers) };
    const key = directory?.staff.find((each) => each.id === message.staff)?.signKey;
    return { item, message, holds: key !== undefined && messageHolds(sealed.id, message, key) };
  } catch {
    return { item, message: undefined, holds: false };
  }
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
  const secrets = await openGrant(identity, sealed.grant.sealed);
  const [story, contact, links, messages] = await Promise.all([
    newest(sealed, secrets, 'story', parseStory),
    newest(sealed, secrets, 'contact', parseContact),
    allLinks(sealed, secrets),
    Promise.all(
      sealed.items
        .filter((item) => item.kind === 'message')
        .map((item) => openMessage(item, sealed, secrets, directory)),
    ),
  ]);
  let ledgerHolds = directory !== undefined;
  try {
    if (directory) verifyLedger(sealed.id, sealed.events, directory.ledger, sealed.head);
  } catch {
    ledgerHolds = false;
  }
  return { sealed, secrets, story, contact, links, messages, ledgerHolds };
}
