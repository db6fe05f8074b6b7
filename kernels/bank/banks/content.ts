import type { ViewRecord } from '@amaan/signal';
import { NONE } from './entries.ts';
import { exactOf } from './exact.ts';
import type { BankSettings, ContentSignals, OpinionValue } from './types.ts';
import { type FrameRecord, frameRecord } from './video.ts';

/** One entry of a bank. There are millions: whatever most of them do not have is shared or absent. */
export interface Content {
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

/** A bank in memory. */
export interface Bank {
  settings: BankSettings;
  readonly contents: Map<string, Content>;
}

/** A content made of its signals; what was said of the one before it (opinions, switched off) stays. */
export function contentOf(bank: Bank, id: string, signals: ContentSignals, before?: Content): Content {
  const record = signals.frames && frameRecord(signals.frames, signals.durationMs);
  return {
    bank,
    id,
    first: NONE,
    frames: record && signals.pdq ? { ...record, pictures: true } : record,
    views: signals.views,
    keyViews: signals.keyFrames?.map((frame) => frame.views),
    exact: exactOf(signals),
    opinions: before?.opinions,
    enabledFrom: before?.enabledFrom ?? 0,
  };
}

/** How a match names a content. */
export function nameOf(content: Content): { bank: string; content: string } {
  return { bank: content.bank.settings.name, content: content.id };
}

/** Whether rule `aligned` compares with the records of a bank. */
export function usesViews({ kind, aligned }: BankSettings): boolean {
  return kind === 'match' && aligned === true;
}
