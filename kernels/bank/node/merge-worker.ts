import { parentPort } from 'node:worker_threads';
import { mergeSegments, type SegmentData } from '../index.ts';

interface Task {
  readonly sources: readonly SegmentData[];
  readonly live: number;
  readonly slots: number;
}

parentPort?.on('message', ({ sources, live, slots }: Task) => {
  parentPort?.postMessage(mergeSegments(sources, live, slots));
});
