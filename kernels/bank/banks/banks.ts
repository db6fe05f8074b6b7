import { BankError } from '../errors.ts';
import { HashIndex } from '../index/hash-index.ts';
import type { AlignedHit } from '../robust/aligned/aligned.ts';
import type { ClipParts } from '../robust/clip-parts.ts';
import { type Content, contentOf } from './content.ts';
import type { RecordListener } from './followed.ts';
import { type Added, Holdings } from './holdings.ts';
import { matchAligned, matchAlignedClip, type MomentHits } from './match-aligned.ts';
import { lookAtParts, type PartsLook } from './match-parts.ts';
import { matchUpload } from './match-upload.ts';
import { Policies } from './policies.ts';
import type {
  BankSettings,
  ContentSignals,
  Match,
  MatchOptions,
  MatchResult,
  OpinionValue,
  Query,
} from './types.ts';

const NO_OPINIONS: ReadonlyMap<string, OpinionValue> = new Map();

/** Named banks over one index. It holds everything in memory; the record of it is the server's database. */
export class Banks {
  readonly #holdings: Holdings;
  readonly #policies: Policies;

  constructor(index: HashIndex = new HashIndex()) {
    this.#holdings = new Holdings(index);
    this.#policies = new Policies(this.#holdings);
  }

  /**
   * Makes the bank, or changes its policy; its contents stay.
   *
   * @throws BankError `bank-name`, `bank-threshold`, `bank-ratio`, `bank-silences`
   */
  put(settings: BankSettings): void {
    this.#policies.put(settings);
  }

  /** The policies of all banks, in the order in which they were made. */
  list(): BankSettings[] {
    return this.#policies.list();
  }

  get(name: string): BankSettings | undefined {
    return this.#policies.find(name)?.settings;
  }

  /** Number of contents of a bank. */
  count(name: string): number {
    return this.#policies.find(name)?.contents.size ?? 0;
  }

  /** Gives a bank another name, with a policy; its contents stay. @throws BankError `bank-unknown` */
  rename(name: string, settings: BankSettings): void {
    this.#policies.rename(name, settings);
  }

  /** Removes the bank and all it holds. @returns whether there was one */
  drop(name: string): boolean {
    return this.#policies.drop(name);
  }

  /**
   * Adds a content, or replaces the one of that id. Opinions on it stay; it matches from the next look-up on.
   *
   * @throws BankError `bank-unknown` when there is no such bank
   */
  add(bankName: string, id: string, signals: ContentSignals): Added {
    const bank = this.#policies.find(bankName);
    if (!bank) throw new BankError('bank-unknown', 'Make the bank first.');
    const before = bank.contents.get(id);
    if (before) this.#holdings.forget(before);
    const content = contentOf(bank, id, signals, before);
    bank.contents.set(id, content);
    return this.#holdings.enter(content, signals);
  }

  /**
   * Lets `fill` add many contents; they match when it is done. Building the index at one go takes a tenth of the time
   * and of the memory of adding one by one.
   *
   * @throws BankError `bank-loading` while another `load` goes on
   */
  load(fill: () => Promise<void>): Promise<void> {
    return this.#holdings.load(fill);
  }

  /** Takes a content out; the next look-up does not find it. @returns whether there was one */
  remove(bankName: string, id: string): boolean {
    const bank = this.#policies.find(bankName);
    const content = bank?.contents.get(id);
    if (!bank || !content) return false;
    this.#holdings.forget(content);
    return bank.contents.delete(id);
  }

  has(bankName: string, id: string): boolean {
    return this.#policies.find(bankName)?.contents.has(id) ?? false;
  }

  /** Lets a content match from this moment on (milliseconds since 1970): 0 is always, Infinity never. */
  enableFrom(bankName: string, id: string, at: number): void {
    this.#content(bankName, id).enabledFrom = at;
  }

  /** Records what a party says of a content; `undefined` takes it back. Two against it suspend it (see `suspends`). */
  setOpinion(bankName: string, id: string, party: string, value: OpinionValue | undefined): void {
    const content = this.#content(bankName, id);
    if (value !== undefined) (content.opinions ??= new Map()).set(party, value);
    else if (content.opinions?.delete(party) && content.opinions.size === 0) content.opinions = undefined;
  }

  /** The opinions on a content, by party. */
  opinions(bankName: string, id: string): ReadonlyMap<string, OpinionValue> {
    return this.#content(bankName, id).opinions ?? NO_OPINIONS;
  }

  /** How many records rule `aligned` compares with, of the banks that switched it on: pictures' alone, and all. */
  get alignedRecords(): { readonly pictures: number; readonly all: number } {
    return this.#holdings.followed.sizes;
  }

  /** Tells of all those records, and then of each change; their comparison (`Aligned`) may run in another thread. */
  followRecords(listener: RecordListener): void {
    this.#holdings.followed.listen(listener);
  }

  /** What the upload matches: one match for each content, by the plainest rule that finds it, nearest first. */
  match(query: Query, options: MatchOptions): MatchResult {
    const steps = this.matchInSteps(query, options);
    for (;;) {
      const { done, value } = steps.next();
      if (done) return value;
    }
  }

  /**
   * `match`, one look-up at each step: others may work between, where a clip asks about tens of thousands of hashes.
   * Contents that are taken out meanwhile may still be in the result.
   */
  matchInSteps(query: Query, options: MatchOptions): Generator<void, MatchResult> {
    return matchUpload(this.#holdings, query, options);
  }

  /**
   * The matches of rule `aligned`, from the records that lie in the upload. Those taken out since are left out.
   *
   * @param hits under the numbers that `followRecords` told
   */
  matchAligned(hits: readonly AlignedHit[], options: MatchOptions): Match[] {
    return matchAligned(this.#holdings, hits, options);
  }

  /**
   * The matches of rule `aligned` of a clip: what was found in it at two moments, in one place of its picture.
   *
   * @param moments the hits at each moment that was asked about
   */
  matchAlignedClip(moments: readonly MomentHits[], options: MatchOptions): Match[] {
    return matchAlignedClip(this.#holdings, moments, options);
  }

  /** Looks a clip's parts up (rule `upload-view`), one moment at a time: call `see` for each, then `found`. */
  lookAtClip(clip: ClipParts, options: MatchOptions): PartsLook {
    return lookAtParts(this.#holdings, clip, options);
  }

  #content(bankName: string, id: string): Content {
    const content = this.#policies.find(bankName)?.contents.get(id);
    if (!content) throw new BankError('bank-content-unknown', 'There is no such content in this bank.');
    return content;
  }
}
