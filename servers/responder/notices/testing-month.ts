import type { CaseEvent } from '@amaan/custody';
import { regimes } from '@amaan/notice';
import { sql } from 'kysely';
import { appendEvents, caseEvents } from '../cases/append.ts';
import { newId } from '../context.ts';
import type { TestContext } from '../testing.ts';
import { clockOf } from './clock-view.ts';
import { enterFact } from './facts.ts';
import { noticeJobs } from './jobs.ts';
import { insertNotice, noticeRow } from './rows.ts';
import type { FactBodyShape } from './schemas/entered.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const MONTH = 30 * DAY;
/** A clock's job runs a second after its end; ours takes part in whole seconds. */
const PROMPT = 2_000;
const REGIMES = ['US-223a', 'UK-OSA-10-3A', 'IN-3-2-b', 'PK-2C', 'AU-77', 'EU-DSA-16'] as const;
const PROOF = 'ab'.repeat(32);

/** What a simulated month showed. Every list holds the ids of notices for which the promise was broken. */
export interface Month {
  readonly clocks: number;
  readonly raised: number;
  readonly missed: string[];
  readonly twice: string[];
  readonly needless: string[];
  readonly late: string[];
}

/** Numbers between 0 and 1 from a seed (mulberry32): a month that broke a promise can be run again. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

interface Act {
  readonly at: number;
  readonly caseId: string;
  readonly notice: string;
  readonly body: FactBodyShape;
}

/** What happens to one notice: nothing, a proof and then perhaps an answer, a look, a bounce or a withdrawal, at any time. */
function fate(random: () => number, from: number): { at: number; body: FactBodyShape }[] {
  const sometime = (after: number, span: number) => after + Math.floor(random() * span);
  const sent = sometime(from, MONTH - 6 * DAY);
  const proved = sometime(sent, 2 * DAY);
  const fact = (at: number, body: object) => ({ at, body: { v: 1, ...body } as FactBodyShape });
  const happened = new Date(Math.max(sent, proved - (random() < 0.2 ? 60 * HOUR : 0))).toISOString();
  const proof = { fact: 'receipted', at: happened, kind: 'ticket', proof: PROOF };
  const acts = [fact(sent, { fact: 'sent' })];
  if (random() < 0.05) return acts;
  acts.push(fact(proved, proof));
  const then = random();
  const after = sometime(proved, 4 * DAY);
  if (then < 0.35) acts.push(fact(after, { fact: 'looked', link: 0, state: 'missing' }));
  else if (then < 0.45) {
    acts.push(fact(after, { fact: 'answered', answer: 'removed' }));
    const looked = (state: string) => fact(sometime(after, 3 * DAY), { fact: 'looked', link: 0, state });
    if (random() < 0.5) acts.push(looked('uncertain'));
    if (random() < 0.5) acts.push(looked('present'));
  } else if (then < 0.55) acts.push(fact(after, { fact: 'answered', answer: 'refused' }));
  else if (then < 0.62) acts.push(fact(after, { fact: 'withdrawn' }));
  else if (then < 0.7) {
    acts.push(fact(after, { fact: 'bounced' }));
    const again = sometime(after, 2 * DAY);
    acts.push(fact(again, { ...proof, at: new Date(again).toISOString() }));
  }
  return acts;
}

/** A case with notices that were approved and wait to leave, as the routes leave it behind. */
async function stock(context: TestContext, count: number, random: () => number): Promise<[string, string[]]> {
  const caseId = newId(context);
  const notices: string[] = [];
  await context.store.transaction(async (trx) => {
    await sql`insert into case_file (id, keys, urgent, age_mark, opened_on)
      values (${caseId}, '{}'::jsonb, false, 'adult', ${context.now()}::date)`.execute(trx);
    const actor = { role: 'survivor' } as const;
    await appendEvents(context, trx, caseId, [
      {
        type: 'case.opened',
        actor,
        refs: { story: PROOF, links: PROOF, contact: PROOF, linkCount: count, grants: 0 },
      },
      { type: 'consent.changed', actor, refs: { kind: 'sendNotices', given: 'yes' } },
    ]);
    for (let i = 0; i < count; i++) {
      const id = newId(context);
      const regime = REGIMES[Math.floor(random() * REGIMES.length)] ?? 'US-223a';
      const row = regimes().rows.get(regime) ?? [...(regimes().families.get(regime) ?? [])].at(-1);
      const family = row?.family ?? regime;
      const draft = {
        v: 1 as const,
        id,
        regime: family,
        regimeVersion: row?.id ?? regime,
        addressee: 'kite',
        channel: 'hand' as const,
        links: 1,
        digest: PROOF,
      };
      await insertNotice(trx, caseId, draft, context.now());
      await sql`update notice set sending = 'waiting' where id = ${id}`.execute(trx);
      const staff = { role: 'caseworker', id: newId(context) } as const;
      const { channel: _, v: __, id: notice, ...rest } = draft;
      await appendEvents(context, trx, caseId, [
        { type: 'notice.drafted', actor: staff, refs: { notice, ...rest } },
        { type: 'notice.approved', actor: staff, refs: { notice, digest: PROOF } },
      ]);
      notices.push(id);
    }
  });
  return [caseId, notices];
}

/**
 * A month of running clocks on a real database, with time made by us: proofs, looks, answers, bounces and withdrawals
 * come at any moment, the server is down for hours now and then, and jobs run when it is up.
 *
 * @param clocks how many notices; @param seed chooses everything; @param told is called with the day, from 0 to 30
 */
export async function simulateMonth(
  context: TestContext,
  { clocks, seed, told = () => {} }: { clocks: number; seed: number; told?: (day: number) => void },
): Promise<Month> {
  const random = chance(seed);
  const from = context.now().getTime();
  const acts: Act[] = [];
  const owners: string[] = [];
  for (let left = clocks; left > 0; left -= 10) {
    const [caseId, notices] = await stock(context, Math.min(10, left), random);
    owners.push(caseId);
    for (const notice of notices)
      for (const each of fate(random, from)) acts.push({ ...each, caseId, notice });
  }
  acts.sort((a, b) => a.at - b.at);
  // One night in four the server is down for some hours.
  const down = Array.from({ length: 30 }, (_, day) => from + day * DAY)
    .filter(() => random() < 0.25)
    .map((night) => ({
      start: night + random() * 12 * HOUR,
      end: Math.floor(night + (12 + random() * 10) * HOUR),
    }));
  const up = (at: number) => down.find(({ start, end }) => at >= start && at < end)?.end ?? at;

  let day = -1;
  for (const act of acts) {
    // What waited for the server is entered piece by piece once it is back, each at a moment of its own.
    const at = Math.max(up(act.at), context.time.getTime() + 1);
    await runJobs(context, at, up);
    context.time = new Date(Math.max(at, context.time.getTime() + 1));
    await enterFact(context, { role: 'caseworker', id: newId(context) }, act, act.body).catch(
      (error: unknown) => {
        // A fact that no longer fits, such as an answer after a withdrawal, is refused as it would be to a person.
        if ((error as { statusCode?: number }).statusCode !== 409) throw error;
      },
    );
    while (day < Math.floor((at - from) / DAY)) told(++day);
  }
  await runJobs(context, from + 2 * MONTH, up);
  context.time = new Date(from + 2 * MONTH);
  return judge(context, owners, up);
}

/** Runs every waiting job up to `until`, each at its own time, in order. */
async function runJobs(context: TestContext, until: number, up: (at: number) => number): Promise<void> {
  const handlers = noticeJobs(context);
  for (;;) {
    const { rows } = await sql<{ key: string; name: string; at: Date }>`
      select key, task_identifier as name, run_at as at from graphile_worker.jobs
      where run_at <= ${new Date(until)} order by run_at limit 50`.execute(context.store.db);
    const due = rows.filter(({ at }) => up(at.getTime()) <= until);
    if (due.length === 0) return;
    for (const { key, name, at } of due) {
      context.time = new Date(Math.max(up(at.getTime()), context.time.getTime()));
      await sql`select graphile_worker.remove_job(${key})`.execute(context.store.db);
      await handlers[name]?.({ notice: key.slice(name.length + 1) });
    }
  }
}

/** Holds what the ledgers say against the pure clock, asked at the moment when each deadline could first be seen to pass. */
async function judge(
  context: TestContext,
  owners: readonly string[],
  up: (at: number) => number,
): Promise<Month> {
  const month: Month = { clocks: 0, raised: 0, missed: [], twice: [], needless: [], late: [] };
  let raised = 0;
  let counted = 0;
  for (const caseId of owners) {
    const events = await caseEvents(context.store.db, caseId);
    const { rows } = await sql<{ id: string }>`select id from notice where case_id = ${caseId}`.execute(
      context.store.db,
    );
    for (const { id } of rows) {
      counted++;
      const notice = await noticeRow(context.store.db, id);
      if (!notice) continue;
      const mine = events.filter((each) => 'notice' in each.refs && each.refs.notice === id);
      const said = mine.filter((each) => each.type === 'notice.expired');
      raised += said.length;
      const ends = expiries(mine, notice, up);
      if (said.length < ends.length) month.missed.push(id);
      if (new Set(said.map((each) => each.refs.due)).size < said.length) month.twice.push(id);
      if (said.length > ends.length) month.needless.push(id);
      if (said.some((each, i) => Date.parse(each.at) - (ends[i]?.seen ?? 0) > PROMPT)) month.late.push(id);
    }
  }
  return { ...month, clocks: counted, raised };
}

/**
 * Every end that passed, with the first moment at which a server that was up could know it, by the pure clock alone. A
 * proof that was taken back and came again gives a second end, which is to be said as well.
 */
function expiries(
  events: readonly CaseEvent[],
  notice: Parameters<typeof clockOf>[1],
  up: (at: number) => number,
): { due: number; seen: number }[] {
  const facts = events.filter(
    (each) => !['notice.expired', 'escalation.drafted', 'notice.due'].includes(each.type),
  );
  const state = (at: number) => clockOf(facts, { ...notice, pin: null }, new Date(at)).clock;
  const found: { due: number; seen: number }[] = [];
  // Between two facts only the passing of the end changes the state; jobs that are due go before a fact of the moment.
  for (const [i, fact] of facts.entries()) {
    const known = Date.parse(fact.at);
    const until = i + 1 < facts.length ? Date.parse(facts[i + 1]?.at ?? '') : Number.POSITIVE_INFINITY;
    const now = state(known);
    if (!now?.dueAt) continue;
    const due = Date.parse(now.dueAt);
    if (due <= (found.at(-1)?.due ?? Number.NEGATIVE_INFINITY)) continue;
    const seen = now.state === 'expired' ? known : up(due + 1000);
    if (now.state === 'expired' || (now.state === 'running' && seen <= until)) found.push({ due, seen });
  }
  return found;
}
