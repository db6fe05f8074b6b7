import { HttpError } from '@amaan/http';
import { type QueryExecutorProvider, sql } from 'kysely';
import { type Context, newId } from '../context.ts';
import { noteAct } from '../hma/note-act.ts';
import type { Caller } from '../keys/key-ring.ts';
import { picked } from '../review/check.ts';
import type { EventMatch } from '../review/event.ts';

/** A listing ends by itself: who had an account once may have lost it. */
const LISTED_MS = 365 * 24 * 3_600_000;

/** An account of the person shown, for one picture. */
export interface OwnAccount {
  readonly id: string;
  /** The site's own name of it. */
  readonly account: string;
  readonly bank: string;
  readonly content: string;
  readonly proposedBy: string;
  readonly proposedAt: Date;
  /** null: it waits for a second person. */
  readonly until: Date | null;
  readonly passes: number;
}

/**
 * The matches of an upload that must be held: those with a picture that this account may post, because the person shown
 * is its holder, are let pass (abuse controls, W7). Some, by chance, are held all the same, so that a lost or lent
 * account shows. Asked only when something matched.
 */
export async function withoutOwn(
  context: Context,
  account: string,
  matches: readonly EventMatch[],
): Promise<EventMatch[]> {
  const contents = [...new Set(matches.map((match) => match.content))];
  const { db } = context.store;
  const { rows } = await sql<{ id: string; content: string }>`
    select id, content::text from own_account
    where account = ${account} and content = any(${contents}::bigint[]) and until > ${context.now()}`.execute(
    db,
  );
  if (rows.length === 0 || picked(context)) return [...matches];
  const own = new Set(rows.map((row) => row.content));
  const left = matches.filter((match) => !own.has(match.content));
  if (left.length === 0)
    await sql`update own_account set passes = passes + 1 where id = any(${rows.map((row) => row.id)}::text[])`.execute(
      db,
    );
  return left;
}

/**
 * Asks for a listing, in the caller's transaction; a second person must agree. One that is there stays as it is.
 *
 * @returns whether it is new
 */
export async function proposeAccount(
  trx: QueryExecutorProvider,
  context: Pick<Context, 'now' | 'random'>,
  by: Pick<Caller, 'id'>,
  account: string,
  content: string,
): Promise<boolean> {
  const { rows } = await sql<{ bank: string }>`
    insert into own_account (id, account, content, proposed_by, proposed_at)
    select ${newId(context)}, ${account}, id, ${by.id}, ${context.now()} from bank_content
      where id = ${content} and not removed_here
    on conflict do nothing returning (select bank from bank_content where id = ${content}) as bank`.execute(
    trx,
  );
  if (rows[0]) await noteAct(trx, context, by, 'account.proposed', rows[0].bank, content);
  return rows.length > 0;
}

/**
 * Agrees to a listing as a second person, or ends it; whoever asked for it may only take it back.
 *
 * @throws HttpError 403 `two-people`, 404 `account-unknown`
 */
export async function settleAccount(
  context: Pick<Context, 'now' | 'store'>,
  caller: Pick<Caller, 'id'>,
  id: string,
  answer: 'agree' | 'end',
): Promise<void> {
  await context.store.transaction(async (trx) => {
    const { rows } = await sql<{ bank: string; content: string; proposedBy: string; until: Date | null }>`
      select c.bank, a.content::text, a.proposed_by as "proposedBy", a.until
      from own_account a join bank_content c on c.id = a.content where a.id = ${id} for update of a`.execute(
      trx,
    );
    const [listing] = rows;
    if (!listing || (answer === 'agree' && listing.until !== null))
      throw new HttpError(404, 'account-unknown', 'This listing does not wait any more.');
    if (answer === 'agree') {
      if (listing.proposedBy === caller.id)
        throw new HttpError(403, 'two-people', 'Another person must agree to what you asked for.');
      const until = new Date(context.now().getTime() + LISTED_MS);
      await sql`update own_account set agreed_by = ${caller.id}, until = ${until} where id = ${id}`.execute(
        trx,
      );
    } else await sql`delete from own_account where id = ${id}`.execute(trx);
    const act = answer === 'agree' ? 'account.agreed' : 'account.ended';
    await noteAct(trx, context, caller, act, listing.bank, listing.content);
  });
}

/** All listings, those that wait first. */
export async function listAccounts(db: QueryExecutorProvider, now: Date): Promise<OwnAccount[]> {
  const { rows } = await sql<OwnAccount>`
    select a.id, a.account, c.bank, a.content::text, a.proposed_by as "proposedBy", a.proposed_at as "proposedAt",
      a.until, a.passes
    from own_account a join bank_content c on c.id = a.content where a.until is null or a.until > ${now}
    order by a.until is not null, a.proposed_at, a.id limit 500`.execute(db);
  return rows;
}
