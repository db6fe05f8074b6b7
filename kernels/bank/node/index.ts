export * from './background.ts';
export * from './collect.ts';
export * from './give-way.ts';
export { SearchPool } from './search-pool.ts';
