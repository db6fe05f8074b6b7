import { HttpError } from '@amaan/http';
import { sql } from 'kysely';
import type { Context } from '../context.ts';
import { OWN } from '../exchange/apply.ts';
import { noteAct } from '../hma/note-act.ts';
import type { Caller } from '../keys/key-ring.ts';
import { settlementReason, type Settlement } from './settlements.ts';
import { restingSignals } from './waiting.ts';

const ACTS = { keep: 'signal.kept', restore: 'signal.restored', remove: 'signal.removed' } as const;

/**
 * Does with a suspended signal what a person decided, and writes it down. A signal that its exchange suspended cannot
 * be restored here: it comes back when the exchange has looked.
 *
 * @throws HttpError 400 `reason`; 409 `not-suspended`, `suspended-there`
 */
export async function settleSignal(
  context: Context,
  caller: Caller,
  content: string,
  { settlement, reason }: { settlement: Settlement; reason: string },
): Promise<void> {
  if (!settlementReason(reason, settlement))
    throw new HttpError(400, 'reason', 'Choose a reason that fits what you do.');
  const step = await context.store.transaction(async (trx) => {
    await sql`select 1 from bank_content where id = ${content} for update`.execute(trx);
    const [signal] = await restingSignals(trx, content);
    if (!signal) throw new HttpError(409, 'not-suspended', 'This signal is not suspended any more.');
    if (settlement === 'restore' && signal.there)
      throw new HttpError(
        409,
        'suspended-there',
        'Its exchange suspended it. Ask the exchange to look; it comes back from there.',
      );
    await noteAct(trx, context, caller, ACTS[settlement], signal.bank, content, reason);
    if (settlement === 'remove') {
      // What an exchange still has stays as a mark, so that its next delivery is known as removed.
      await sql`update bank_content set removed_here = true, set_here = true, enabled_from = 0 where id = ${content}`.execute(
        trx,
      );
      await sql`delete from bank_content where id = ${content}
        and not exists (select 1 from exchange_row where content = ${content})`.execute(trx);
      return () => context.banks.remove(signal.bank, content);
    }
    const { rows } = await sql<{ heard: string[] }>`
      insert into settled_signal (content, settlement, reason, heard, at)
      values (${content}, ${settlement}, ${reason},
        array(select party from bank_opinion where content = ${content} and party <> ${OWN} and value = 'NotBlocked'),
        ${context.now()})
      on conflict (content) do update set settlement = excluded.settlement, reason = excluded.reason,
        heard = excluded.heard, at = excluded.at returning heard`.execute(trx);
    const rests = settlement === 'keep';
    await sql`update bank_content set enabled_from = ${rests ? 0 : 1}, set_here = ${rests} where id = ${content}`.execute(
      trx,
    );
    return () => {
      if (!context.banks.has(signal.bank, content)) return;
      context.banks.enableFrom(signal.bank, content, rests ? Number.POSITIVE_INFINITY : 0);
      if (!rests)
        for (const party of rows[0]?.heard ?? [])
          context.banks.setOpinion(signal.bank, content, party, undefined);
    };
  });
  step();
}
