import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { AmaanError } from '@amaan/base';
import type { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { typstOf } from '../paper/typst.ts';
import type { Paper } from '../paper/paper.ts';

/** The paper could not be set: a fault of ours, not of what was typed. */
export class PdfError extends AmaanError {
  constructor(why: string) {
    super('pdf', `The document could not be set as PDF (${why}). Use its plain text and report this.`);
  }
}

const FONTS = [
  '@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf',
  '@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf',
  '@expo-google-fonts/noto-nastaliq-urdu/400Regular/NotoNastaliqUrdu_400Regular.ttf',
  '@expo-google-fonts/noto-nastaliq-urdu/700Bold/NotoNastaliqUrdu_700Bold.ttf',
];
let ready: Promise<NodeCompiler> | undefined;

/** The compiler is a large native module: it is loaded when the first paper is set. */
async function compiler(): Promise<NodeCompiler> {
  const typst = await import('@myriaddreamin/typst-ts-node-compiler');
  const { resolve } = createRequire(import.meta.url);
  return typst.NodeCompiler.create({
    fontArgs: [{ fontBlobs: FONTS.map((font) => readFileSync(resolve(font))) }],
  });
}

/**
 * Sets a paper as PDF with the same compiler that the console runs in the browser. The same paper gives the same bytes.
 *
 * @throws PdfError
 */
export async function pdfOf(paper: Paper): Promise<{ pdf: Buffer; pages: number }> {
  ready ??= compiler();
  const typst = await ready;
  const made = typst.compile({ mainFileContent: typstOf(paper) });
  if (!made.result) throw new PdfError(made.takeDiagnostics()?.compilationStatus ?? 'no result');
  return { pdf: typst.pdf(made.result), pages: made.result.numOfPages };
}
