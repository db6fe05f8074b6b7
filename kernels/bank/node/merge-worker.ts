import { parentPort } from 'node:worker_threads';
import { mergeSegments, type MergeTask } from '../index.ts';
import { giveWay } from './give-way.ts';

giveWay(10);

parentPort?.on('message', (task: MergeTask) => {
  parentPort?.postMessage(mergeSegments(task));
});
