import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { inOrder } from '../files.ts';
import { type Read, readOne, type Wish } from './read.ts';

/** Reads files on all processors and hands the results over in the order of the files. */
export async function readAll(
  files: readonly string[],
  wish: Wish,
  give: (read: Read) => void,
): Promise<void> {
  const count = Math.min(availableParallelism(), files.length);
  // One file is read here: starting a thread takes longer.
  const free = Array.from({ length: count > 1 ? count : 0 }, start);
  const all = [...free];
  try {
    await inOrder(
      files,
      async (file) => {
        const worker = free.pop();
        if (!worker) return readOne(file, wish);
        const read = await ask(worker, file, wish);
        free.push(read.alive ? worker : replace(all, worker));
        return read.read;
      },
      give,
    );
  } finally {
    await Promise.all(all.map((worker) => worker.terminate()));
  }
}

function start(): Worker {
  return new Worker(new URL('./read-worker.ts', import.meta.url));
}

function replace(all: Worker[], dead: Worker): Worker {
  const worker = start();
  all[all.indexOf(dead)] = worker;
  return worker;
}

/** A file that ends its thread (out of memory, say) fails alone: the others go on with a new thread. */
function ask(worker: Worker, file: string, wish: Wish): Promise<{ read: Read; alive: boolean }> {
  return new Promise((resolve) => {
    const end = (read: Read, alive: boolean) => {
      worker.off('message', onMessage).off('error', onEnd).off('exit', onEnd);
      resolve({ read, alive });
    };
    const onMessage = (read: Read) => end(read, true);
    const onEnd = () =>
      end(
        { file, error: { code: 'failed', message: 'Reading the file took too much of the machine.' } },
        false,
      );
    worker.on('message', onMessage).on('error', onEnd).on('exit', onEnd);
    worker.postMessage({ file, wish });
  });
}
