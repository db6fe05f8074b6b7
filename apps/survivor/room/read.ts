import { FILE_LIMITS, sniff, type SignalSet, videoSignals } from '@amaan/signal';
import { type Outcome, run, type Running } from './crew.ts';
import type { Decoder } from './decoder.ts';
import type { Wanted } from './protocol.ts';

/** Share of a video's progress that its exact hashes take. */
const EXACT_SHARE = 0.2;
/** Enough to tell every kind of file, transport streams included. */
const HEAD = 256;

/** Tells photo and video apart by their first bytes. */
export async function contentTypeOf(file: File): Promise<'photo' | 'video'> {
  const head = new Uint8Array(await file.slice(0, HEAD).arrayBuffer());
  return sniff(head) === 'video' ? 'video' : 'photo';
}

type Signals = { signals: SignalSet };

/** Reads a photo in the worker. */
export function readPhoto(file: File, want: Wanted, onProgress: (done: number) => void): Running<Signals> {
  const { outcome, cancel } = run({ photo: file, want }, FILE_LIMITS.photoMs, onProgress);
  return {
    cancel,
    outcome: outcome.then((found) => ('exact' in found ? { refused: 'failed' } : found)),
  };
}

/** Reads a video: its exact hashes in the worker, then its frames where the decoder is. */
export function readVideo(
  file: File,
  want: Wanted,
  decoder: Decoder,
  onProgress: (done: number) => void,
): Running<Signals> {
  let step: { cancel: () => void } | undefined;
  const work = async (): Promise<Outcome<Signals>> => {
    if (file.size > FILE_LIMITS.videoBytes) return { refused: 'file-too-large' };
    const first = run({ exact: file }, FILE_LIMITS.videoMs, (done) => onProgress(EXACT_SHARE * done));
    step = first;
    const exact = await first.outcome;
    if ('refused' in exact) return exact;
    if (!('exact' in exact)) return { refused: 'failed' };
    const second = decoder.read(file, FILE_LIMITS.videoMs, (done) =>
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
