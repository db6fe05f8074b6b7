// Shapes of the platform's API for operators as the console uses them; docs/protocol/platform.md describes them.

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
  readonly mine: boolean;
}

export interface KeyList {
  /** The installation's limit; 0: none. */
  readonly perSecond: number;
  readonly keys: readonly KeyLine[];
}
