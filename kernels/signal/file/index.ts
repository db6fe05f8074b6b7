export * from './digest.ts';
export * from './errors.ts';
export * from './header.ts';
export * from './limits.ts';
export * from './shape.ts';
