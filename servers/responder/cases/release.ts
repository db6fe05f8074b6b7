import type { EventDraft, Release } from '@amaan/custody';
import { sql } from 'kysely';
import { type Context, newId } from '../context.ts';
import { sealSet } from '../exchange/at-rest.ts';
import type { Db } from './append.ts';

const SURVIVOR = { role: 'survivor' } as const;

/** A released signal as it is written. */
export interface SignalRow {
  readonly id: string;
  readonly caseId: string;
  readonly contentType: string;
  readonly quality: number;
  readonly ageMark: string;
  readonly sealed: Buffer;
}

/** The rows and events of a release. */
export function planRelease(
  context: Context,
  caseId: string,
  { consents, signals, ageMark }: Release,
): { signals: SignalRow[]; drafts: EventDraft[] } {
  const drafts: EventDraft[] = consents.map(({ kind, given, scope }) => ({
    type: 'consent.changed',
    actor: SURVIVOR,
    refs: { kind, given: given ? 'yes' : 'no', ...(scope ? { scope } : {}) },
  }));
  const rows = signals.map((set) => {
    const id = newId(context);
    const sealed = sealSet(context.atRest, 'case-signal', id, set);
    return { id, caseId, contentType: set.contentType, quality: set.pdq?.quality ?? 0, ageMark, sealed };
  });
  const ids = rows.map(({ id }) => id);
  if (rows.length > 0)
    drafts.push({ type: 'case.released', actor: SURVIVOR, refs: { signals: ids, ageMark } });
  return { signals: rows, drafts };
}

/** Writes released signals; they are held until they are shared. */
export async function writeSignals(trx: Db, rows: readonly SignalRow[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`insert into case_signal (id, case_id, content_type, quality, age_mark, state, sealed)
    select s.id, s.case_id, s.content_type, s.quality, s.age_mark, 'held', s.sealed
    from unnest(${rows.map(({ id }) => id)}::text[], ${rows.map(({ caseId }) => caseId)}::text[],
      ${rows.map(({ contentType }) => contentType)}::text[], ${rows.map(({ quality }) => quality)}::int[],
      ${rows.map(({ ageMark }) => ageMark)}::text[], ${rows.map(({ sealed }) => sealed)}::bytea[])
      as s (id, case_id, content_type, quality, age_mark, sealed)`.execute(trx);
}

/** Writes the consents and signals of a release. They are shared by the next round, see `shareHeld`. */
export async function releaseSignals(
  context: Context,
  trx: Db,
  caseId: string,
  release: Release,
): Promise<EventDraft[]> {
  const { signals, drafts } = planRelease(context, caseId, release);
  await writeSignals(trx, signals);
  return drafts;
}
