// What the room's frames and its worker say to each other; all are our own scripts, so this is not parsed again. What
// leaves the room is (protocol.ts).
import type { ExactHashes, KeptFrames, SignalSet } from '@amaan/signal';
import type { Refusal, Wanted } from './protocol.ts';

/** Frame to worker: a photo to read, or a file of any kind to hash exactly. */
export type ToWorker = { photo: File; want: Wanted } | { exact: File };

/** What a worker's task gives; `moves`: the photo may be an animation, which is read in a part. */
export type Found = { signals: SignalSet } | { moves: true } | { exact: ExactHashes & { bytes: number } };

/** Worker to frame. */
export type FromWorker = { done: number } | Found | { refused: Refusal };

/** Room to a part: a file to read, or to stop the one of that number. */
export type ToPart = { id: number } & ({ file: File; want: Wanted } | { stop: true });

/** A part to the room: `begun` once for each file, then progress, then how it ended. */
export type FromPart<T> = { id: number } & (
  | { begun: true }
  | { done: number }
  | { found: T }
  | { refused: Refusal }
);

/** What a video says of itself, as stored, and its frames where they can be decoded. */
export interface VideoFacts {
  width: number;
  height: number;
  orientation: number;
  seconds: number;
  kept?: KeptFrames;
}
