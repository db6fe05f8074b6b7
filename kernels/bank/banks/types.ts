import type { FrameSignal, KeyFrame, PdqSignal, ViewRecord } from '@amaan/signal';

/** Which way of comparing made the match; always shown beside it (spec: robust-matching). */
export type Rule = 'plain' | 'upload-view' | 'aligned';

/** The names that exchanges use for kinds of fingerprints. */
export type SignalType = 'pdq' | 'vpdq' | 'video_md5' | 'sha256';

/** `exact`: the same hash or file; `near` and `weak` by distance. A weak match never goes anywhere but to a person. */
export type Band = 'exact' | 'near' | 'weak';

/** `match`: what is looked for. `suppress`: known harmless pictures, which silence matches that are no nearer. */
export type BankKind = 'match' | 'suppress';

/** A bank and its policy. */
export interface BankSettings {
  readonly name: string;
  /** Greatest distance that matches, 0 to 31. */
  readonly threshold: number;
  /** Part of look-ups in which the bank takes part: 0 switches it off, 1 is always. */
  readonly enabledRatio: number;
  readonly kind: BankKind;
  /** For a `suppress` bank: the banks whose matches it silences; absent means all. */
  readonly silences?: readonly string[];
  /** Whether rule `aligned` compares with the records of views in this bank; off when absent. */
  readonly aligned?: boolean;
}

/** The fingerprints of one entry of a bank; a `SignalSet` fits. */
export interface ContentSignals {
  readonly pdq?: PdqSignal;
  readonly pdqStored?: PdqSignal;
  readonly views?: ViewRecord;
  readonly frames?: readonly FrameSignal[];
  readonly keyFrames?: readonly KeyFrame[];
  readonly durationMs?: number;
  readonly md5?: string;
  readonly sha256?: string;
}

/** What a party says about a signal; the words are StopNCII's. */
export type OpinionValue = 'Blocked' | 'NotBlocked' | 'PendingReview' | 'CannotReview';

/** A hash that stands for a part of the upload, with the name that reports carry. */
export interface NamedHash {
  readonly hash: Uint8Array;
  readonly view?: string;
}

/** What is asked of the banks about one upload. */
export interface Query {
  /** The whole picture as shown and, where it differs, as stored. Quality is the caller's to check (see `queryOf`). */
  readonly hashes?: readonly NamedHash[];
  /** Parts of the upload in several orientations (rule `upload-view`). */
  readonly uploadViews?: readonly NamedHash[];
  readonly frames?: readonly FrameSignal[];
  readonly md5?: string;
  readonly sha256?: string;
}

/** Time and chance are the caller's: the kernel has none of its own. */
export interface MatchOptions {
  /** Now, in milliseconds since 1970: entries disabled until later do not match. */
  readonly at: number;
  /** A number in [0, 1): a bank takes part when its ratio is greater. */
  readonly sample: number;
  /** Only these banks; absent means all. */
  readonly banks?: readonly string[];
  /** Look in banks and entries that are switched off as well. */
  readonly ignoreEnabled?: boolean;
  /** Hears of every picture hash up to 31 bits away, beyond its bank's threshold too: what another one would change. */
  readonly onNear?: (bank: string, distance: number) => void;
}

/** How much of two videos meets, in percent; `strong` from 80 on either side, `suggested` from 20. */
export interface VideoMatch {
  readonly queryPercent: number;
  readonly bankPercent: number;
  readonly mark: 'suggested' | 'strong';
}

/** One entry of a bank that the upload matches. It suggests; a person decides. */
export interface Match {
  readonly bank: string;
  readonly content: string;
  readonly rule: Rule;
  readonly distance: number;
  /** Which part, moment or reading of the upload matched, when it was not the whole picture as shown. */
  readonly view?: string;
  readonly signalType: SignalType;
  readonly band: Band;
  readonly video?: VideoMatch;
}

/** A match that a `suppress` bank silenced, and which one did. */
export interface SilencedMatch extends Match {
  readonly silencedBy: string;
}

/** `suppressed` holds what `suppress` banks silenced: it is counted, shown to staff, and acts on nothing. */
export interface MatchResult {
  readonly matches: Match[];
  readonly suppressed: SilencedMatch[];
}
