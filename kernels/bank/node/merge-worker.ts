import { parentPort } from 'node:worker_threads';
import { mergeSegments, type MergeTask } from '../index.ts';
import { collectNow } from './collect.ts';
import { giveWay } from './give-way.ts';

giveWay(10);

parentPort?.on('message', (task: MergeTask) => {
  parentPort?.postMessage(mergeSegments(task));
  // Once the handler and what it was given are gone: this thread would keep every memory that it has ever read.
  setImmediate(collectNow);
});
