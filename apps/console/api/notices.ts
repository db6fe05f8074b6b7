import type { Escalation, Playbook, REMINDERS, Said } from '@amaan/notice';

// Shapes of the notices' staff API as the console uses them; docs/protocol/notice.md describes them.

/** Where a notice stands in the API. */
export function noticePath({ caseId, id }: Pick<NoticeShape, 'caseId' | 'id'>): string {
  return `/v1/cases/${caseId}/notices/${id}`;
}

export interface Addressee {
  readonly code: string;
  readonly name: string;
  readonly kind: 'platform' | 'host' | 'search' | 'authority' | 'officer';
  readonly hosts: readonly string[];
  readonly channels: readonly Channel[];
  readonly form: string | null;
  readonly languages: readonly ('en' | 'ur')[];
  readonly fields: Playbook['fields'];
  readonly works: Said;
  readonly wording: Said | null;
  readonly refuses: readonly Said[];
  readonly alternatives: readonly Said[];
  readonly regimes: readonly string[];
  readonly checkedOn: string | null;
  /** Who of this helpline tried it on that day; null where the day was shipped. */
  readonly checkedBy: string | null;
  readonly stale: boolean;
}
export type Channel = 'api' | 'email' | 'form' | 'post' | 'hand';

export interface Addressees {
  readonly sender: { readonly name: string; readonly contact: string };
  readonly reply: string;
  /** Where Pakistani applications go, as this installation has decided. */
  readonly contentAuthority: string;
  readonly addressees: readonly Addressee[];
}

export interface Regime {
  readonly id: string;
  readonly family: string;
  readonly title: string;
  readonly cite: string;
  readonly time: string;
  readonly claimants: readonly string[];
  readonly elements: readonly { readonly id: string; readonly text: string; readonly required: boolean }[];
  readonly linkTests: readonly { readonly id: string; readonly question: string }[];
  readonly exposesIdentity: 'yes' | 'no' | 'unknown';
  /** How what was taken down under this row may come back. */
  readonly putBack: { readonly id: string; readonly cite: string; readonly time: string } | null;
  readonly note: string | null;
  readonly draft: boolean;
  /** Not checked for 180 days. */
  readonly stale: boolean;
  /** SHA-256 of the law file that a review is of. */
  readonly digest: string;
}

/** A row of the law with who read it, in the very file that is loaded. */
export interface LawRow {
  readonly id: string;
  readonly jurisdiction: string;
  readonly kind: string;
  readonly title: string;
  readonly cite: string;
  readonly time: string;
  readonly note: string | null;
  readonly inForce: boolean;
  readonly checkedOn: string;
  readonly stale: boolean;
  readonly digest: string;
  readonly reviews: readonly { readonly lawyer: string; readonly on: string }[];
}

export interface ClockShape {
  readonly state: 'not-started' | 'running' | 'tolled' | 'stopped' | 'expired' | 'unobservable';
  readonly startedAt: string | null;
  readonly dueAt: string | null;
  readonly stoppedAt: string | null;
  /** Why it stopped. */
  readonly reason: 'removed' | 'decided' | 'refused' | 'withdrawn' | null;
  readonly lateBy: number;
  readonly countedFor: number;
  /** Only the day of receipt is known. */
  readonly approximate: boolean;
  /** They say that it is gone, and it was seen afterwards. */
  readonly disagreement: boolean;
  readonly refusedExtensions: number;
}

/** A clock that others started by what they did about a notice; `open`: questions that must be answered yes. */
export interface FollowShape {
  readonly regime: string;
  readonly title: string;
  readonly cite: string;
  readonly kind: string;
  readonly actBy: string | null;
  readonly clock: ClockShape;
  readonly open: readonly string[];
  readonly draft: boolean;
}

export interface NoticeShape {
  readonly id: string;
  readonly caseId: string;
  readonly regime: string;
  readonly regimeVersion: string;
  readonly addressee: string;
  readonly channel: Channel;
  readonly links: number;
  readonly state:
    | 'drafted'
    | 'approved'
    | 'uncertain'
    | 'sent'
    | 'receipted'
    | 'answered'
    | 'asserted'
    | 'observed'
    | 'expired'
    | 'withdrawn';
  /** It waits for her mandate, which has ended or does not cover it any more. */
  readonly held: boolean;
  /** Her last word on its exact text; null while she has said none. */
  readonly hers: 'yes' | 'no' | null;
  readonly number: string | null;
  readonly sentAt: string | null;
  /** The start lies at a change of the law: somebody confirms the day. */
  readonly confirmDay: boolean;
  readonly draft: boolean;
  readonly clock: ClockShape | null;
  readonly watched: readonly {
    readonly link: number;
    readonly state: 'unchecked' | 'present' | 'missing' | 'uncertain';
    readonly lastSeen: string | null;
  }[];
  /** Mails that came in about it and wait for a person; `item` is the sealed message with their text. */
  readonly mails: readonly {
    readonly id: string;
    readonly item: string;
    readonly kind: 'bounced' | 'delivery-receipt' | 'auto-reply' | 'answer';
    readonly at: string | null;
    readonly digest: string;
  }[];
  readonly next: readonly Escalation[];
  readonly previous: string | null;
  /** Links that came back, with the id of the notice that is to take them up. */
  readonly again: readonly { readonly next: string; readonly links: readonly number[] }[];
  readonly reminders: readonly {
    readonly day: string;
    readonly what: (typeof REMINDERS)[number];
    readonly raised: boolean;
    readonly done: boolean;
  }[];
  readonly follows: readonly FollowShape[];
  /** What may be entered that others did; `until`: a new end comes with it. */
  readonly happenings: readonly { readonly what: string; readonly until: boolean }[];
  readonly history: readonly { readonly at: string; readonly type: string; readonly by: string }[];
}

export interface NoticeListShape {
  readonly now: string;
  /** What speaks against the server's clock, in milliseconds. */
  readonly doubt: { readonly kind: 'back' | 'jumped' | 'others'; readonly byMs: number } | null;
  readonly notices: readonly NoticeShape[];
}

export interface EscalationShape {
  readonly id: string;
  readonly notice: string;
  readonly authority: string;
  readonly at: string;
  readonly text: string;
  /** The same in Urdu, where the office is a Pakistani one. */
  readonly ur: string | null;
}

/** How long content stays up at one addressee: milliseconds after proof of receipt, shares from 0 to 1. */
export interface AddresseeTimes {
  readonly addressee: string;
  readonly notices: number;
  readonly removed: number;
  readonly median: number | null;
  readonly steps: readonly { readonly after: number; readonly still: number }[];
}
