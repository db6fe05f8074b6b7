export * from './pdq/hash.ts';
export * from './pixels.ts';
export * from './signal-set.ts';
export * from './views/count.ts';
export * from './pdq/orientation.ts';
export * from './pdq/pdq.ts';
export * from './file/index.ts';
