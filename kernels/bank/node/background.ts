import { Worker } from 'node:worker_threads';
import { type Merge, type MergeTask, mergeSegments, type SegmentData } from '../index.ts';

/**
 * Merging in a thread of its own, for `new HashIndex({ merge })`: searches go on meanwhile, over the same memory.
 * The thread starts with the first merge that is worth it, ends when none came for a while, and never keeps the
 * process alive.
 *
 * @param idleMs the thread ends after so many milliseconds without work
 */
export function backgroundMerge(idleMs = 60_000): Merge {
  let worker: Worker | undefined;
  let idle: NodeJS.Timeout | undefined;
  return async (task) => {
    // Smaller merges take about a millisecond: less than starting a thread, more than asking one that is there.
    if (!worker && task.live <= SMALL) return mergeSegments(task);
    clearTimeout(idle);
    worker ??= new Worker(new URL('./merge-worker.ts', import.meta.url));
    const current = worker;
    current.ref();
    try {
      return await ask(current, task);
    } catch (error) {
      worker = undefined;
      await current.terminate();
      throw error;
    } finally {
      current.unref();
      idle = setTimeout(() => {
        if (worker === current) worker = undefined;
        void current.terminate();
      }, idleMs);
      idle.unref();
    }
  };
}

const SMALL = 4095;

function ask(worker: Worker, task: MergeTask): Promise<SegmentData> {
  return new Promise((resolve, reject) => {
    const onExit = () => onError(new Error('The thread that merges has ended.'));
    const onError = (error: Error) => {
      leave();
      reject(error);
    };
    const onMessage = (data: SegmentData) => {
      leave();
      resolve(data);
    };
    const leave = () => worker.off('message', onMessage).off('error', onError).off('exit', onExit);
    worker.on('message', onMessage).on('error', onError).on('exit', onExit);
    worker.postMessage(task);
  });
}
