import { object, oneOf, text } from '@amaan/base';
import { addJob } from '@amaan/store';
import { type QueryExecutorProvider, sql } from 'kysely';
import { type Context, newId } from '../context.ts';
import type { Job } from '../review/fold.ts';
import type { Statement } from '../review/statement.ts';
import { postToSite } from './site-client.ts';

/** What the site is told: show it to everyone, take it away, or bring it back. */
export type SiteEvent = 'cleared' | 'removed' | 'restored';

/** The job that sends a message until the site takes it. */
export const SEND_MESSAGE = 'site.send';
const MAX_ATTEMPTS = 25;

/** Queues a message to the site, in the transaction of the decision that causes it. */
export async function queueMessage(
  trx: QueryExecutorProvider,
  context: Context,
  job: Job,
  message: { readonly event: SiteEvent; readonly appealable: boolean; readonly statement?: Statement },
): Promise<void> {
  const id = newId(context);
  const now = context.now();
  const body = { v: 1, id, item: job.item, ticket: job.ticket, at: now.toISOString(), ...message };
  await sql`insert into site_message (id, job, body, made_at)
    values (${id}, ${job.id}, ${JSON.stringify(body)}::jsonb, ${now})`.execute(trx);
  await addJob(trx, SEND_MESSAGE, { id }, { jobKey: `${SEND_MESSAGE}:${id}`, maxAttempts: MAX_ATTEMPTS });
}

const parsePayload = object({ id: text(32, { min: 32 }) });
const parseBody = object({ event: oneOf('cleared', 'removed', 'restored') });

/** Sends one message. The site knows it by its id, so a second delivery is harmless. @throws SiteError to try again */
export async function sendMessage(context: Context, payload: unknown): Promise<void> {
  const { id } = parsePayload(payload);
  const { rows } = await sql<{ body: { event: unknown } }>`
    select body from site_message where id = ${id} and sent_at is null`.execute(context.store.db);
  const body = rows[0]?.body;
  if (!body) return;
  parseBody({ event: body.event });
  await postToSite(context, '', body);
  await sql`update site_message set sent_at = ${context.now()} where id = ${id}`.execute(context.store.db);
}
