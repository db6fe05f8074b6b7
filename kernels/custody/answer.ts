import {
  hex,
  integer,
  list,
  object,
  oneOf,
  optional,
  type Parse,
  type Parsed,
  ShapeError,
  text,
} from '@amaan/base';
import { parseCaseEvent } from './event.ts';
import { COMPARTMENTS, parseCaseKeys, parseSealed, parseSealedNotice } from './intake.ts';
import { openPadded, sealText } from './seal.ts';

/** Every page of every answer to a read is sealed from so many bytes, whether there is a case or not. */
export const ANSWER_BYTES = 32_768;
const HEAD = 16;

const id = hex(16);
const compartment = oneOf(...COMPARTMENTS);

/** A sealed item of the case. `at` is a day for hers, an instant for staff's. */
export const parseItem = object({
  id,
  kind: oneOf('story', 'links', 'contact', 'message', 'exhibit', 'task', 'referral', 'notice', 'places'),
  compartment,
  from: oneOf('survivor', 'helper', 'staff', 'mail'),
  at: text(24, { min: 10 }),
  staff: optional(id),
  sealed: parseSealedNotice,
});
export type Item = Parsed<typeof parseItem>;

/** What a receipt finds: how the case stands, its ledger, the messages both ways, and the key to open them. */
export const parseNews = object({
  v: oneOf(1),
  caseId: hex(16),
  role: oneOf('survivor', 'helper'),
  keys: parseCaseKeys,
  grant: object({ compartments: list(compartment, 4, 1), sealed: parseSealed }),
  head: object({ seq: integer(0, 1_000_000), digest: hex(32) }),
  events: list(parseCaseEvent, 100_000),
  messages: list(parseItem, 10_000),
  /** Referrals that the helpline proposes: hers to answer. */
  referrals: list(parseItem, 500),
  /** Helpers she named who still have access. */
  helpers: list(object({ id, compartments: list(compartment, 4, 1), grant: id, recipient: text(80) }), 50),
  /** Staff and recovery grants that a change of keys must renew. */
  grants: list(object({ id, kind: oneOf('survivor', 'staff', 'recovery', 'helper'), to: text(80) }), 500),
});
export type News = Parsed<typeof parseNews>;

/** Sealed items of the case: all of them for export and for a change of keys, with released signals as ids, or some. */
export const parseCaseFile = object({
  v: oneOf(1),
  caseId: hex(16),
  items: list(parseItem, 20_000),
  signals: list(object({ id, state: oneOf('held', 'shared', 'withdrawn') }), 10_000),
});
export type CaseFile = Parsed<typeof parseCaseFile>;

/** The wire form of a page of an answer. */
export const parseAnswer = object({ v: oneOf(1), sealed: parseSealed });

/**
 * Seals one page of an answer to the reader: `value` as JSON, cut at a fixed size. The count of pages stands inside.
 *
 * @param page from 0; beyond the end the page is empty
 */
export async function sealAnswer(recipient: string, value: News | CaseFile, page: number): Promise<string> {
  const json = JSON.stringify(value).replace(
    /[\u0080-\uffff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  const room = ANSWER_BYTES - HEAD;
  const pages = Math.ceil(json.length / room);
  const head = `${page}/${pages}`.padEnd(HEAD);
  return sealText([recipient], head + json.slice(page * room, (page + 1) * room), ANSWER_BYTES);
}

/** The filler for a locator that finds nothing: the same size, sealed to nobody's key. */
export async function sealFiller(nobody: string): Promise<string> {
  return sealText([nobody], '', ANSWER_BYTES);
}

/**
 * Opens one page. @returns its text and the number of pages, or nothing when the page is not for this identity: no
 * case, or a decoy PIN
 */
export async function openPage(
  identity: string,
  sealed: string,
): Promise<{ text: string; pages: number } | undefined> {
  let plain: string;
  try {
    // Not trimmed: a page may be cut inside a text, next to a space that belongs to it.
    plain = await openPadded(identity, sealed);
  } catch {
    return undefined;
  }
  const head = /^(\d+)\/(\d+) *$/.exec(plain.slice(0, HEAD).trimEnd());
  return head ? { text: plain.slice(HEAD), pages: Number(head[2]) } : undefined;
}

/** Puts the pages of an answer together. @throws ShapeError when they do not make a whole */
export function joinPages<T>(pages: readonly string[], parse: Parse<T>): T {
  let value: unknown;
  try {
    value = JSON.parse(pages.join(''));
  } catch {
    throw new ShapeError('', 'a whole answer');
  }
  return parse(value);
}

/** How often an answer is read anew that changed while its pages were read. */
const ANEW = 4;

/**
 * Reads a whole answer page by page; anew where the case changed meanwhile and the pages do not belong together, as
 * when many links are being looked at.
 *
 * @param fetchPage asks the server for one page and gives its `sealed`
 * @returns nothing when the receipt finds no case, which must look like a case without news
 */
export async function readAnswer<T>(
  identity: string,
  fetchPage: (page: number) => Promise<string>,
  parse: Parse<T>,
): Promise<T | undefined> {
  for (let turn = 1; ; turn++) {
    const first = await openPage(identity, await fetchPage(0));
    if (!first) return undefined;
    const pages = [first.text];
    try {
      for (let page = 1; page < first.pages; page++) {
        const next = await openPage(identity, await fetchPage(page));
        if (next?.pages !== first.pages) throw new ShapeError('', 'a whole answer');
        pages.push(next.text);
      }
      return joinPages(pages, parse);
    } catch (error) {
      if (!(error instanceof ShapeError) || first.pages === 1 || turn >= ANEW) throw error;
    }
  }
}
