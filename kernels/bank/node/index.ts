export * from './background.ts';
export * from './collect.ts';
export * from './give-way.ts';
export { FILE_BANK, loadBank, type LoadedBank } from './load.ts';
export { SearchPool } from './search-pool.ts';
