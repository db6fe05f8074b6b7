import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { parentPort } from 'node:worker_threads';
import { mergeSegments, type MergeTask } from '../index.ts';
import { giveWay } from './give-way.ts';

giveWay(10);

// The collector sees small objects and not the megabytes behind them, and this thread makes few: it would keep every
// memory that it has ever read. Its heap is tiny, so asking costs a moment of nobody's time.
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

parentPort?.on('message', (task: MergeTask) => {
  parentPort?.postMessage(mergeSegments(task));
  // Once the handler and what it was given are gone.
  setImmediate(collect);
});
