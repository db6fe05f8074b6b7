// Shapes of the staff API about the exchange as the console uses them; servers/responder/exchange/staff-routes.ts has them whole.

/** An entry that rests until a person decides. */
export interface SuspendedEntry {
  readonly entry: string;
  /** null: a partner submitted it. */
  readonly caseId: string | null;
  readonly since: string;
  /** Somebody doubts that the person shown is an adult. */
  readonly ageDoubt: boolean;
  readonly blocked: number;
  readonly notBlocked: number;
}

export interface ExchangeAlarms {
  readonly suspended: readonly SuspendedEntry[];
  readonly purges: readonly {
    readonly partner: string;
    readonly entry: string;
    readonly since: string;
    readonly overdue: boolean;
  }[];
  readonly outOfSync: readonly { readonly partner: string; readonly fetchedAt: string | null }[];
  readonly low: readonly { readonly partner: string; readonly submitted: number; readonly refused: number }[];
  readonly minorsWaiting: number;
  readonly leaks: readonly { readonly partner: string; readonly seen: string; readonly at: string }[];
}
