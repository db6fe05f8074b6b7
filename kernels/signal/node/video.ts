import { type ChildProcess, fork } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { setPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ExactHashes } from '../file/digest.ts';
import { FileError, type FileProblem } from '../file/errors.ts';
import { FILE_LIMITS, type FileLimits } from '../file/limits.ts';
import { exifOrientation, orientPixels } from '../pdq/orientation.ts';
import type { FrameSignal, KeyFrame, SignalSet } from '../signal-set.ts';
import type { NumberedFrame } from '../video/formats.ts';
import type { Density } from '../video/sample.ts';
import type { Moment } from '../video/moments.ts';
import { videoSignals } from '../video/signals.ts';
import type { Still } from '../video/stills.ts';
import type { LayoutName } from '../views/count.ts';
import { exactHashesOf, nodeHasher } from './digest.ts';

interface Facts {
  width: number;
  height: number;
  orientation: number;
  seconds: number;
}

/** Where the reading process finds the video: in a file, or in the message, with a folder for what must be a file. */
export type VideoFrom = { path: string } | { bytes: Uint8Array; spool: string };

/**
 * What the reading process is asked. In `normal` mode the density follows from the length when it is absent; `stills`
 * asks for grey pictures spread over the clip, those of the wanted moments among them.
 */
export type VideoTask = { from: VideoFrom; limits: FileLimits } & (
  | { mode: 'reference'; secondsPerHash: number }
  | { mode: 'normal'; density?: Density; views?: LayoutName | 'none'; moments?: boolean }
  | { mode: 'stills'; count: number; wanted: readonly number[] }
);

/** What the reading process answers. */
export type VideoAnswer =
  | {
      facts: Facts;
      frames: NumberedFrame[] | FrameSignal[];
      keyFrames?: KeyFrame[];
      partial?: boolean;
      stills?: Still[];
      moments?: Moment[];
    }
  | { problem: FileProblem };

const MEMORY_MB = 1024;
/** The reading process gives way to everything else. */
const NICE = 10;

function ask(task: VideoTask): Promise<Exclude<VideoAnswer, { problem: FileProblem }>> {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(new URL('video-process.ts', import.meta.url)), [], {
      execArgv: [`--max-old-space-size=${MEMORY_MB}`],
      // The decoder's own complaints are about the machine, not for the person who asked.
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      serialization: 'advanced',
      // A group of its own, so that a decoder which it started ends with it.
      detached: true,
    });
    if (child.pid !== undefined) giveWay(child.pid);
    const fail = (code: FileProblem, cause?: unknown) => {
      clearTimeout(timer);
      reject(new FileError(code, { cause }));
    };
    const timer = setTimeout(() => {
      endGroup(child);
      fail('took-too-long');
    }, task.limits.videoMs);
    child.on('message', (answer: VideoAnswer) => {
      clearTimeout(timer);
      // It would end by itself; one that does not would hold whoever asked.
      endGroup(child);
      if ('problem' in answer) fail(answer.problem);
      else resolve(answer);
    });
    child.on('error', (error) => fail('video-not-readable', error));
    child.on('exit', () => {
      endGroup(child);
      fail('video-not-readable');
    });
    child.send(task);
  });
}

function endGroup(child: ChildProcess): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  } catch {
    // The whole group has ended already, or the system knows no groups.
    child.kill('SIGKILL');
  }
}

function giveWay(pid: number): void {
  try {
    setPriority(pid, NICE);
  } catch {
    // It may have ended already, or the system has no such thing.
  }
}

/** Reads a video that is in memory. What a decoder needs as a file lies in a folder of its own, gone afterwards. */
async function askBytes<T extends object>(bytes: Uint8Array, limits: FileLimits, task: T) {
  if (bytes.length > limits.videoBytes) throw new FileError('file-too-large');
  const spool = await mkdtemp(join(tmpdir(), 'amaan-video-'));
  try {
    return await ask({ from: { bytes, spool }, limits, ...task } as T & VideoTask);
  } finally {
    await rm(spool, { recursive: true, force: true });
  }
}

/** The exact hashes of a file, read piece by piece. */
export async function exactHashesOfFile(path: string) {
  const hasher = nodeHasher();
  for await (const piece of createReadStream(path, { highWaterMark: 1 << 20 })) hasher.update(piece);
  return hasher.end();
}

/** What is wanted of a video. */
export interface VideoWishes {
  exact: boolean;
  /** How densely frames are kept; by the clip's length when absent, as for a bank. */
  density?: Density;
  /** The views to hash of key frames. */
  views?: LayoutName | 'none';
  /** For queries: hears the moments that are asked about part by part. */
  onMoment?: (moment: Moment) => void;
  limits?: FileLimits;
}

function normal({ density, views, onMoment }: VideoWishes) {
  return {
    mode: 'normal',
    ...(density && { density }),
    ...(views && { views }),
    ...(onMoment && { moments: true }),
  } as const;
}

/**
 * The signals of a video file, the same that the room gives for it. Its frames are decoded in a process of their own.
 *
 * @throws FileError with the reason in `code`; `no-video-decoder` when neither the package nor ffmpeg is there
 */
export async function signalsOfVideoFile(
  path: string,
  wishes: VideoWishes = { exact: true },
): Promise<SignalSet> {
  const limits = wishes.limits ?? FILE_LIMITS;
  const { size } = await stat(path);
  if (size > limits.videoBytes) throw new FileError('file-too-large');
  const answer = await ask({ from: { path }, limits, ...normal(wishes) });
  return signalsOfAnswer(answer, wishes, size, wishes.exact ? await exactHashesOfFile(path) : undefined);
}

/**
 * `signalsOfVideoFile` for a video in memory.
 *
 * @throws FileError with the reason in `code`
 */
export async function signalsOfVideoBytes(bytes: Uint8Array, wishes: VideoWishes): Promise<SignalSet> {
  const answer = await askBytes(bytes, wishes.limits ?? FILE_LIMITS, normal(wishes));
  return signalsOfAnswer(answer, wishes, bytes.length, wishes.exact ? exactHashesOf(bytes) : undefined);
}

function signalsOfAnswer(
  { facts, frames, keyFrames, partial = false, moments = [] }: Exclude<VideoAnswer, { problem: FileProblem }>,
  { onMoment }: VideoWishes,
  size: number,
  exact: ExactHashes | undefined,
): SignalSet {
  for (const moment of moments) onMoment?.(moment);
  return videoSignals(facts, { frames, partial, ...(keyFrames && { keyFrames }) }, size, exact);
}

/**
 * Grey pictures spread evenly over a video in memory, upright, for a person who has to judge it.
 *
 * @param wanted seconds whose pictures must be among them
 * @throws FileError with the reason in `code`
 */
export async function stillsOfVideo(
  bytes: Uint8Array,
  count: number,
  wanted: readonly number[] = [],
  limits = FILE_LIMITS,
): Promise<Still[]> {
  const { facts, stills = [] } = await askBytes(bytes, limits, { mode: 'stills', count, wanted } as const);
  const turn = exifOrientation(facts.orientation);
  return stills.map((still) => ({ ...still, picture: orientPixels(still.picture, turn) }));
}

/**
 * A video's frames as the reference numbers and hashes them (vPDQ).
 *
 * @param secondsPerHash 0 for every frame
 * @throws FileError with the reason in `code`
 */
export async function referenceFramesOfVideo(
  path: string,
  secondsPerHash: number,
  limits = FILE_LIMITS,
): Promise<NumberedFrame[]> {
  const { frames } = await ask({ from: { path }, limits, mode: 'reference', secondsPerHash });
  return frames.map((frame, i) => ({ n: i, ...frame }));
}

/**
 * `referenceFramesOfVideo` for a video in memory.
 *
 * @throws FileError with the reason in `code`
 */
export async function referenceFramesOfBytes(
  bytes: Uint8Array,
  secondsPerHash: number,
  limits = FILE_LIMITS,
): Promise<NumberedFrame[]> {
  const { frames } = await askBytes(bytes, limits, { mode: 'reference', secondsPerHash } as const);
  return frames.map((frame, i) => ({ n: i, ...frame }));
}
