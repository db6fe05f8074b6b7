export * from './background.ts';
