import type { JobHandler } from '@amaan/store';
import type { Context } from './context.ts';
import { SEND_PROOFS, sendProofs } from './exchange/purge-proof.ts';
import { noticeJobs } from './notices/index.ts';
import { OPEN_CHECK, openCheck } from './review/check.ts';
import { SEND_FEEDBACK, sendFeedback } from './review/feedback.ts';
import { SEND_MESSAGE, sendMessage } from './site/messages.ts';

/** What the platform's jobs do. */
export function jobHandlers(context: Context): Record<string, JobHandler> {
  return {
    ...noticeJobs(context),
    [OPEN_CHECK]: (payload) => openCheck(context, payload),
    [SEND_FEEDBACK]: (payload) => sendFeedback(context, payload),
    [SEND_PROOFS]: (payload) => sendProofs(context, payload),
    [SEND_MESSAGE]: (payload) => sendMessage(context, payload),
  };
}
