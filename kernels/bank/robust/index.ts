export * from './rectangles.ts';
export * from './upload-views.ts';
