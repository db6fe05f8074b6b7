export * from './aligned/aligned.ts';
export * from './rectangles.ts';
export * from './upload-views.ts';
