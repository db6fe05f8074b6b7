import { readFile, stat } from 'node:fs/promises';
import { Aligned, type NamedHash, uploadViewsOf } from '@amaan/bank';
import {
  FILE_LIMITS,
  FileError,
  type Integral,
  integralOf,
  QUERY_DENSITY,
  type SignalSet,
  signalsOfPixels,
} from '@amaan/signal';
import {
  contentTypeOfFile,
  decodePicture,
  exactHashesOf,
  framesToo,
  signalsOfFile,
} from '@amaan/signal/node';
import { problemOf } from '../hash.ts';
import { loadBank } from './load.ts';

/** What is wanted of a file: its record for a bank, or what to ask a bank about it. */
export interface Wish {
  readonly views: 'k24' | 'k52' | 'none';
  /** Also the hashes of its parts, for rule `upload-view`. */
  readonly parts: boolean;
  /** The bank file whose records of views rule `aligned` compares with. */
  readonly aligned?: string;
  /** Frames as dense as a query needs them, not as a bank does. */
  readonly query: boolean;
}

/** A content whose views lie in the upload (rule `aligned`). */
export interface AlignedContent {
  readonly content: string;
  readonly distance: number;
  readonly view: string;
}

export type Read =
  | {
      readonly file: string;
      readonly signals: SignalSet;
      readonly parts: NamedHash[];
      readonly aligned: AlignedContent[];
      readonly ms: number;
    }
  | { readonly file: string; readonly error: { readonly code: string; readonly message: string } };

interface Records {
  readonly aligned: Aligned;
  readonly names: readonly string[];
}

/** Each thread reads the records once, when the first picture asks for them. */
const recordsOf = new Map<string, Promise<Records>>();

async function readRecords(path: string): Promise<Records> {
  const aligned = new Aligned();
  const names: string[] = [];
  for (const { content, views } of (await loadBank(path)).banks.records()) {
    aligned.add(names.length, views);
    names.push(content);
  }
  return { aligned, names };
}

function recordsIn(path: string): Promise<Records> {
  const reading = recordsOf.get(path) ?? readRecords(path);
  recordsOf.set(path, reading);
  return reading;
}

async function lookAligned(path: string, picture: Integral): Promise<AlignedContent[]> {
  const { aligned, names } = await recordsIn(path);
  return aligned
    .search(picture)
    .map(({ id, distance, view }) => ({ content: names[id] ?? '', distance, view }));
}

async function partsToo(file: string, wish: Wish) {
  if ((await stat(file)).size > FILE_LIMITS.photoBytes) throw new FileError('file-too-large');
  const bytes = await readFile(file);
  const decoded = await decodePicture(bytes);
  const { pixels, orientation } = decoded;
  const wishes = { views: wish.views, exact: true };
  const still = signalsOfPixels(pixels, orientation, bytes.length, wishes, exactHashesOf(bytes));
  const picture = integralOf(pixels);
  return {
    signals: await framesToo(still, decoded, bytes, wish.query ? { density: QUERY_DENSITY } : {}),
    parts: wish.parts ? uploadViewsOf(picture) : [],
    aligned: wish.aligned === undefined ? [] : await lookAligned(wish.aligned, picture),
  };
}

/** Reads one picture or video. Never throws: what is wrong with the file is the answer. */
export async function readOne(file: string, wish: Wish): Promise<Read> {
  // Reading the bank is not part of what a file takes.
  if (wish.aligned !== undefined) await recordsIn(wish.aligned);
  const start = performance.now();
  try {
    const { signals, parts, aligned } =
      (wish.parts || wish.aligned !== undefined) && (await contentTypeOfFile(file)) === 'photo'
        ? await partsToo(file, wish)
        : {
            signals: await signalsOfFile(file, {
              views: wish.views,
              exact: true,
              ...(wish.query && { density: QUERY_DENSITY }),
            }),
            parts: [],
            aligned: [],
          };
    return { file, signals, parts, aligned, ms: performance.now() - start };
  } catch (error) {
    return { file, error: problemOf(error) };
  }
}
