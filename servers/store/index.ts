export { type Alone, holdAlone, migrateBeside, openAlone } from './alone.ts';
export { StoreError } from './errors.ts';
export { addJob, type JobHandler, type JobOptions, prepareJobs, removeJob, runJobs } from './jobs.ts';
export { migrate, migrateTo, readMigrations } from './migrate.ts';
export { connect, ensureDatabase, openStore, type Store, type StorePlace } from './store.ts';
export { openBeside } from './beside.ts';
export { ScreenDays, type ScreenLimits } from './screen-days.ts';
export { dump, type DumpHead, load } from './dump.ts';
export { AtRest, loadAtRest, restKeyPath } from './at-rest.ts';
