export * from './aligned/aligned.ts';
export { MOST_OF_MOMENT } from './aligned/decide.ts';
export * from './clip-parts.ts';
export * from './rectangles.ts';
export * from './upload-views.ts';
