import { createHash } from 'node:crypto';
import { type QueryExecutorProvider, sql } from 'kysely';
import { banksOfMinors } from '../banks/bank-age.ts';
import { type Context, newId } from '../context.ts';
import { rememberAccount } from '../own-accounts/remember.ts';
import { type HeldFacts, rememberHeld, sealHeld } from '../held/held.ts';
import type { EventDraft, EventMatch } from './event.ts';
import type { Job } from './fold.ts';
import { append } from './ledger.ts';
import { mayShowMinor } from './media-again.ts';

/** Bytes that a reviewer may have to look at. */
export interface Media extends HeldFacts {
  readonly bytes: Uint8Array;
}

/**
 * Holds an upload that matched and opens its review. Nothing is kept of what a bank of minors' signals matched: holding
 * it may itself be an offence (minors, T1). @returns the job, with the ticket that the site gets */
export async function openUpload(
  context: Context,
  upload: {
    readonly item: string;
    readonly matches: readonly EventMatch[];
    readonly media: Media | undefined;
    /** Only a part of the clip could be compared. */
    readonly partial?: boolean;
    /** The site's own name of the account that uploads. It stands in no event. */
    readonly account?: string | undefined;
  },
): Promise<Job> {
  const id = newId(context);
  const dueAt = new Date(context.now().getTime() + context.config.review.dueAfter).toISOString();
  const minors = await banksOfMinors(context.store.db);
  const marked =
    upload.matches.some(({ bank }) => minors.has(bank)) || (await mayShowMinor(context, upload.item));
  const refs = {
    kind: 'upload' as const,
    item: upload.item,
    ticket: newId(context),
    matches: [...upload.matches],
    ...(upload.partial && { partial: true }),
    ...(marked && { minors: true }),
  };
  const drafts: EventDraft[] = [
    { type: 'match.suggested', job: id, actor: { role: 'site' }, refs },
    { type: 'upload.held', job: id, actor: { role: 'server' }, refs: { dueAt } },
  ];
  const { account } = upload;
  const media = marked ? undefined : upload.media;
  return context.store.transaction(async (trx) => {
    await sql`select 1 from review_head for update`.execute(trx);
    const open = await openAlready(trx, upload.item, media);
    if (open) return open;
    const job = await openWith(trx, context, drafts, media);
    if (account !== undefined) await rememberAccount(trx, id, account, context.now());
    return job;
  });
}

/** The open review of this very upload: a site whose answer was lost asks again, and must not be told two verdicts. */
async function openAlready(
  trx: QueryExecutorProvider,
  item: string,
  media: Media | undefined,
): Promise<Job | undefined> {
  const { rows } = await sql<{ folded: Job; file: Buffer | null }>`
    select folded, file from review_job where item = ${item} and kind = 'upload' and state <> 'decided'`.execute(
    trx,
  );
  if (rows.length === 0) return undefined;
  const file = media && fileDigest(media);
  return rows.find((row) => (file ? row.file?.equals(file) : row.file === null))?.folded;
}

/**
 * Opens the review of one item that a notice asks to remove, in the caller's transaction.
 *
 * @param notice its id (32 hex), its public number and its regime
 */
export function openNotice(
  trx: QueryExecutorProvider,
  context: Context,
  what: {
    readonly item: string;
    readonly notice: string;
    readonly number: string;
    readonly regime: string;
    readonly dueAt: string;
    /** How many items the notice asks about. */
    readonly items: number;
    readonly media: Media | undefined;
    /** It was stopped before because it may show a minor. */
    readonly minors: boolean;
  },
): Promise<Job> {
  const { item, notice, number, regime, dueAt, items, minors } = what;
  const refs = {
    item,
    ticket: newId(context),
    notice,
    number,
    regime,
    dueAt,
    items,
    ...(minors && { minors }),
  };
  const actor = { role: 'responder' } as const;
  return openWith(trx, context, [{ type: 'notice.received', job: newId(context), actor, refs }], what.media);
}

/** Writes a new job's events, its held media and its duplicate mark, in the caller's transaction. */
export async function openWith(
  trx: QueryExecutorProvider,
  context: Context,
  drafts: readonly EventDraft[],
  media: Media | undefined,
): Promise<Job> {
  const id = drafts[0]?.job ?? '';
  // The file first: a row without its file would promise media that is not there; a file without a row is swept.
  const key = media && sealHeld(context, id, media.bytes);
  const file = media && fileDigest(media);
  const [job] = await append(trx, context, drafts, file);
  if (media && key) await rememberHeld(trx, id, key, media, context.now());
  return job as Job;
}

function fileDigest({ bytes }: Media): Buffer {
  return createHash('sha256').update(bytes).digest();
}
