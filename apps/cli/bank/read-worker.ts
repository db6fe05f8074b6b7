import { parentPort } from 'node:worker_threads';
import { readOne, type Wish } from './read.ts';

parentPort?.on('message', ({ file, wish }: { file: string; wish: Wish }) => {
  void readOne(file, wish).then((read) => parentPort?.postMessage(read));
});
