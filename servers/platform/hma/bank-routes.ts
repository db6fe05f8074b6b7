import type { BankSettings } from '@amaan/bank';
import type { App } from '@amaan/http';
import { sql } from 'kysely';
import type { Context } from '../context.ts';
import type { Access } from './access.ts';
import { refuse } from './errors.ts';
import { noteAct } from './note-act.ts';
import { bankName, flag, type Loose, looseBody, printable, ratio } from './read.ts';
import { bankJson, sendJson } from './write.ts';

interface Params {
  bank: string;
}

const config = { class: 'api' } as const;

/** What a body asks the ratio to be: the ratio itself, or all or nothing by `enabled`. */
function wantedRatio(body: Loose): number | undefined {
  const given = ratio(body.enabled_ratio ?? body.matching_enabled_ratio, 'enabled_ratio');
  const enabled = flag(body.enabled, 'enabled');
  if (enabled === false) return 0;
  return given ?? (enabled === true ? 1 : undefined);
}

/** Adds the calls that make, change and drop banks. */
export function bankRoutes(app: App, context: Context, access: Access): void {
  const { banks, store } = context;

  app.get('/c/banks', { config }, async (request, reply) => {
    access.require(request, 'match');
    return sendJson(reply, `[${banks.list().map(bankJson).join(',')}]`);
  });

  app.post('/c/banks', { config }, async (request, reply) => {
    const caller = access.require(request, 'curate');
    const body = looseBody(request.body);
    const name = bankName(body.name);
    const bank: BankSettings = { name, kind: 'match', threshold: 31, enabledRatio: wantedRatio(body) ?? 1 };
    await store.transaction(async (trx) => {
      const { rows } = await sql`insert into bank (name, kind, threshold, enabled_ratio, created_at)
        values (${name}, ${bank.kind}, ${bank.threshold}, ${bank.enabledRatio}, ${context.now()})
        on conflict (name) do nothing returning name`.execute(trx);
      if (rows.length === 0) throw refuse(403, 'Bank already exists');
      await noteAct(trx, context, caller, 'bank.made', name);
    });
    banks.put(bank);
    return sendJson(reply, bankJson(bank), 201);
  });

  app.get<{ Params: Params }>('/c/bank/:bank', { config }, async (request, reply) => {
    access.require(request, 'match');
    return sendJson(reply, bankJson(known(request.params.bank)));
  });

  app.put<{ Params: Params }>('/c/bank/:bank', { config }, async (request, reply) => {
    const caller = access.require(request, 'curate');
    const before = banks.get(request.params.bank);
    if (!before) throw refuse(404, 'Bank not found');
    const body = looseBody(request.body);
    const name = body.name === undefined ? before.name : bankName(body.name);
    const after: BankSettings = { ...before, name, enabledRatio: wantedRatio(body) ?? before.enabledRatio };
    if (after.enabledRatio !== before.enabledRatio && context.config.ruleChanges === 'two')
      throw refuse(403, 'Two people change the rules of a bank here: use the console');
    if (name !== before.name && banks.get(name)) throw refuse(403, 'Bank name already exists');
    await store.transaction(async (trx) => {
      await sql`update bank set name = ${name}, enabled_ratio = ${after.enabledRatio} where name = ${before.name}`.execute(
        trx,
      );
      await noteAct(trx, context, caller, 'bank.changed', name);
    });
    if (name === before.name) banks.put(after);
    else banks.rename(before.name, after);
    return sendJson(reply, bankJson(after));
  });

  app.delete<{ Params: Params }>('/c/bank/:bank', { config }, async (request) => {
    const caller = access.require(request, 'curate');
    const { bank } = request.params;
    await store.transaction(async (trx) => {
      const { rows } = await sql<{
        name: string;
      }>`select name from exchange_source where bank = ${bank}`.execute(trx);
      const [source] = rows;
      if (source) throw refuse(400, `The exchange ${source.name} fills this bank: end the exchange first`);
      await sql`delete from bank where name = ${bank}`.execute(trx);
      await noteAct(trx, context, caller, 'bank.dropped', banks.get(bank)?.name);
    });
    banks.drop(bank);
    return { message: 'Done' };
  });

  function known(name: string): BankSettings {
    const bank = banks.get(name);
    if (!bank) throw refuse(404, `bank '${printable(name)}' not found`);
    return bank;
  }
}
