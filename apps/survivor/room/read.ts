import { FILE_LIMITS, type FileKind, sniff, type SignalSet, videoSignals } from '@amaan/signal';
import { type Outcome, run, type Running } from './crew.ts';
import type { Part } from './part.ts';
import type { PartName, Refusal, Wanted } from './protocol.ts';
import type { VideoFacts } from './work.ts';
import { doTask } from './worker.ts';

/** Share of a video's progress that its exact hashes take. */
const EXACT_SHARE = 0.2;
/** Enough to tell every kind of file, transport streams included. */
const HEAD = 256;

type Signals = { signals: SignalSet };

/** What each part finds. */
export interface Parts extends Record<PartName, unknown> {
  video: Part<{ video: VideoFacts }>;
  moving: Part<Signals>;
  photo: Part<Signals>;
  heic: Part<Signals>;
}

/** What the browser's own decoder cannot do, or cannot be trusted with, and which part can. */
const PART_FOR: Partial<Record<FileKind, 'photo' | 'heic'>> = {
  jpeg: 'photo',
  png: 'photo',
  webp: 'photo',
  gif: 'photo',
  bmp: 'photo',
  avif: 'photo',
  tiff: 'photo',
  jxl: 'photo',
  heic: 'heic',
};
const HANDED_ON: readonly Refusal[] = ['canvas-altered', 'heic-not-readable'];

/** Tells the kind of a file by its first bytes. */
export async function kindOf(file: File): Promise<FileKind> {
  return sniff(new Uint8Array(await file.slice(0, HEAD).arrayBuffer()));
}

// What a browser does to one canvas it does to all of them.
let altered = false;

/** Reads a photo in the worker, or in the part that can where the browser's own decoder will not do. */
export function readPhoto(
  file: File,
  kind: FileKind,
  want: Wanted,
  parts: Parts,
  onProgress: (done: number) => void,
): Running<Signals> {
  const part = PART_FOR[kind];
  let step: { cancel: () => void };
  const inPart = (name: 'moving' | 'photo' | 'heic') => {
    const running = parts[name].read(file, want, FILE_LIMITS.photoMs, onProgress);
    step = running;
    return running;
  };
  if (altered && part === 'photo') return inPart(part);
  const first = run(doTask, { photo: file, want }, FILE_LIMITS.photoMs, onProgress);
  step = first;
  const work = async (): Promise<Outcome<Signals>> => {
    const here = await first.outcome;
    if ('exact' in here) return { refused: 'failed' };
    const found = 'moves' in here ? await inPart('moving').outcome : here;
    if (!part || !('refused' in found) || !HANDED_ON.includes(found.refused)) return found;
    altered ||= found.refused === 'canvas-altered';
    return inPart(part).outcome;
  };
  return { outcome: work(), cancel: () => step.cancel() };
}

/** Reads a video: its exact hashes in the worker, then its frames where the decoder is. */
export function readVideo(
  file: File,
  want: Wanted,
  parts: Parts,
  onProgress: (done: number) => void,
): Running<Signals> {
  let step: { cancel: () => void } | undefined;
  const work = async (): Promise<Outcome<Signals>> => {
    if (file.size > FILE_LIMITS.videoBytes) return { refused: 'file-too-large' };
    const first = run(doTask, { exact: file }, FILE_LIMITS.videoMs, (done) => onProgress(EXACT_SHARE * done));
    step = first;
    const exact = await first.outcome;
    if ('refused' in exact) return exact;
    if (!('exact' in exact)) return { refused: 'failed' };
    const second = parts.video.read(file, want, FILE_LIMITS.videoMs, (done) =>
      onProgress(EXACT_SHARE + (1 - EXACT_SHARE) * done),
    );
    step = second;
    const decoded = await second.outcome;
    if ('refused' in decoded) return decoded;
    const { video } = decoded;
    return { signals: videoSignals(video, video.kept, file.size, want.exact ? exact.exact : undefined) };
  };
  return { outcome: work(), cancel: () => step?.cancel() };
}
