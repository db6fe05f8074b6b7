import { readFile, stat } from 'node:fs/promises';
import {
  Aligned,
  type Banks,
  type ClipParts,
  clipParts,
  MOST_OF_MOMENT,
  type Match,
  type NamedHash,
  uploadViewsOf,
} from '@amaan/bank';
import { loadBank } from '@amaan/bank/node';
import {
  FILE_LIMITS,
  FileError,
  integralOf,
  type Moment,
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

export type Read =
  | {
      readonly file: string;
      readonly signals: SignalSet;
      readonly parts: NamedHash[];
      /** A clip's parts. */
      readonly clip?: ClipParts;
      /** Matches of rule `aligned`. */
      readonly aligned: Match[];
      readonly ms: number;
    }
  | { readonly file: string; readonly error: { readonly code: string; readonly message: string } };

/** Everything is in the one bank, always. */
const OPTIONS = { at: 0, sample: 0 };

interface Records {
  readonly banks: Banks;
  readonly pictures: Aligned;
  readonly keyFrames: Aligned;
}

/** Each thread reads the records once, when the first picture asks for them. */
const recordsOf = new Map<string, Promise<Records>>();

async function readRecords(path: string): Promise<Records> {
  const { banks } = await loadBank(path, { aligned: true });
  const [pictures, keyFrames] = [new Aligned(), new Aligned()];
  banks.followRecords((id, views, clip) => {
    if (views) (clip ? keyFrames : pictures).add(id, views);
  });
  return { banks, pictures, keyFrames };
}

function recordsIn(path: string): Promise<Records> {
  const reading = recordsOf.get(path) ?? readRecords(path);
  recordsOf.set(path, reading);
  return reading;
}

/** What a clip's moments are asked about besides their frames. */
async function clipToo(moments: readonly Moment[], wish: Wish): Promise<Pick<Asked, 'clip' | 'aligned'>> {
  const clip = wish.parts && moments.length > 1 ? clipParts(moments) : undefined;
  if (wish.aligned === undefined || moments.length < 2) return { aligned: [], ...(clip && { clip }) };
  const { banks, pictures, keyFrames } = await recordsIn(wish.aligned);
  const hits = moments.map(({ t, picture }) => ({
    t,
    hits: [pictures, keyFrames].flatMap((store) => store.search(picture, MOST_OF_MOMENT)),
  }));
  return { aligned: banks.matchAlignedClip(hits, OPTIONS), ...(clip && { clip }) };
}

type Asked = Omit<Exclude<Read, { error: unknown }>, 'file' | 'ms'>;

async function readPicture(file: string, wish: Wish): Promise<Asked> {
  if ((await stat(file)).size > FILE_LIMITS.photoBytes) throw new FileError('file-too-large');
  const bytes = await readFile(file);
  const decoded = await decodePicture(bytes);
  const { pixels, orientation } = decoded;
  const wishes = { views: wish.views, exact: true };
  const still = signalsOfPixels(pixels, orientation, bytes.length, wishes, exactHashesOf(bytes));
  const picture = integralOf(pixels);
  const moments: Moment[] = [];
  const signals = await framesToo(still, decoded, bytes, {
    ...(wish.query && { density: QUERY_DENSITY, onMoment: (moment: Moment) => moments.push(moment) }),
    views: wish.views,
  });
  const inClip = await clipToo(moments, wish);
  const parts = wish.parts ? uploadViewsOf(picture) : [];
  if (wish.aligned === undefined) return { ...inClip, signals, parts };
  const { banks, pictures } = await recordsIn(wish.aligned);
  const aligned = [...banks.matchAligned(pictures.search(picture), OPTIONS), ...inClip.aligned];
  return { ...inClip, signals, parts, aligned };
}

async function readVideo(file: string, wish: Wish): Promise<Asked> {
  const moments: Moment[] = [];
  const asks = wish.parts || wish.aligned !== undefined;
  const signals = await signalsOfFile(file, {
    views: wish.views,
    exact: true,
    ...(wish.query && { density: QUERY_DENSITY }),
    ...(asks && { onMoment: (moment: Moment) => moments.push(moment) }),
  });
  return { signals, parts: [], ...(await clipToo(moments, wish)) };
}

/** Reads one picture or video. Never throws: what is wrong with the file is the answer. */
export async function readOne(file: string, wish: Wish): Promise<Read> {
  // Reading the bank is not part of what a file takes.
  if (wish.aligned !== undefined) await recordsIn(wish.aligned);
  const start = performance.now();
  try {
    const photo = (await contentTypeOfFile(file)) === 'photo';
    const asked = await (photo ? readPicture : readVideo)(file, wish);
    return { file, ...asked, ms: performance.now() - start };
  } catch (error) {
    return { file, error: problemOf(error) };
  }
}
