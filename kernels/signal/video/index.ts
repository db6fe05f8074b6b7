export * from './bars.ts';
export * from './formats.ts';
export type { Moment } from './moments.ts';
export * from './picture.ts';
export * from './rate.ts';
export * from './sample.ts';
export * from './signals.ts';
export type { Still } from './stills.ts';
