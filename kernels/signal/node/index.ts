export * from './decode.ts';
export * from './file.ts';
export * from './signals.ts';
export * from './video.ts';
