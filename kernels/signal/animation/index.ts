export * from './compose.ts';
export * from './read.ts';
export * from './shape.ts';
export * from './signals.ts';
