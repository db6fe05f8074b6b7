import { hashFromHex, isZeroHash, QUALITY_FLOOR, type ViewRecord } from '@amaan/signal';
import { BankError } from '../errors.ts';
import { HashIndex, MAX_RADIUS } from '../index/hash-index.ts';
import { Entries, NONE } from './entries.ts';
import { ClipLook, matchInClip } from './clip-look.ts';
import { exactOf } from './exact.ts';
import { Followed, type RecordListener } from './followed.ts';
import { Gathered } from './gathered.ts';
import type { AlignedHit } from '../robust/aligned/aligned.ts';
import type { ClipParts } from '../robust/clip-parts.ts';
import { matchFrames } from './match-frames.ts';
import { matchStills } from './match-stills.ts';
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
  SilencedMatch,
} from './types.ts';
import { judgeKeyFrames, Sightings } from './sightings.ts';
import { type FrameRecord, frameRecord, judgeParts } from './video.ts';

/** One entry of a bank. There are millions: whatever most of them do not have is shared or absent. */
interface Content {
  readonly bank: Bank;
  readonly id: string;
  /** Its first entry in the index, or `NONE`; the others follow by `Entries.next`. */
  first: number;
  readonly frames: FrameRecord | undefined;
  readonly views: ViewRecord | undefined;
  readonly keyViews: readonly ViewRecord[] | undefined;
  readonly exact: readonly string[];
  opinions: Map<string, OpinionValue> | undefined;
  /** Milliseconds since 1970 from which it matches: 0 always, Infinity never. */
  enabledFrom: number;
}

const NO_OPINIONS: ReadonlyMap<string, OpinionValue> = new Map();

interface Bank {
  settings: BankSettings;
  readonly contents: Map<string, Content>;
}

/** One entry near a hash that was looked up. */
interface Near {
  readonly content: Content;
  readonly part: number;
  readonly distance: number;
  readonly by: string | undefined;
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
  readonly #entries = new Entries<Content>();
  readonly #followed = new Followed<Content>();
  /** Hashes that wait for the end of `load`. */
  #gathered: Gathered | undefined;

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
    if (settings.silences && settings.kind !== 'suppress')
      throw new BankError('bank-silences', 'Only a bank of harmless pictures silences others.');
    const bank = this.#banks.get(name);
    if (bank) this.#settle(bank, settings);
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
    this.#settle(bank, settings);
    this.#banks.set(settings.name, bank);
    this.#silencesInstead(name, [settings.name]);
  }

  /** Removes the bank and all it holds. @returns whether there was one */
  drop(name: string): boolean {
    const bank = this.#banks.get(name);
    if (!bank) return false;
    for (const content of bank.contents.values()) this.#forget(content);
    this.#silencesInstead(name, []);
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
    const record = signals.frames && frameRecord(signals.frames, signals.durationMs);
    const frames = record && signals.pdq ? { ...record, pictures: true as const } : record;
    const content: Content = {
      bank,
      id,
      first: NONE,
      frames,
      views: signals.views,
      keyViews: signals.keyFrames?.map((frame) => frame.views),
      exact: exactOf(signals),
      opinions: before?.opinions,
      enabledFrom: before?.enabledFrom ?? 0,
    };
    bank.contents.set(id, content);
    if (usesViews(bank.settings)) this.#followed.enter(content);
    let hashes = 0;
    let unusable = (signals.frames?.length ?? 0) - (frames?.frames.length ?? 0);
    const count = (usable: boolean) => {
      if (usable) hashes++;
      else unusable++;
    };
    for (const [part, signal] of [
      [-1, signals.pdq],
      [-2, signals.pdqStored],
    ] as const)
      if (signal)
        count(signal.quality >= QUALITY_FLOOR && this.#enter(content, part, hashFromHex(signal.hash)));
    for (const [part, frame] of (frames?.frames ?? []).entries())
      count(this.#enter(content, part, hashFromHex(frame.hash)));
    for (const hex of content.exact) {
      const owners = this.#exact.get(hex) ?? new Set();
      this.#exact.set(hex, owners.add(content));
    }
    return { hashes, exact: content.exact.length, unusable };
  }

  /**
   * Lets `fill` add many contents; they match when it is done. Building the index at one go takes a tenth of the time
   * and of the memory of adding one by one.
   */
  async load(fill: () => Promise<void>): Promise<void> {
    if (this.#gathered) throw new BankError('bank-loading', 'Wait until what is being loaded is in.');
    const gathered = new Gathered();
    this.#gathered = gathered;
    try {
      await fill();
    } finally {
      this.#gathered = undefined;
      const { ids, hashes } = gathered.sorted();
      this.#index.addMany(ids, hashes);
    }
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
    return this.#followed.sizes;
  }

  /** Tells of all those records, and then of each change; their comparison (`Aligned`) may run in another thread. */
  followRecords(listener: RecordListener): void {
    this.#followed.listen(listener);
  }

  /**
   * The matches of rule `aligned`, from the records that lie in the upload. Those taken out since are left out.
   *
   * @param hits under the numbers that `followRecords` told
   */
  matchAligned(hits: readonly AlignedHit[], options: MatchOptions): Match[] {
    const takesPart = this.#filter(options);
    return hits.flatMap(({ id, distance, view }) => {
      const { owner: content, at = 0 } = this.#followed.find(id) ?? {};
      if (!content || at >= 0 || !takesPart(content)) return [];
      const rule = 'aligned' as const;
      return [
        { ...nameOf(content), rule, distance, view, signalType: 'pdq' as const, band: bandOf(distance) },
      ];
    });
  }

  /**
   * The matches of rule `aligned` of a clip: what was found in it at two moments, in one place of its picture.
   *
   * @param moments the hits at each moment that was asked about
   */
  matchAlignedClip(
    moments: ReadonlyArray<{ readonly t: number; readonly hits: readonly AlignedHit[] }>,
    options: MatchOptions,
  ): Match[] {
    const takesPart = this.#filter(options);
    const sightings = new Sightings<Content>();
    for (const { t, hits } of moments)
      for (const { id, distance, view, shape } of hits) {
        const { owner, at = 0 } = this.#followed.find(id) ?? {};
        if (owner && takesPart(owner)) sightings.note(owner, { t, at, distance, view, shape });
      }
    return sightings
      .agreed()
      .flatMap(({ owner, agreed }) => {
        const keyFrames = owner.keyViews?.length ?? 0;
        const video = keyFrames > 0 ? judgeKeyFrames(agreed, keyFrames, moments.length) : undefined;
        if (keyFrames > 0 && !video) return [];
        return [matchInClip(nameOf(owner), 'aligned', agreed, video)];
      })
      .sort(compareStrength);
  }

  /**
   * Looks a clip's parts up (rule `upload-view`), one moment at a time: call `see` for each, then `found`. What a bank
   * of harmless pictures silences is left out.
   */
  lookAtClip(clip: ClipParts, options: MatchOptions): { see(moment: number): void; found(): Match[] } {
    const takesPart = this.#filter(options);
    const look = new ClipLook<Content>(clip, (hash) =>
      this.#near(hash, takesPart).flatMap(({ content, part, distance, by }) =>
        by === undefined ? [{ owner: content, at: part, distance }] : [],
      ),
    );
    return {
      see: (moment) => look.see(moment),
      found: () =>
        look
          .found()
          .flatMap(({ owner, agreed }) => {
            // It may have been taken out while others looked.
            if (owner.bank.contents.get(owner.id) !== owner) return [];
            const video = owner.frames && judgeParts(owner.frames, agreed, clip.moments.length);
            if (owner.frames && !video) return [];
            return [matchInClip(nameOf(owner), 'upload-view', agreed, video)];
          })
          .sort(compareStrength),
    };
  }

  /** What the upload matches: one match for each content, by the plainest rule that finds it, nearest first. */
  match(query: Query, options: MatchOptions): MatchResult {
    const best = new Map<Content, Match>();
    const silenced = new Map<Content, SilencedMatch>();
    const keep = <T extends Match>(kept: Map<Content, T>, content: Content, match: T) => {
      const other = kept.get(content);
      if (!other || compareStrength(match, other) < 0) kept.set(content, match);
    };
    const takesPart = this.#filter(options);
    const look = (rule: Rule, { hash, view }: NamedHash) => {
      for (const { content, part, distance, by } of this.#near(hash, takesPart, options.onNear)) {
        if (part >= 0 && !content.frames?.pictures) continue;
        const match: Match = {
          ...nameOf(content),
          rule,
          distance,
          ...(view !== undefined && { view }),
          signalType: 'pdq',
          band: bandOf(distance),
        };
        if (by === undefined) keep(best, content, match);
        else keep(silenced, content, { ...match, silencedBy: by });
      }
    };
    for (const named of query.hashes ?? []) look('plain', named);
    for (const named of query.uploadViews ?? []) look('upload-view', named);
    for (const [hex, signalType] of [
      [query.md5, 'video_md5'],
      [query.sha256, 'sha256'],
    ] as const)
      for (const content of (hex && this.#exact.get(hex.toLowerCase())) || [])
        if (content.bank.settings.kind === 'match' && takesPart(content))
          keep(best, content, { ...nameOf(content), rule: 'plain', distance: 0, signalType, band: 'exact' });
    if (query.frames) {
      const found = matchFrames(query.frames, (hash) =>
        this.#near(hash, takesPart).flatMap(({ content, part, distance, by }) =>
          content.frames && part >= 0 && by === undefined
            ? [{ owner: content, record: content.frames, at: part, distance }]
            : [],
        ),
      );
      for (const { owner, distance, t, video } of found) {
        const match: Match = {
          ...nameOf(owner),
          rule: 'plain',
          distance,
          view: `at ${t} s`,
          signalType: 'vpdq',
          band: bandOf(distance),
          video,
        };
        // What was found another way already still says how much of both meets.
        const other = best.get(owner);
        best.set(owner, other && compareStrength(other, match) <= 0 ? { ...other, video } : match);
      }
      const stills = matchStills(query.frames, (hash) =>
        this.#near(hash, takesPart).flatMap(({ content, part, distance, by }) =>
          part < 0 && !content.frames && by === undefined ? [{ owner: content, distance }] : [],
        ),
      );
      for (const { owner, distance, t } of stills)
        keep(best, owner, {
          ...nameOf(owner),
          rule: 'plain',
          distance,
          view: `at ${t} s`,
          signalType: 'pdq',
          band: bandOf(distance),
        });
    }
    // What another part of the upload, a file or a video finds is not silenced.
    for (const content of best.keys()) silenced.delete(content);
    return {
      matches: [...best.values()].sort(compareStrength),
      suppressed: [...silenced.values()].sort(compareStrength),
    };
  }

  /**
   * The entries of contents near one hash, each within its bank's threshold. `by` names the bank of harmless pictures
   * that silences it: one that holds a hash no farther from this one. Another part of the upload silences nothing, or a
   * harmless picture in a corner would hide what stands beside it.
   */
  #near(hash: Uint8Array, takesPart: (content: Content) => boolean, onNear?: MatchOptions['onNear']): Near[] {
    const near: Near[] = [];
    const harmless: Near[] = [];
    for (const { id, distance } of this.#index.search(hash, MAX_RADIUS)) {
      const content = this.#entries.owner(id);
      if (!content || !takesPart(content)) continue;
      const { kind, name, threshold } = content.bank.settings;
      const part = this.#entries.part(id);
      if (part < 0) onNear?.(name, distance);
      if (distance > threshold) continue;
      (kind === 'suppress' ? harmless : near).push({ content, part, distance, by: undefined });
    }
    if (harmless.length === 0) return near;
    return near.map((each) => {
      const other = harmless.find(
        ({ content, distance }) =>
          distance <= each.distance &&
          (content.bank.settings.silences?.includes(each.content.bank.settings.name) ?? true),
      );
      return { ...each, by: other?.content.bank.settings.name };
    });
  }

  #settle(bank: Bank, settings: BankSettings): void {
    const before = usesViews(bank.settings);
    bank.settings = { ...settings };
    const after = usesViews(settings);
    if (before === after) return;
    for (const content of bank.contents.values())
      if (after) this.#followed.enter(content);
      else this.#followed.leave(content);
  }

  /** Banks of harmless pictures follow those that they silence. */
  #silencesInstead(name: string, names: readonly string[]): void {
    for (const bank of this.#banks.values()) {
      const { silences } = bank.settings;
      if (silences?.includes(name))
        bank.settings = {
          ...bank.settings,
          silences: silences.flatMap((each) => (each === name ? names : [each])),
        };
    }
  }

  #filter({ at, sample, banks, ignoreEnabled }: MatchOptions): (content: Content) => boolean {
    const wanted = banks && new Set(banks);
    return ({ bank, enabledFrom, opinions }) => {
      // What is harmless is so for every look-up.
      const harmless = bank.settings.kind === 'suppress';
      if (wanted && !harmless && !wanted.has(bank.settings.name)) return false;
      if (ignoreEnabled && !harmless) return true;
      // A bank of harmless pictures that is switched off silences nobody, whatever else is forced.
      return (
        bank.settings.enabledRatio > (harmless ? Math.max(0, sample) : sample) &&
        enabledFrom <= at &&
        !(opinions && suspends(opinions))
      );
    };
  }

  #content(bankName: string, id: string): Content {
    const content = this.#banks.get(bankName)?.contents.get(id);
    if (!content) throw new BankError('bank-content-unknown', 'There is no such content in this bank.');
    return content;
  }

  #enter(content: Content, part: number, hash: Uint8Array): boolean {
    if (isZeroHash(hash)) return false;
    const entry = this.#entries.take(content, part, content.first);
    if (this.#gathered) this.#gathered.add(entry, hash);
    else this.#index.add(entry, hash);
    content.first = entry;
    return true;
  }

  #forget(content: Content): void {
    this.#followed.leave(content);
    for (let entry = content.first; entry !== NONE; ) {
      if (!this.#gathered?.remove(entry)) this.#index.remove(entry);
      entry = this.#entries.free(entry);
    }
    for (const hex of content.exact) {
      const owners = this.#exact.get(hex);
      owners?.delete(content);
      if (owners?.size === 0) this.#exact.delete(hex);
    }
  }
}

function usesViews({ kind, aligned }: BankSettings): boolean {
  return kind === 'match' && aligned === true;
}

function nameOf(content: Content): { bank: string; content: string } {
  return { bank: content.bank.settings.name, content: content.id };
}
