// What the frame and its worker say to each other; both are the same script, so this is not parsed again.
import type { SignalSet } from '@amaan/signal';
import type { Refusal, Wanted } from './protocol.ts';

/** Frame to worker. */
export type ToWorker = { file: File; want: Wanted };

/** Worker to frame. */
export type FromWorker = { done: number } | { signals: SignalSet } | { refused: Refusal };
