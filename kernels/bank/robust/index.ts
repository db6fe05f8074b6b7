export * from './aligned/aligned.ts';
export * from './clip-parts.ts';
export * from './rectangles.ts';
export * from './upload-views.ts';
