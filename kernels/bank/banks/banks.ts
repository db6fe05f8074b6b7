import { hashFromHex, isZeroHash, QUALITY_FLOOR, type ViewRecord } from '@amaan/signal';
import { BankError } from '../errors.ts';
import { HashIndex, MAX_RADIUS } from '../index/hash-index.ts';
import { matchFrames } from './match-frames.ts';
import { bandOf, compareStrength, suspends } from './rules.ts';
import type {
  BankSettings,
  ContentSignals,
  Match,
  MatchOptions,
  MatchResult,
  NamedHash,
  OpinionValue,
  Query,
  Rule,
} from './types.ts';
import { type FrameRecord, frameRecord } from './video.ts';

/** Hashes of an empty file: everyone's, so nobody's. */
const EMPTY_FILE = new Set([
  'd41d8cd98f00b204e9800998ecf8427e',
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
]);

interface Content {
  readonly bank: Bank;
  readonly id: string;
  readonly entries: number[];
  readonly frames: FrameRecord | undefined;
  readonly views: ViewRecord | undefined;
  readonly exact: string[];
  readonly opinions: Map<string, OpinionValue>;
  /** Milliseconds since 1970 from which it matches: 0 always, Infinity never. */
  enabledFrom: number;
}

interface Bank {
  settings: BankSettings;
  readonly contents: Map<string, Content>;
}

/** What `add` took: a signal that is no good for perceptual matching is named, not thrown. */
export interface Added {
  /** Entries in the index: readings of a picture, kept frames of a video. */
  readonly hashes: number;
  readonly exact: number;
  /** Signals left out because their quality is below the floor, or the hash is all zeros. */
  readonly unusable: number;
}

/** Named banks over one index. It holds everything in memory; the record of it is the server's database. */
export class Banks {
  readonly #banks = new Map<string, Bank>();
  readonly #index: HashIndex;
  readonly #exact = new Map<string, Set<Content>>();
  readonly #owner: Array<Content | undefined> = [];
  /** Place of the entry in its content: -1 the picture as shown, -2 as stored, from 0 a frame. */
  readonly #part: number[] = [];
  readonly #free: number[] = [];

  constructor(index: HashIndex = new HashIndex()) {
    this.#index = index;
  }

  /** Makes the bank, or changes its policy; its contents stay. */
  put(settings: BankSettings): void {
    const { name, threshold, enabledRatio } = settings;
    if (!name) throw new BankError('bank-name', 'Give the bank a name.');
    if (!Number.isInteger(threshold) || threshold < 0 || threshold > MAX_RADIUS)
      throw new BankError(
        'bank-threshold',
        `Give a threshold that is a whole number from 0 to ${MAX_RADIUS}.`,
      );
    if (!(enabledRatio >= 0 && enabledRatio <= 1))
      throw new BankError('bank-ratio', 'Give an enabled ratio from 0 to 1.');
    const bank = this.#banks.get(name);
    if (bank) bank.settings = { ...settings };
    else this.#banks.set(name, { settings: { ...settings }, contents: new Map() });
  }

  /** The policies of all banks, in the order in which they were made. */
  list(): BankSettings[] {
    return [...this.#banks.values()].map((bank) => bank.settings);
  }

  get(name: string): BankSettings | undefined {
    return this.#banks.get(name)?.settings;
  }

  /** Number of contents of a bank. */
  count(name: string): number {
    return this.#banks.get(name)?.contents.size ?? 0;
  }

  /** Gives a bank another name, with a policy; its contents stay. @throws BankError `bank-unknown` */
  rename(name: string, settings: BankSettings): void {
    const bank = this.#banks.get(name);
    if (!bank) throw new BankError('bank-unknown', 'Make the bank first.');
    this.#banks.delete(name);
    bank.settings = { ...settings };
    this.#banks.set(settings.name, bank);
  }

  /** Removes the bank and all it holds. @returns whether there was one */
  drop(name: string): boolean {
    const bank = this.#banks.get(name);
    if (!bank) return false;
    for (const content of bank.contents.values()) this.#forget(content);
    return this.#banks.delete(name);
  }

  /**
   * Adds a content, or replaces the one of that id. Opinions on it stay; it matches from the next look-up on.
   *
   * @throws BankError `bank-unknown` when there is no such bank
   */
  add(bankName: string, id: string, signals: ContentSignals): Added {
    const bank = this.#banks.get(bankName);
    if (!bank) throw new BankError('bank-unknown', 'Make the bank first.');
    const before = bank.contents.get(id);
    if (before) this.#forget(before);
    const frames = signals.frames && frameRecord(signals.frames, signals.durationMs);
    const content: Content = {
      bank,
      id,
      entries: [],
      frames,
      views: signals.views,
      exact: [signals.md5, signals.sha256]
        .flatMap((hex) => (hex ? [hex.toLowerCase()] : []))
        .filter(usableExact),
      opinions: before?.opinions ?? new Map(),
      enabledFrom: before?.enabledFrom ?? 0,
    };
    bank.contents.set(id, content);
    let unusable = (signals.frames?.length ?? 0) - (frames?.frames.length ?? 0);
    for (const [part, signal] of [
      [-1, signals.pdq],
      [-2, signals.pdqStored],
    ] as const)
      if (
        signal &&
        !(signal.quality >= QUALITY_FLOOR && this.#enter(content, part, hashFromHex(signal.hash)))
      )
        unusable++;
    for (const [part, frame] of (frames?.frames ?? []).entries())
      if (!this.#enter(content, part, hashFromHex(frame.hash))) unusable++;
    for (const hex of content.exact) {
      const owners = this.#exact.get(hex) ?? new Set();
      this.#exact.set(hex, owners.add(content));
    }
    return { hashes: content.entries.length, exact: content.exact.length, unusable };
  }

  /** Takes a content out; the next look-up does not find it. @returns whether there was one */
  remove(bankName: string, id: string): boolean {
    const bank = this.#banks.get(bankName);
    const content = bank?.contents.get(id);
    if (!bank || !content) return false;
    this.#forget(content);
    return bank.contents.delete(id);
  }

  has(bankName: string, id: string): boolean {
    return this.#banks.get(bankName)?.contents.has(id) ?? false;
  }

  /** Lets a content match from this moment on (milliseconds since 1970): 0 is always, Infinity never. */
  enableFrom(bankName: string, id: string, at: number): void {
    this.#content(bankName, id).enabledFrom = at;
  }

  /** Records what a party says of a content; `undefined` takes it back. Two against it suspend it (see `suspends`). */
  setOpinion(bankName: string, id: string, party: string, value: OpinionValue | undefined): void {
    const { opinions } = this.#content(bankName, id);
    if (value === undefined) opinions.delete(party);
    else opinions.set(party, value);
  }

  /** The opinions on a content, by party. */
  opinions(bankName: string, id: string): ReadonlyMap<string, OpinionValue> {
    return this.#content(bankName, id).opinions;
  }

  /** Every content that has view records, for the rule `aligned`. */
  *records(): Generator<{ bank: string; content: string; views: ViewRecord }> {
    for (const bank of this.#banks.values())
      for (const content of bank.contents.values())
        if (content.views) yield { bank: bank.settings.name, content: content.id, views: content.views };
  }

  /** What the upload matches: one match for each content, by the plainest rule that finds it, nearest first. */
  match(query: Query, options: MatchOptions): MatchResult {
    const best = new Map<Content, Match>();
    const keep = (content: Content, match: Match) => {
      const other = best.get(content);
      if (!other || compareStrength(match, other) < 0) best.set(content, match);
    };
    const takesPart = this.#filter(options);
    const look = (rule: Rule, { hash, view }: NamedHash) => {
      for (const { id, distance } of this.#search(hash)) {
        const content = this.#owner[id];
        const part = this.#part[id] ?? 0;
        if (!content || part >= 0 || distance > content.bank.settings.threshold || !takesPart(content))
          continue;
        keep(content, {
          ...nameOf(content),
          rule,
          distance,
          ...(view !== undefined && { view }),
          signalType: 'pdq',
          band: bandOf(distance),
        });
      }
    };
    for (const named of query.hashes ?? []) look('plain', named);
    for (const named of query.uploadViews ?? []) look('upload-view', named);
    for (const [hex, signalType] of [
      [query.md5, 'video_md5'],
      [query.sha256, 'sha256'],
    ] as const)
      for (const content of (hex && this.#exact.get(hex.toLowerCase())) || [])
        if (takesPart(content))
          keep(content, { ...nameOf(content), rule: 'plain', distance: 0, signalType, band: 'exact' });
    if (query.frames) {
      const found = matchFrames(query.frames, (hash) =>
        this.#search(hash).flatMap(({ id, distance }) => {
          const content = this.#owner[id];
          const at = this.#part[id] ?? -1;
          if (!content?.frames || at < 0 || distance > content.bank.settings.threshold) return [];
          return takesPart(content) ? [{ owner: content, record: content.frames, at, distance }] : [];
        }),
      );
      for (const { owner, distance, video } of found)
        keep(owner, {
          ...nameOf(owner),
          rule: 'plain',
          distance,
          signalType: 'vpdq',
          band: bandOf(distance),
          video,
        });
    }
    return settle(best);
  }

  #search(hash: Uint8Array) {
    return this.#index.search(hash, MAX_RADIUS);
  }

  #filter({ at, sample, banks, ignoreEnabled }: MatchOptions): (content: Content) => boolean {
    const wanted = banks && new Set(banks);
    return ({ bank, enabledFrom, opinions }) => {
      if (wanted && !wanted.has(bank.settings.name)) return false;
      if (ignoreEnabled) return true;
      return bank.settings.enabledRatio > sample && enabledFrom <= at && !suspends(opinions);
    };
  }

  #content(bankName: string, id: string): Content {
    const content = this.#banks.get(bankName)?.contents.get(id);
    if (!content) throw new BankError('bank-content-unknown', 'There is no such content in this bank.');
    return content;
  }

  #enter(content: Content, part: number, hash: Uint8Array): boolean {
    if (isZeroHash(hash)) return false;
    const entry = this.#free.pop() ?? this.#owner.length;
    this.#index.add(entry, hash);
    this.#owner[entry] = content;
    this.#part[entry] = part;
    content.entries.push(entry);
    return true;
  }

  #forget(content: Content): void {
    for (const entry of content.entries) {
      this.#index.remove(entry);
      this.#owner[entry] = undefined;
      this.#free.push(entry);
    }
    for (const hex of content.exact) {
      const owners = this.#exact.get(hex);
      owners?.delete(content);
      if (owners?.size === 0) this.#exact.delete(hex);
    }
  }
}

function usableExact(hex: string): boolean {
  return !EMPTY_FILE.has(hex) && !/^0+$/.test(hex);
}

function nameOf(content: Content): { bank: string; content: string } {
  return { bank: content.bank.settings.name, content: content.id };
}

/** Parts the matches from what a `suppress` bank says is harmless: it silences what is no nearer than itself. */
function settle(best: ReadonlyMap<Content, Match>): MatchResult {
  let harmless = Number.POSITIVE_INFINITY;
  for (const [content, match] of best)
    if (content.bank.settings.kind === 'suppress') harmless = Math.min(harmless, match.distance);
  const matches: Match[] = [];
  const suppressed: Match[] = [];
  for (const [content, match] of best) {
    if (content.bank.settings.kind === 'suppress') continue;
    if (match.signalType === 'pdq' && match.distance >= harmless) suppressed.push(match);
    else matches.push(match);
  }
  matches.sort(compareStrength);
  return { matches, suppressed };
}
