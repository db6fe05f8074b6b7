export { StoreError } from './errors.ts';
export { addJob, type JobHandler, type JobOptions, prepareJobs, removeJob, runJobs } from './jobs.ts';
export { migrate } from './migrate.ts';
export { connect, ensureDatabase, openStore, type Store, type StorePlace } from './store.ts';
