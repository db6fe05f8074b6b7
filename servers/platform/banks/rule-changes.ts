import type { BankSettings } from '@amaan/bank';
import { HttpError } from '@amaan/http';
import type { RuleChange } from '@amaan/notice/figures';
import { type QueryExecutorProvider, sql } from 'kysely';
import { type Context, newId } from '../context.ts';
import { noteAct } from '../hma/note-act.ts';
import type { Caller } from '../keys/key-ring.ts';
import { writePolicy } from './bank-store.ts';
import { type PolicyChange, policyAfter } from './policy.ts';

const RULES = ['kind', 'threshold', 'enabledRatio', 'aligned', 'silences'] as const;
const SHOWN = 100;

/** A change that waits for a second person. */
export interface WaitingChange {
  readonly id: string;
  readonly bank: string;
  readonly wanted: PolicyChange;
  readonly proposedBy: string | null;
  readonly proposedAt: Date;
}

/** The rules of a bank that differ, with a value for each. */
function rulesOf(bank: Partial<BankSettings>): Record<string, unknown> {
  return Object.fromEntries(RULES.map((rule) => [rule, bank[rule] ?? (rule === 'aligned' ? false : null)]));
}

/**
 * Changes the rules of a bank that is there, or asks a second person to (abuse controls, G7).
 *
 * @returns the bank as it is afterwards, or the id of the change that waits
 * @throws HttpError 409 `rule-waits`
 */
export async function changeRules(
  context: Context,
  caller: Caller,
  name: string,
  wanted: PolicyChange,
): Promise<{ bank: BankSettings } | { waits: string }> {
  const after = policyAfter(context.banks, name, wanted);
  const id = newId(context);
  const now = context.now();
  if (context.config.ruleChanges === 'one') {
    await context.store.transaction(async (trx) => {
      await applyRules(trx, context, caller, after);
      await sql`insert into rule_change (id, bank, wanted, before, after, proposed_by, proposed_at, state, settled_at)
        values (${id}, ${name}, ${JSON.stringify(wanted)}::jsonb, ${before(context, name)}::jsonb,
          ${JSON.stringify(rulesOf(after))}::jsonb, ${caller.id}, ${now}, 'made', ${now})`.execute(trx);
    });
    context.banks.put(after);
    return { bank: after };
  }
  await context.store.transaction(async (trx) => {
    const { rows } = await sql`insert into rule_change (id, bank, wanted, proposed_by, proposed_at, state)
      values (${id}, ${name}, ${JSON.stringify(wanted)}::jsonb, ${caller.id}, ${now}, 'waiting')
      on conflict do nothing returning id`.execute(trx);
    if (rows.length === 0)
      throw new HttpError(409, 'rule-waits', 'A change of this bank waits already. Settle that one first.');
    await noteAct(trx, context, caller, 'rule.proposed', name);
  });
  return { waits: id };
}

/**
 * Makes a change that waits, as a second person, or turns it away; whoever asked for it may only take it back.
 *
 * @throws HttpError 403 `two-people`, 404 `rule-unknown`
 */
export async function settleRules(
  context: Context,
  caller: Caller,
  id: string,
  answer: 'agree' | 'refuse',
): Promise<void> {
  const step = await context.store.transaction(async (trx) => {
    const { rows } = await sql<WaitingChange>`
      select id, bank, wanted, proposed_by as "proposedBy", proposed_at as "proposedAt" from rule_change
      where id = ${id} and state = 'waiting' for update`.execute(trx);
    const [change] = rows;
    if (!change) throw new HttpError(404, 'rule-unknown', 'This change does not wait any more.');
    const now = context.now();
    if (answer === 'refuse') {
      await sql`update rule_change set state = 'refused', settled_at = ${now} where id = ${id}`.execute(trx);
      await noteAct(trx, context, caller, 'rule.refused', change.bank);
      return () => {};
    }
    if (change.proposedBy === caller.id)
      throw new HttpError(403, 'two-people', 'Another person must agree to a change that you asked for.');
    if (!context.banks.get(change.bank))
      throw new HttpError(404, 'rule-unknown', 'The bank of this change is not there any more.');
    const after = policyAfter(context.banks, change.bank, change.wanted);
    await sql`update rule_change set state = 'made', agreed_by = ${caller.id}, settled_at = ${now},
      before = ${before(context, change.bank)}::jsonb, after = ${JSON.stringify(rulesOf(after))}::jsonb
      where id = ${id}`.execute(trx);
    await applyRules(trx, context, caller, after);
    return () => context.banks.put(after);
  });
  step();
}

const before = ({ banks }: Context, name: string): string => JSON.stringify(rulesOf(banks.get(name) ?? {}));

async function applyRules(
  trx: QueryExecutorProvider,
  context: Context,
  caller: Caller,
  after: BankSettings,
): Promise<void> {
  await writePolicy(trx, after);
  await noteAct(trx, context, caller, 'bank.changed', after.name);
}

/** What waits for a second person. */
export async function waitingRules(db: QueryExecutorProvider): Promise<WaitingChange[]> {
  const { rows } = await sql<WaitingChange>`
    select id, bank, wanted, proposed_by as "proposedBy", proposed_at as "proposedAt" from rule_change
    where state = 'waiting' order by proposed_at`.execute(db);
  return rows;
}

/** The public log of changes: what changed and how many people made it, the newest first. */
export async function publicRules(db: QueryExecutorProvider): Promise<RuleChange[]> {
  const { rows } = await sql<{
    at: Date;
    bank: string;
    before: Record<string, unknown>;
    after: Record<string, unknown>;
    people: 1 | 2;
  }>`select settled_at as at, bank, before, after, case when agreed_by is null then 1 else 2 end as people
    from rule_change where state = 'made' order by settled_at desc, id limit ${SHOWN}`.execute(db);
  return rows.map(({ at, bank, before: was, after: is, people }) => ({
    on: at.toISOString().slice(0, 10),
    bank,
    people,
    rules: RULES.flatMap((rule) => {
      const [from, to] = [written(was[rule]), written(is[rule])];
      return from === to ? [] : [{ rule, from, to }];
    }),
  }));
}

function written(value: unknown): string {
  if (value === null || value === undefined) return '–';
  if (Array.isArray(value)) return value.join(' ');
  return typeof value === 'string' ? value : JSON.stringify(value);
}
