import { AmaanError } from '@amaan/base';
import { hashFromHex, isFlatHash } from '@amaan/signal';

/** One entry of a list that somebody else made. `key` names it within its list, so that a second reading finds it again. */
export interface ListedEntry {
  readonly key: string;
  readonly line: number;
  readonly pdq?: string;
  readonly md5?: string;
  /** The list says that its entry is taken back. */
  readonly gone?: boolean;
}

/** Where a list is wrong and how; never what stands there. */
export interface ListFault {
  readonly line: number;
  readonly code: ListFaultCode;
}

export type ListFaultCode =
  | 'no-hash'
  | 'bad-hash'
  | 'zero-hash'
  | 'columns'
  | 'quotes'
  | 'xml'
  | 'no-id'
  | 'header';

/** What a list gave. Nothing of it may be used while it has faults. */
export interface ReadList {
  readonly entries: readonly ListedEntry[];
  readonly faults: readonly ListFault[];
  /** Entries with nothing that we match, such as PhotoDNA alone or an indicator marked as harmless. */
  readonly passedOver: number;
  /** Lines whose PDQ hash is that of a flat picture: it would match every other one. The rest is good. */
  readonly flat: readonly number[];
}

/** A list with faults is refused whole. */
export class ListError extends AmaanError {
  readonly faults: readonly ListFault[];

  constructor(faults: readonly ListFault[]) {
    const shown = faults.slice(0, 20).map(({ line, code }) => `line ${line}: ${code}`);
    const more = faults.length > shown.length ? ` and ${faults.length - shown.length} more` : '';
    super('list', `The list was not taken in. Put right ${shown.join(', ')}${more}.`);
    this.faults = faults;
  }
}

/** Gathers what a parser finds. */
export class ListReader {
  readonly entries: ListedEntry[] = [];
  readonly faults: ListFault[] = [];
  readonly flat: number[] = [];
  passedOver = 0;

  fault(line: number, code: ListFaultCode): void {
    this.faults.push({ line, code });
  }

  /**
   * A hash by its length: 64 hex digits are PDQ, 32 are MD5. Notes the fault and gives nothing for anything else; a flat
   * picture's is set aside.
   */
  hash(line: number, value: string): { pdq: string } | { md5: string } | 'flat' | undefined {
    const lower = value.trim().toLowerCase();
    if (!/^(?:[0-9a-f]{64}|[0-9a-f]{32})$/.test(lower)) this.fault(line, 'bad-hash');
    else if (/^0+$/.test(lower)) this.fault(line, 'zero-hash');
    else if (lower.length === 32) return { md5: lower };
    else if (!isFlatHash(hashFromHex(lower))) return { pdq: lower };
    else {
      this.flat.push(line);
      return 'flat';
    }
    return undefined;
  }
}
