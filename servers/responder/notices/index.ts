export { clockRound } from './clock-doubt.ts';
export { noticeJobs } from './jobs.ts';
export { noticeRoutes, noticeStatusRoutes } from './routes.ts';
export { caseNotices } from './view.ts';
