import { object, hex } from '@amaan/base';
import type { JobHandler } from '@amaan/store';
import type { Context } from '../context.ts';
import { expireNotice } from './expire.ts';
import { sendByMail } from './mail.ts';
import { Checker } from './watching/checker.ts';
import { JOBS } from './job-names.ts';
import { remindNotice } from './schedule.ts';
import { sendByApi } from './send.ts';
import { watchNotice } from './watching/watch.ts';

const parsePayload = object({ notice: hex(16) });

/** The jobs of this room, by name. */
export function noticeJobs(context: Context): Record<string, JobHandler> {
  const { watchLocal: local, watchProxy: proxy, watchNot } = context.config;
  const checker = new Checker({ local, ...(proxy !== undefined && { proxy }) }, watchNot);
  return {
    [JOBS.send]: async (payload) => {
      const { notice } = parsePayload(payload);
      await sendByApi(context, notice);
      await sendByMail(context, notice);
    },
    [JOBS.clock]: async (payload) => expireNotice(context, parsePayload(payload).notice),
    [JOBS.remind]: async (payload) => remindNotice(context, parsePayload(payload).notice),
    [JOBS.watch]: async (payload) => watchNotice(context, checker, parsePayload(payload).notice),
  };
}
