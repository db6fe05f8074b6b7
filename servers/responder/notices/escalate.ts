import { createHash } from 'node:crypto';
import type { EventDraft } from '@amaan/custody';
import { type Escalation, escalationText, nameOf, nextSteps, regimes } from '@amaan/notice';
import { sql } from 'kysely';
import { appendEvents, caseEvents, type Db } from '../cases/append.ts';
import { type Context, newId } from '../context.ts';
import { addresseeOf, contentAuthorityOf } from './addressees.ts';
import { clockEvents, clockOf } from './clock-view.ts';
import type { NoticeRow } from './rows.ts';

const SERVER: EventDraft['actor'] = { role: 'server' };

/**
 * Drafts the next steps that a notice's row names after an expiry or a refusal, each once, with the history so far. A
 * draft holds times and codes only, so the server can write it; a person reads it and sends it.
 *
 * @returns their events, for the caller to append
 */
export async function escalationDrafts(
  context: Context,
  trx: Db,
  notice: NoticeRow,
  after: 'expired' | 'refused',
): Promise<EventDraft[]> {
  const events = await caseEvents(trx, notice.caseId);
  const { clock, pin } = clockOf(events, notice, context.now());
  const row = regimes().rows.get(pin?.row ?? notice.regimeVersion);
  if (!row || !clock) return [];
  const mine = clockEvents(events, notice.id, notice.links);
  const steps = nextSteps(row, clock, mine, context.now().getTime()).filter((step) => step.after === after);
  const { rows: there } = await sql<{ regime: string; authority: string }>`
    select regime, authority from notice_escalation where notice = ${notice.id}`.execute(trx);
  const regimeOf = (step: Escalation) => step.regime ?? notice.regime;
  const fresh = steps.filter(
    (step) => !there.some((each) => each.regime === regimeOf(step) && each.authority === step.to),
  );
  const drafts: EventDraft[] = [];
  for (const [i, step] of fresh.entries()) {
    const escalation = newId(context);
    const addressee = addresseeOf(context, notice.addressee)?.name ?? nameOf(notice.addressee);
    const { number, links } = notice;
    const text = escalationText({
      step,
      row,
      addressee,
      number,
      links,
      clock,
      events: mine,
      contentAuthority: contentAuthorityOf(context),
    });
    const digest = createHash('sha256')
      .update(`${text.en}${text.ur ?? ''}`)
      .digest('hex');
    await sql`insert into notice_escalation (id, notice, case_id, regime, authority, at, body, body_ur, place)
      values (${escalation}, ${notice.id}, ${notice.caseId}, ${regimeOf(step)}, ${step.to}, ${context.now()}, ${text.en},
        ${text.ur ?? null},
        ${there.length + i})`.execute(trx);
    const refs = { notice: notice.id, escalation, authority: regimeOf(step), digest };
    drafts.push({ type: 'escalation.drafted', actor: SERVER, refs });
  }
  return drafts;
}

/** Drafts what follows a refusal, in the caller's transaction, after the refusal stands in the ledger. */
export async function afterRefusal(context: Context, trx: Db, notice: NoticeRow): Promise<void> {
  const drafts = await escalationDrafts(context, trx, notice, 'refused');
  if (drafts.length > 0) await appendEvents(context, trx, notice.caseId, drafts);
}
