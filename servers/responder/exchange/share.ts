import { randomBytes } from 'node:crypto';
import { type Parsed, ShapeError } from '@amaan/base';
import { shareable, type ShareScope } from '@amaan/exchange';
import { inOldestVersion, parseSignalSet, QUALITY_FLOOR, type SignalSet } from '@amaan/signal';
import type { AtRest } from '@amaan/store';
import { type QueryExecutorProvider, sql } from 'kysely';
import { hashDigest, sealHash, sealSet } from './at-rest.ts';
import { type Place, takePlaces } from './clock.ts';

/** One signal set of a case, under the id that the case's ledger gives it. */
export interface CaseSignal {
  readonly signal: string;
  readonly set: SignalSet;
}

/** A signal that was shared and the entry that stands for it, or why it was not. */
export type Shared =
  | { readonly signal: string; readonly entry: string }
  | { readonly signal: string; readonly refused: 'quality' | 'empty' };

/**
 * Puts a case's signals on the exchange, in the caller's transaction. A picture with too little structure is refused
 * (abuse control P4), unless an exact hash was agreed to.
 *
 * @param ageMark must be `adult`: the store refuses everything else
 * @throws ShapeError when a set has another shape
 */
export async function shareSignals(
  trx: QueryExecutorProvider,
  atRest: AtRest,
  share: {
    readonly caseId: string;
    readonly ageMark: 'adult';
    readonly scope: ShareScope;
    readonly signals: readonly CaseSignal[];
  },
  now: Date,
): Promise<Shared[]> {
  if (share.ageMark !== 'adult') throw new ShapeError('ageMark', 'adult');
  const results: Shared[] = [];
  const usable: { entry: string; set: SignalSet }[] = [];
  for (const { signal, set } of share.signals) {
    const kept = usableSignals(shareable(parseSignalSet(set), share.scope));
    if (typeof kept === 'string') results.push({ signal, refused: kept });
    else {
      const entry = randomBytes(16).toString('hex');
      usable.push({ entry, set: kept });
      results.push({ signal, entry });
    }
  }
  const places = await takePlaces(trx, usable.length, now);
  for (const [i, { entry, set }] of usable.entries())
    await insertEntry(trx, atRest, { entry, set, caseId: share.caseId }, places[i] as Place, now);
  return results;
}

/** Drops hashes that cannot be matched well. All that is left may be nothing. */
export function usableSignals(set: SignalSet): SignalSet | 'quality' | 'empty' {
  const { pdq, pdqStored, frames, views, keyFrames, partial, ...rest } = set;
  const good = (signal: Parsed<typeof parseSignalSet>['pdq']) =>
    signal !== undefined && signal.quality >= QUALITY_FLOOR && !/^0+$/.test(signal.hash);
  const keptFrames = frames?.filter(good);
  const out = inOldestVersion({
    ...rest,
    ...(good(pdq) && pdq ? { pdq } : {}),
    ...(good(pdqStored) && pdqStored ? { pdqStored } : {}),
    ...(good(pdq) && views ? { views } : {}),
    ...(keptFrames?.length
      ? { frames: keptFrames, ...(keyFrames && { keyFrames }), ...(partial && { partial }) }
      : {}),
  });
  if (out.pdq || out.pdqStored || out.frames || out.md5 || out.sha256) return out;
  return pdq || pdqStored || frames ? 'quality' : 'empty';
}

/**
 * Writes one entry and its records on StopNCII's wire. While the hash of a minor's picture waits to be purged, an entry
 * that has it too rests from its first moment, and none of its hashes goes out, until a person has looked; likewise what
 * `waits` for another reason.
 */
export async function insertEntry(
  trx: QueryExecutorProvider,
  atRest: AtRest,
  what: { entry: string; set: SignalSet; caseId?: string; partner?: string; waits?: boolean },
  { tie, second }: Place,
  now: Date,
): Promise<void> {
  const { entry, set, caseId, partner, waits = false } = what;
  const digests = wireHashes(set).map(([type, hash]) => hashDigest(atRest, type, hash));
  const { rows: minors } = await sql`select 1 from exchange_hash
    where minor and digest = any(${digests}::bytea[]) for update`.execute(trx);
  const doubt = minors.length > 0;
  const rests = doubt || waits;
  await sql`insert into exchange_entry (id, case_id, partner, sealed, state, age_doubt, suspended_at, age_mark, tie, changed_at, came_on)
    values (${entry}, ${caseId ?? null}, ${partner ?? null}, ${sealSet(atRest, 'exchange-entry', entry, set)},
      ${rests ? 'suspended' : 'live'}, ${doubt}, ${rests ? now : null}, 'adult', ${tie}, ${now},
      ${partner === undefined ? null : now.toISOString().slice(0, 10)}::date)`.execute(trx);
  if (!rests) return raiseHashes(trx, atRest, entry, set, now, { tie, second });
  await sql`insert into exchange_entry_hash (entry, type, digest)
    select ${entry}, type, digest from exchange_hash where digest = any(${digests}::bytea[])`.execute(trx);
}

/**
 * Puts an entry's hashes on StopNCII's wire. One that is withdrawn because of a minor stays so.
 *
 * @param first the place of the first of them, where one was taken for the entry already
 */
export async function raiseHashes(
  trx: QueryExecutorProvider,
  atRest: AtRest,
  entry: string,
  set: SignalSet,
  now: Date,
  first?: Place,
): Promise<void> {
  // Two readings of one picture must not share a number, so the second one takes a place of its own.
  for (const [i, [type, hash]] of wireHashes(set).entries()) {
    const place = i === 0 && first ? first : ((await takePlaces(trx, 1, now))[0] as Place);
    const digest = hashDigest(atRest, type, hash);
    await sql`insert into exchange_hash as h (type, digest, sealed, withdrawn, second, tie, changed_at)
      values (${type}, ${digest}, ${sealHash(atRest, type, digest, hash)}, false, ${place.second}, ${place.tie}, ${now})
      on conflict (type, digest) do update set withdrawn = false, second = excluded.second, tie = excluded.tie,
        changed_at = excluded.changed_at where not h.minor`.execute(trx);
    await sql`insert into exchange_entry_hash (entry, type, digest)
      values (${entry}, ${type}, ${digest}) on conflict do nothing`.execute(trx);
  }
}

/** What of a set StopNCII's wire can carry. Video frames cannot. */
function wireHashes(set: SignalSet): ['ImagePDQ' | 'VideoMD5', string][] {
  const hashes: ['ImagePDQ' | 'VideoMD5', string][] = [];
  if (set.pdq) hashes.push(['ImagePDQ', set.pdq.hash]);
  if (set.pdqStored && set.pdqStored.hash !== set.pdq?.hash) hashes.push(['ImagePDQ', set.pdqStored.hash]);
  if (set.contentType === 'video' && set.md5 && !/^0+$/.test(set.md5)) hashes.push(['VideoMD5', set.md5]);
  return hashes;
}
