import { object, text } from '@amaan/base';
import { addJob } from '@amaan/store';
import { type QueryExecutorProvider, sql } from 'kysely';
import { type Context, newId } from '../context.ts';
import type { Answer } from '../review/answer.ts';
import type { Job } from '../review/fold.ts';
import type { Statement } from '../review/statement.ts';
import { postToSite } from './site-client.ts';

/** What the site is told: show it to everyone, take it away, bring it back, or that it stays away after an objection. */
export type SiteEvent = 'cleared' | 'removed' | 'restored' | 'upheld';

/** The job that sends a message until the site takes it. */
export const SEND_MESSAGE = 'site.send';
const MAX_ATTEMPTS = 25;

/** Queues a message to the site, in the transaction of the decision that causes it. */
export async function queueMessage(
  trx: QueryExecutorProvider,
  context: Context,
  job: Job,
  message: {
    readonly event: SiteEvent;
    readonly appealable: boolean;
    readonly statement?: Statement;
    readonly answer?: Answer;
  },
): Promise<void> {
  const id = newId(context);
  const now = context.now();
  const body = { v: 1, id, item: job.item, ticket: job.ticket, at: now.toISOString(), ...message };
  await sql`insert into site_message (id, job, body, made_at)
    values (${id}, ${job.id}, ${JSON.stringify(body)}::jsonb, ${now})`.execute(trx);
  await addJob(
    trx,
    SEND_MESSAGE,
    { id },
    { jobKey: `${SEND_MESSAGE}:${id}`, queue: `${SEND_MESSAGE}:${job.item}`, maxAttempts: MAX_ATTEMPTS },
  );
}

const parsePayload = object({ id: text(32, { min: 32 }) });

/**
 * Sends one message, after every earlier one about the same item: a site that was away must not hear "removed" after
 * "restored". The site knows a message by its id, so a second delivery is harmless.
 *
 * @throws SiteError to try again
 */
export async function sendMessage(context: Context, payload: unknown): Promise<void> {
  const { id } = parsePayload(payload);
  const { rows } = await sql<{ id: string; body: object }>`
    select m.id, m.body from site_message m join site_message mine on mine.body ->> 'item' = m.body ->> 'item'
    where mine.id = ${id} and mine.sent_at is null and m.sent_at is null and m.made_at <= mine.made_at
    order by m.made_at, m.id = ${id}`.execute(context.store.db);
  for (const message of rows) {
    await postToSite(context, '', message.body);
    await sql`update site_message set sent_at = ${context.now()} where id = ${message.id}`.execute(
      context.store.db,
    );
  }
}
