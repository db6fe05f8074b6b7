export { pdfOf, PdfError } from './pdf.ts';
