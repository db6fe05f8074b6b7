export * from './animation.ts';
export * from './decode.ts';
export { exactHashesOf } from './digest.ts';
export * from './file.ts';
export * from './signals.ts';
export * from './video.ts';
