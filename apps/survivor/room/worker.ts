import { exactHashes, signalsOfPhoto } from '@amaan/signal/browser';
import { refusalOf } from './refusal.ts';
import type { Found, FromWorker, ToWorker } from './work.ts';

/** Does one task where this runs: in the worker, or in the frame when no worker can be made. */
export async function doTask(task: ToWorker, onProgress: (done: number) => void): Promise<Found> {
  if ('exact' in task) return { exact: await exactHashes(task.exact, onProgress) };
  return { signals: await signalsOfPhoto(task.photo, { ...task.want, onProgress }) };
}

/** The worker's side: one task, and then it is ended. */
export function serveWorker(): void {
  const say = (message: FromWorker) => postMessage(message);
  addEventListener('message', (event: MessageEvent<ToWorker>) => {
    doTask(event.data, (done) => say({ done })).then(say, (error: unknown) =>
      say({ refused: refusalOf(error) }),
    );
  });
}
