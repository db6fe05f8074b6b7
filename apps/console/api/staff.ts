import type {
  ApprovalKind,
  CaseEvent,
  CaseKeys,
  CaseStatus,
  ChainHead,
  CheckWords,
  Grant,
  HeldReason,
  Item,
  ProposalKind,
  SignedDirectory,
} from '@amaan/custody';

// Shapes of the staff API as the console uses them; docs/protocol/staff.md describes them.

export type Role = 'caseworker' | 'supervisor' | 'admin';

/** The signed-in member of staff. */
export interface Me {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly intake: boolean;
  readonly recipient: string;
  /** The last day of the signed pledge; null: today's wording is not signed. */
  readonly pledgedUntil: string | null;
  readonly rights: {
    readonly people: boolean;
    readonly team: boolean;
    readonly approve: boolean;
    readonly hold: boolean;
  };
}

export interface Session {
  readonly token: string;
  readonly me: Me;
  readonly wrapped: string;
}

export interface Front {
  readonly profile: 'demo' | 'production';
  readonly first: boolean;
}

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly intake: boolean;
  readonly recipient: string;
  readonly passkeys: number;
  readonly joinedAt: string;
  readonly pledgedUntil: string | null;
}

export interface People {
  readonly people: readonly Person[];
  readonly directory: SignedDirectory;
  readonly pin: string;
  /** Who here holds the cases of minors and reports, in the operator's words. */
  readonly minorReports?: string;
}

/** A line of the case list. */
export interface CaseLine {
  readonly id: string;
  readonly alias: CheckWords;
  readonly urgent: boolean;
  /** Signals wait until two people have passed the declaration. */
  readonly held: boolean;
  /** Who of the staff can open it, where she is in danger now. */
  readonly holders?: readonly string[];
  readonly status: CaseStatus;
}

/** A case as it comes: sealed. */
export interface SealedCase extends Omit<CaseLine, 'held' | 'holders'> {
  readonly keys: CaseKeys;
  readonly grant: Grant & { readonly id: string };
  readonly items: readonly Item[];
  readonly events: readonly CaseEvent[];
  readonly head: ChainHead;
  readonly writers: readonly string[];
  readonly signals: readonly {
    readonly id: string;
    readonly contentType: 'photo' | 'video';
    readonly quality: number;
    readonly state: 'held' | 'shared' | 'refused' | 'withdrawn';
  }[];
  readonly grants: readonly {
    readonly id: string;
    readonly kind: Grant['kind'];
    readonly to: string;
    readonly compartments: Grant['compartments'];
  }[];
  /** Platforms' reviewers who looked at a match, and what they found. */
  readonly opinions: { readonly blocked: number; readonly notBlocked: number };
  /** Why signals wait until two people have passed the declaration; none where they do not. */
  readonly heldFor: readonly HeldReason[];
  /** Other cases that share one of its pictures. */
  readonly alike: number;
}

/** What waits for a second person, or to be used. */
export interface Approval {
  readonly id: string;
  readonly caseId: string;
  readonly alias: CheckWords;
  readonly kind: ApprovalKind | ProposalKind;
  /** Whose key; absent where it is about the declaration. */
  readonly recipient?: string;
  readonly reason?: string;
  readonly askedBy: string;
  readonly askedAt: string;
  readonly approvedBy?: string;
}

/** The team's load in counts. */
export interface Team {
  readonly members: readonly {
    readonly staff?: string;
    readonly open: number;
    readonly waiting: number;
    readonly tasks: number;
    readonly overdue: number;
  }[];
  readonly days: readonly { readonly day: string; readonly opened: number; readonly answered: number }[];
  readonly firstAnswerHours: readonly number[];
  readonly staleKeys: number;
}
