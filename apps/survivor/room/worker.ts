import { FileError, type SignalSet } from '@amaan/signal';
import { signalsOfPhoto } from '@amaan/signal/browser';
import { REFUSALS, type Refusal, type Wanted } from './protocol.ts';
import type { FromWorker, ToWorker } from './work.ts';

/** The code that the page hears for an error; what it is not told about is `failed`. */
export function refusalOf(error: unknown): Refusal {
  const code = error instanceof FileError ? error.code : 'failed';
  return REFUSALS.find((known) => known === code) ?? 'failed';
}

/** Reads one photo where this runs: in the worker, or in the frame when no worker can be made. */
export async function readPhoto(
  file: File,
  want: Wanted,
  onProgress: (done: number) => void,
): Promise<SignalSet> {
  return signalsOfPhoto(file, { ...want, onProgress });
}

/** The worker's side: one file at a time, and nothing kept between two. */
export function serveWorker(): void {
  const say = (message: FromWorker) => postMessage(message);
  addEventListener('message', (event: MessageEvent<ToWorker>) => {
    const { file, want } = event.data;
    readPhoto(file, want, (done) => say({ done })).then(
      (signals) => say({ signals }),
      (error: unknown) => say({ refused: refusalOf(error) }),
    );
  });
}
