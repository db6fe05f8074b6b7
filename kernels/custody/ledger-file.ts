import { hex, list, object, oneOf, type Parse, type Parsed } from '@amaan/base';
import type { CaseEvent } from './event.ts';

/** A case's ledger as a file that she or a court can keep: `amaan verify ledger` reads it. */
export const parseLedgerFile = object({
  v: oneOf(1),
  kind: oneOf('amaan-ledger'),
  caseId: hex(16),
  /** The ledger's Ed25519 public key, as the signed directory names it. */
  key: hex(32),
  events: list(((value) => value) satisfies Parse<unknown>, 1_000_000),
});
export type LedgerFile = Parsed<typeof parseLedgerFile>;

/** The file of a ledger, as JSON text that people can read. */
export function writeLedgerFile(caseId: string, key: string, events: readonly CaseEvent[]): string {
  return `${JSON.stringify({ v: 1, kind: 'amaan-ledger', caseId, key, events }, null, 1)}\n`;
}
