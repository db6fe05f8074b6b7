export * from './bytes.ts';
export * from './errors.ts';
export * from './parse.ts';
export * from './text.ts';
