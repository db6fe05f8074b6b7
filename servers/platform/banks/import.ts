import type { ContentSignals } from '@amaan/bank';
import { AmaanError } from '@amaan/base';
import type { ListedEntry } from '@amaan/exchange';
import type { AtRest, Store } from '@amaan/store';
import { type QueryExecutorProvider, sql } from 'kysely';
import { type BankAge, claimBank } from './bank-age.ts';
import { deleteContents, ensureBank, insertContent, newContentId, replaceSignals } from './bank-store.ts';
import { tellNews } from './news.ts';

const SLICE = 500;
const KEY = 'bank-import';

/** What an import did. */
export interface Imported {
  added: number;
  changed: number;
  unchanged: number;
  removed: number;
}

/**
 * Imports the entries of a list into a bank, which is made when it is not there. The same list twice changes nothing; an
 * entry that the list takes back is removed. Slice by slice, each in one transaction; the running server follows.
 *
 * @throws AmaanError `bank-exchange` when an exchange fills the bank, `bank-age`
 */
export async function importList(
  store: Store<unknown>,
  atRest: AtRest,
  { bank, age, threshold }: { readonly bank: string; readonly age: BankAge; readonly threshold: number },
  entries: readonly ListedEntry[],
  now: Date,
): Promise<Imported> {
  await store.transaction(async (trx) => {
    const { rows } = await sql<{
      name: string;
    }>`select name from exchange_source where bank = ${bank}`.execute(trx);
    if (rows[0])
      throw new AmaanError(
        'bank-exchange',
        `The exchange ${rows[0].name} fills the bank ${bank}: name another bank.`,
      );
    await ensureBank(trx, { name: bank, kind: 'match', threshold, enabledRatio: 1 }, now);
    await claimBank(trx, bank, age);
    await tellNews(trx, bank);
  });
  const done: Imported = { added: 0, changed: 0, unchanged: 0, removed: 0 };
  // Twice in one list: the last one wins.
  const last = [...new Map(entries.map((entry) => [entry.key, entry])).values()];
  for (let i = 0; i < last.length; i += SLICE)
    await store.transaction(async (trx) => {
      const touched: string[] = [];
      for (const entry of last.slice(i, i + SLICE)) {
        const what = await importEntry(trx, atRest, bank, entry, now);
        done[what.did]++;
        if (what.content !== undefined) touched.push(what.content);
      }
      if (touched.length > 0) await tellNews(trx, bank, touched);
    });
  return done;
}

async function importEntry(
  trx: QueryExecutorProvider,
  atRest: AtRest,
  bank: string,
  { key, pdq, md5, gone }: ListedEntry,
  now: Date,
): Promise<{ did: keyof Imported; content?: string }> {
  const digest = atRest.digest(KEY, key);
  const { rows } = await sql<{ content: string }>`
    select content from bank_import where bank = ${bank} and key = ${digest}`.execute(trx);
  const before = rows[0]?.content;
  if (gone) {
    if (before === undefined) return { did: 'unchanged' };
    await deleteContents(trx, [before]);
    return { did: 'removed', content: before };
  }
  const signals: ContentSignals = { ...(pdq && { pdq: { hash: pdq, quality: 100 } }), ...(md5 && { md5 }) };
  if (before !== undefined) {
    const changed = await replaceSignals(trx, atRest, { id: before, signals });
    return changed ? { did: 'changed', content: before } : { did: 'unchanged' };
  }
  const id = newContentId();
  await insertContent(trx, atRest, { id, bank, signals, enabledFrom: 1 }, now);
  await sql`insert into bank_import (bank, key, content) values (${bank}, ${digest}, ${id})`.execute(trx);
  return { did: 'added', content: id };
}
