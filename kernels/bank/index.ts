export * from './banks/banks.ts';
export * from './banks/query.ts';
export * from './banks/rules.ts';
export * from './banks/types.ts';
export * from './banks/video.ts';
export * from './errors.ts';
export * from './index/hash-index.ts';
