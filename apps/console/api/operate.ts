// Shapes of the platform's API for operators as the console uses them; docs/protocol/platform.md describes them.

import type { Kind } from './review.ts';

export const KEY_ROLES = ['match', 'curate', 'review', 'admin'] as const;
export type KeyRole = (typeof KEY_ROLES)[number];

export interface KeyLine {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly KeyRole[];
  /** Requests a second; null: the installation's limit. */
  readonly perSecond: number | null;
  /** A day. */
  readonly lastUsed: string | null;
  readonly createdAt: string;
  readonly revokedAt: string | null;
  /** Since when it rests, because its questions looked like probing. */
  readonly stoppedAt: string | null;
  readonly mine: boolean;
  /** The one review job that it opens; null: every one. */
  readonly job: string | null;
  /** Known signals that it may meet in a day by hashes alone; 0: any number; null: the installation's figure. */
  readonly bareMatches: number | null;
  readonly bareToday: number;
  /** Until when its hashes without a file rest, or did, and nobody has looked since. */
  readonly restsUntil: string | null;
  /** Its holder may hold what may show a minor. */
  readonly trained: boolean;
}

/** An open job that nobody with a key may take. */
export interface OrphanJob {
  readonly id: string;
  readonly kind: Kind;
  readonly dueAt: string;
  /** It may show a minor: only a trained person may hold it. */
  readonly minors: boolean;
}

export interface KeyList {
  /** The installation's limit; 0: none. */
  readonly perSecond: number;
  /** The installation's figure for what a key meets by hashes alone in a day; 0: any number. */
  readonly bareMatches: number;
  readonly keys: readonly KeyLine[];
  readonly nobody: readonly OrphanJob[];
}

export interface ExchangeView {
  readonly name: string;
  readonly wire: 'amaan' | 'stopncii';
  readonly url: string | null;
  readonly bank: string;
  readonly threshold: number;
  readonly enabled: boolean;
  readonly hasCredentials: boolean;
  /** A Unix second (stopncii) or a number (amaan). */
  readonly checkpoint: number;
  readonly fetchedAt: string | null;
  /** Milliseconds beyond its own pause; null: never fetched. */
  readonly behind: number | null;
  readonly failures: number;
  readonly lastError: string | null;
  readonly items: number;
  readonly quarantined: readonly { readonly code: string; readonly times: number }[];
  readonly gaps: number;
  readonly feedbackWaiting: number;
  readonly proofsWaiting: number;
}

/** A suspended signal. */
export interface SignalView {
  readonly bank: string;
  readonly content: string;
  readonly exchange: string | null;
  readonly blocked: number;
  readonly notBlocked: number;
  /** What our own reviewers said last. */
  readonly own: 'Blocked' | 'PendingReview' | null;
  readonly there: boolean;
  readonly addedAt: string;
  /** Why a person lets it rest; a code of a reason. */
  readonly kept: string | null;
}

export const SETTLEMENTS = ['keep', 'restore', 'remove'] as const;
export type Settlement = (typeof SETTLEMENTS)[number];

export interface SettlementReason {
  readonly code: string;
  readonly fits: readonly Settlement[];
  readonly label: { readonly en: string; readonly ur: string };
}

interface Signals {
  readonly total: number;
  readonly signals: readonly SignalView[];
}

export interface OperationsView {
  readonly exchanges: readonly ExchangeView[];
  readonly waiting: Signals;
  readonly kept: Signals;
  /** Keys that rest because their questions looked like probing. */
  readonly stoppedKeys: number;
  /** Keys whose hashes without a file rest: they met as many known signals as they may in a day. */
  readonly restingKeys: number;
  /** Keys that met half as many today. */
  readonly halfKeys: number;
  readonly reasons: readonly SettlementReason[];
}

/** An account whose holder is the person shown in one picture. */
export interface OwnAccount {
  readonly id: string;
  readonly account: string;
  readonly bank: string;
  readonly content: string;
  readonly mine: boolean;
  readonly proposedAt: string;
  /** null: it waits for a second person. */
  readonly until: string | null;
  readonly passes: number;
}

/** What may be changed of a bank's rules. */
export interface RulesWanted {
  readonly threshold?: number;
  readonly enabledRatio?: number;
  readonly aligned?: boolean;
}

/** A change of rules that waits for a second person. */
export interface WaitingRules {
  readonly id: string;
  readonly bank: string;
  readonly wanted: RulesWanted;
  readonly mine: boolean;
  readonly at: string;
}

export interface BankView {
  readonly name: string;
  readonly kind: 'match' | 'suppress';
  readonly threshold: number;
  readonly enabledRatio: number;
  readonly aligned: boolean;
  readonly contents: number;
  readonly since: string;
  readonly matched: number;
  readonly silenced: number;
  readonly distances: readonly number[];
  readonly preview?: { readonly threshold: number; readonly today: number; readonly instead: number };
}
