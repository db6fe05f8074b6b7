import { parentPort } from 'node:worker_threads';
import { mergeSegments, type MergeTask } from '../index.ts';

parentPort?.on('message', (task: MergeTask) => {
  parentPort?.postMessage(mergeSegments(task));
});
