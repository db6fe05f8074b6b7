export { clockEvents, clockOf } from './clock-view.ts';
export { noticeJobs } from './jobs.ts';
export { type Caller, noticeRoutes, noticeStatusRoutes, type StaffDoor } from './routes.ts';
export { caseNotices } from './view.ts';
