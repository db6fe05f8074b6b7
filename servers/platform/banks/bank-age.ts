import { AmaanError } from '@amaan/base';
import { type QueryExecutorProvider, sql } from 'kysely';

/** Whom a bank's signals show. */
export const BANK_AGES = ['adult', 'minor'] as const;
export type BankAge = (typeof BANK_AGES)[number];

/**
 * Says whom a bank's signals show, once and for all: banks never mix (minors, B1).
 *
 * @throws AmaanError `bank-age` when it holds the others, or something that nobody vouched for
 */
export async function claimBank(trx: QueryExecutorProvider, bank: string, age: BankAge): Promise<void> {
  const { rows } = await sql<{ age: BankAge | null; filled: boolean }>`
    select age, exists (select 1 from bank_content where bank = ${bank}) as filled
    from bank where name = ${bank} for update`.execute(trx);
  const [row] = rows;
  if (row && (row.age === age || (row.age === null && (age === 'adult' || !row.filled)))) {
    await sql`update bank set age = ${age} where name = ${bank}`.execute(trx);
    return;
  }
  throw new AmaanError(
    'bank-age',
    `The bank ${bank} is for ${age === 'adult' ? 'minors' : 'adults'}: name another bank, they never mix.`,
  );
}

/** Whom a bank's signals show, or undefined until the first of them comes. */
export async function ageOf(db: QueryExecutorProvider, bank: string): Promise<BankAge | undefined> {
  const { rows } = await sql<{ age: BankAge | null }>`select age from bank where name = ${bank}`.execute(db);
  return rows[0]?.age ?? undefined;
}

/** The banks whose signals show minors. */
export async function banksOfMinors(db: QueryExecutorProvider): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ name: string }>`select name from bank where age = 'minor'`.execute(db);
  return new Set(rows.map(({ name }) => name));
}
