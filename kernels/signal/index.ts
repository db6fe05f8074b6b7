export * from './pdq/hash.ts';
export * from './pixels.ts';
export * from './signal-set.ts';
export * from './views/count.ts';
