import type { TestContext } from '@amaan/responder/testing';

/**
 * Copies a case until a thousand stand in the list: the same sealed grant opens each, and the list needs no more.
 *
 * @param locatorHash hex, of the case to copy
 */
export async function aThousandCases({ store: { pool } }: TestContext, locatorHash: string): Promise<void> {
  const { rows } = await pool.query<{ id: string }>(
    `select case_id as id from case_access where locator_hash = decode($1, 'hex')`,
    [locatorHash],
  );
  const caseId = rows[0]?.id ?? '';
  const there = await pool.query(`select distinct case_id from case_grant where kind = 'staff'`);
  const copies = 1000 - there.rows.length;
  const from = (table: string, column: string) =>
    `from ${table} t, generate_series(1, ${copies}) n where t.${column} = '${caseId}'`;
  const id = (column: string) => `md5(n::text || t.${column})`;
  for (const copy of [
    `case_file select ${id('id')}, t.keys, n % 40 = 0, t.age_mark, t.opened_on ${from('case_file', 'id')}`,
    `case_status select ${id('case_id')}, t.seq, t.digest, t.state ${from('case_status', 'case_id')}`,
    `case_grant select ${id('id')}, ${id('case_id')}, t.kind, t.recipient, t.compartments, t.sealed
      ${from('case_grant', 'case_id')} and t.kind = 'staff'`,
    `case_item select ${id('id')}, ${id('case_id')}, t.kind, t.compartment, t.source, t.staff, t.at, t.place, t.sealed
      ${from('case_item', 'case_id')}`,
  ])
    await pool.query(`insert into ${copy}`);
}
