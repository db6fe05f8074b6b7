import { readFile } from 'node:fs/promises';
import { type NamedHash, uploadViews } from '@amaan/bank';
import { exactHasher, QUERY_DENSITY, type SignalSet, signalsOfPixels } from '@amaan/signal';
import { contentTypeOfFile, decodePicture, signalsOfFile } from '@amaan/signal/node';
import { problemOf } from '../hash.ts';

/** What is wanted of a file: its record for a bank, or what to ask a bank about it. */
export interface Wish {
  readonly views: 'k24' | 'k52' | 'none';
  /** Also the hashes of its parts, for rule `upload-view`. */
  readonly parts: boolean;
  /** Frames as dense as a query needs them, not as a bank does. */
  readonly query: boolean;
}

export type Read =
  | { readonly file: string; readonly signals: SignalSet; readonly parts: NamedHash[]; readonly ms: number }
  | { readonly file: string; readonly error: { readonly code: string; readonly message: string } };

async function partsToo(file: string, wish: Wish): Promise<{ signals: SignalSet; parts: NamedHash[] }> {
  const bytes = await readFile(file);
  const { pixels, orientation } = await decodePicture(bytes);
  const hasher = exactHasher();
  hasher.update(bytes);
  const signals = signalsOfPixels(
    pixels,
    orientation,
    bytes.length,
    { views: wish.views, exact: true },
    hasher.end(),
  );
  return { signals, parts: uploadViews(pixels) };
}

/** Reads one picture or video. Never throws: what is wrong with the file is the answer. */
export async function readOne(file: string, wish: Wish): Promise<Read> {
  const start = performance.now();
  try {
    const { signals, parts } =
      wish.parts && (await contentTypeOfFile(file)) === 'photo'
        ? await partsToo(file, wish)
        : {
            signals: await signalsOfFile(file, {
              views: wish.views,
              exact: true,
              ...(wish.query && { density: QUERY_DENSITY }),
            }),
            parts: [],
          };
    return { file, signals, parts, ms: performance.now() - start };
  } catch (error) {
    return { file, error: problemOf(error) };
  }
}
