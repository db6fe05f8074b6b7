import {
  type CaseEvent,
  type CaseFile,
  type CaseKeys,
  type CaseSecrets,
  type CaseStatus,
  checkWords,
  type CheckWords,
  COMPARTMENTS,
  type Compartment,
  type Directory,
  foldAll,
  keysDigest,
  keysOf,
  type Link,
  type Message,
  messageHolds,
  newCompartments,
  type News,
  openGrant,
  openJson,
  parseCaseFile,
  parseMessage,
  parseNews,
  readAnswer,
  type ReceiptKeys,
  sealJson,
  solveProof,
  verifyLedger,
  type WriteOp,
} from '@amaan/custody';
import { toHex } from '@amaan/base';
import { breathe, meetServer, newId, postWrite, random, readPage, ServerError } from './client.ts';

/** A visit with a receipt. For a receipt that finds no case everything is there and empty, and nothing else differs. */
export interface Visit {
  readonly keys: ReceiptKeys;
  readonly words: CheckWords;
  readonly directory: Directory;
  readonly proof: string;
  readonly today: string;
  /** When somebody of the helpline last tried how a platform or authority takes notices, by its code. */
  readonly tried: ReadonlyMap<string, string>;
  /** Nothing when no case was found; only what must not show asks for it. */
  readonly news: News | undefined;
  readonly secrets: CaseSecrets;
  readonly caseKeys: CaseKeys;
  readonly role: 'survivor' | 'helper';
  readonly compartments: readonly Compartment[];
  readonly status: CaseStatus | undefined;
  /** Whether the ledger holds together and is signed by the key of the directory. */
  readonly ledgerHolds: boolean;
}

/** A message as she sees it. */
export interface ShownMessage {
  readonly id: string;
  readonly at: string;
  readonly from: 'survivor' | 'helper' | 'staff' | 'mail';
  /** Nothing when it cannot be opened with this receipt. */
  readonly text?: string;
  /** For a caseworker's: whether the signature holds. */
  readonly signed?: boolean;
}

/** Solves the proof of a visit and reads the case. @throws DirectoryError, ServerError, ShapeError */
export async function openVisit(keys: ReceiptKeys): Promise<Visit> {
  const { front, directory } = await meetServer();
  const proof = await solveProof(front.pow.challenge, keys.locatorHash, front.pow.visit, breathe);
  const tried = new Map(front.tried.map(({ code, on }) => [code, on]));
  return readVisit({ keys, directory, proof, today: front.today, tried });
}

/** Reads the case again. */
export async function readVisit(
  base: Pick<Visit, 'keys' | 'directory' | 'proof' | 'today' | 'tried'>,
): Promise<Visit> {
  const { keys, directory } = base;
  const news = await readAnswer(
    keys.identity,
    async (page) => readPage(keys, base.proof, 'news', page),
    parseNews,
  );
  // No case: keys that open nothing, so that writing takes the same steps and the same time.
  const secrets = news ? await openGrant(keys.identity, news.grant.sealed) : newCompartments(random).secrets;
  return {
    ...base,
    words: checkWords(keys.locatorHash),
    news,
    secrets,
    caseKeys: news ? news.keys : keysOf(secrets),
    role: news?.role ?? 'survivor',
    compartments: news?.grant.compartments ?? COMPARTMENTS,
    status: news ? foldAll(news.events) : undefined,
    // A helper is not given the record: there is nothing for her to check, and nothing wrong with that.
    ledgerHolds: news && news.role !== 'helper' ? holds(news, directory) : true,
  };
}

function holds(news: News, directory: Directory): boolean {
  try {
    verifyLedger(news.caseId, news.events, directory.ledger);
  } catch {
    return false;
  }
  return news.events.at(-1)?.seq === news.head.seq;
}

/** The messages both ways, opened and checked. */
export async function messagesOf(visit: Visit): Promise<ShownMessage[]> {
  const { news, secrets, directory } = visit;
  return Promise.all(
    (news?.messages ?? []).map(async ({ id, at, from, sealed }) => {
      let message: Message;
      try {
        if (!secrets.messages) return { id, at, from };
        message = parseMessage(await openJson(secrets.messages, sealed));
      } catch {
        return { id, at, from };
      }
      if (message.from !== 'staff') return { id, at, from, text: message.text };
      const { staff } = message;
      const signer = directory.staff.find((member) => member.id === staff);
      const signed =
        signer !== undefined && news !== undefined && messageHolds(news.caseId, message, signer.signKey);
      return { id, at, from: 'staff' as const, text: message.text, signed };
    }),
  );
}

/** Does something to the case. */
export async function act(visit: Visit, op: WriteOp): Promise<void> {
  await postWrite(visit.keys, visit.proof, op);
}

/**
 * Does something that is sealed under the case's keys. Where they changed since the case was read (a colleague left, a
 * helper's view was taken back), it is read again and the act made anew.
 *
 * @param make makes the act from the case as it stands; its id stays the same
 */
export async function actUnder(
  visit: Visit,
  make: (visit: Visit, under: string) => Promise<WriteOp>,
): Promise<void> {
  const attempt = async (as: Visit) => act(as, await make(as, keysDigest(as.caseKeys)));
  try {
    await attempt(visit);
  } catch (error) {
    if (!(error instanceof ServerError) || error.code !== 'changed') throw error;
    await attempt(await readVisit(visit));
  }
}

/** Seals something to a compartment and writes it. */
export async function add(
  visit: Visit,
  item:
    | { kind: 'message'; text: string }
    /** `fresh` of the links are places that the case does not have yet. */
    | { kind: 'links'; links: readonly Link[]; fresh: number }
    | { kind: 'story' | 'contact'; value: object },
): Promise<void> {
  const by = toHex(visit.keys.locator);
  const id = newId();
  await actUnder(visit, async ({ caseKeys, role }, under) => {
    switch (item.kind) {
      case 'message': {
        const sealed = await sealJson([caseKeys.messages], { v: 1, from: role, by, text: item.text });
        return { op: 'message', id, under, sealed };
      }
      case 'links': {
        const sealed = await sealJson([caseKeys.links], { v: 1, by, links: item.links });
        return { op: 'links', id, under, sealed, count: item.fresh };
      }
      default: {
        const sealed = await sealJson([caseKeys.story], { v: 1, by, ...item.value });
        return { op: 'words', id, under, kind: item.kind, sealed };
      }
    }
  });
}

/** Sealed items of the case: its places, one notice by its id, or everything. */
export async function partOf(
  visit: Visit,
  part: 'places' | 'notice' | 'file',
  item?: string,
): Promise<CaseFile | undefined> {
  return readAnswer(
    visit.keys.identity,
    async (page) => readPage(visit.keys, visit.proof, part, page, item),
    parseCaseFile,
  );
}

/** What has happened that is news to her: what others did, the newest first. */
export function newsOf(visit: Visit): CaseEvent[] {
  return (visit.news?.events ?? []).filter(({ actor }) => actor.role !== 'survivor').toReversed();
}
