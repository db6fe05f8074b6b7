export * from './decode.ts';
export * from './signals.ts';
