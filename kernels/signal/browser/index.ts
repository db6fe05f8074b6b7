export * from './canary.ts';
export * from './decode.ts';
export * from './signals.ts';
