import type { JobHandler } from '@amaan/store';
import type { Context } from '../context.ts';
import { NOTICE_JOBS } from './intake.ts';
import { openNoticeReview } from './open-review.ts';
import { sendStatus } from './reply.ts';

export { noticeDecided } from './decided.ts';
export { noticeForm } from './form.ts';
export { noticeRoutes } from './routes.ts';

/** The jobs of this room, by name. */
export function noticeJobs(context: Context): Record<string, JobHandler> {
  return {
    [NOTICE_JOBS.open]: (payload) => openNoticeReview(context, payload),
    [NOTICE_JOBS.status]: (payload) => sendStatus(context, payload),
  };
}
