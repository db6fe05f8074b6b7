export { clockRound } from './clock-doubt.ts';
export { mailRound } from './inbox/imap.ts';
export { noticeJobs } from './jobs.ts';
export { noticeRoutes, noticeStatusRoutes } from './routes.ts';
export { caseNotices } from './view.ts';
