export * from './background.ts';
export { SearchPool } from './search-pool.ts';
