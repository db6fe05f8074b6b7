// Shapes of the platform's review as the console uses them; docs/protocol/platform.md describes them.

import type { KeyRole } from './operate.ts';

export type Decision = 'remove' | 'keep' | 'needMore' | 'escalate' | 'minor' | 'upheld' | 'overturned';
export type Kind = 'upload' | 'notice' | 'appeal' | 'check';

/** What the review ledger records. */
export type EventType =
  | 'match.suggested'
  | 'notice.received'
  | 'appeal.opened'
  | 'check.opened'
  | 'upload.held'
  | 'job.claimed'
  | 'job.released'
  | 'media.revealed'
  | 'decision.proposed'
  | 'decision.made'
  | 'reason.stated'
  | 'appeal.decided'
  | 'notice.decided'
  | 'feedback.sent';

/** A text of the platform in both languages. */
export interface Texts {
  readonly en: string;
  readonly ur: string;
}

export interface JobLine {
  readonly id: string;
  readonly kind: Kind;
  readonly state: 'open' | 'claimed' | 'decided';
  readonly openedAt: string;
  readonly dueAt: string;
  readonly late: boolean;
  readonly mine: boolean;
  readonly claimedUntil?: string;
  readonly distance?: number;
  readonly escalated: boolean;
  readonly second?: 'reason' | 'sensitive' | 'many' | 'always';
  /** It may show a minor: nobody opens it. */
  readonly minors?: boolean;
  /** Everybody with a key took part before. */
  readonly nobody?: boolean;
  readonly duplicates: number;
  readonly notice?: string;
  readonly regime?: string;
  readonly decision?: Decision;
  readonly reason?: string;
}

export interface MatchView {
  readonly bank: string;
  readonly content: string;
  readonly rule: 'plain' | 'upload-view' | 'aligned';
  readonly distance: number;
  readonly rectangle?: {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  };
  /** When a clip matched, in seconds. */
  readonly at?: number;
  readonly video?: { readonly queryPercent: number; readonly bankPercent: number };
  readonly blocked: number;
  readonly notBlocked: number;
}

export interface JobView {
  readonly job: JobLine;
  readonly matches: readonly MatchView[];
  readonly media?: { readonly width: number; readonly height: number; readonly contentType: string };
  /** Only a part of the clip could be read and compared. */
  readonly partial?: boolean;
  readonly events: readonly { readonly at: string; readonly type: EventType; readonly by: string }[];
  /** What the notice says; to the person who holds the job. */
  readonly notice?: { readonly onBehalf: string; readonly says: readonly string[] };
  readonly appeal?: {
    readonly ground: 'iAmShown' | 'agreed' | 'notThatPicture' | 'news';
    readonly of: string;
  };
  readonly statement?: { readonly policy: string; readonly text: Texts };
}

export interface LoadView {
  readonly open: number;
  readonly late: number;
  readonly lateNotices: number;
  readonly decidedToday: number;
  readonly medianMinutes: number | null;
  /** Today's decisions by the minutes that they took; the last group has no end. */
  readonly times: readonly { readonly under: number | null; readonly decided: number }[];
  readonly hours: readonly { readonly opened: number; readonly decided: number }[];
}

export interface QueueView {
  readonly jobs: readonly JobLine[];
  readonly load: LoadView;
  /** What waits for a trained person, told to those who are not. */
  readonly forTrained?: { readonly waiting: number; readonly nobody: boolean };
}

export interface ReviewSession {
  readonly reviewer: { readonly id: string; readonly name: string };
  readonly roles: readonly KeyRole[];
  readonly reveals: { readonly used: number; readonly budget: number };
  /** Who here reports what may show a minor. */
  readonly minorReports?: string;
}

export interface Reason {
  readonly code: string;
  readonly fits: readonly Decision[];
  readonly policy: string;
  readonly label: Texts;
}
