import { exactHashes, ownDecoder, signalsOfPhoto } from '@amaan/signal/browser';
import { refusalOf } from './refusal.ts';
import type { Found, FromWorker, ToWorker } from './work.ts';

/** Does one task where this runs: in the worker, or in the frame when no worker can be made. */
export type DoTask = (task: ToWorker, onProgress: (done: number) => void) => Promise<Found>;

/** The tasks of the room itself: photos by the browser's own decoder, and exact hashes. */
export const doTask: DoTask = async (task, onProgress) => {
  if ('exact' in task) return { exact: await exactHashes(task.exact, onProgress) };
  const signals = await signalsOfPhoto(task.photo, { ...task.want, onProgress, decoder: ownDecoder });
  return signals ? { signals } : { moves: true };
};

/** The worker's side: one task, and then it is ended. */
export function serveWorker(work: DoTask): void {
  const say = (message: FromWorker) => postMessage(message);
  addEventListener('message', (event: MessageEvent<ToWorker>) => {
    work(event.data, (done) => say({ done })).then(say, (error: unknown) =>
      say({ refused: refusalOf(error) }),
    );
  });
}
