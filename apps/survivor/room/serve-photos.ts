import { FILE_LIMITS, type SignalSet, withFrames } from '@amaan/signal';
import { type PhotoDecoder, signalsOfPhoto } from '@amaan/signal/browser';
import { fillIn } from '../src/ui/old-browser.ts';
import { run } from './crew.ts';
import { servePart } from './serve.ts';
import { type DoTask, serveWorker } from './worker.ts';

/** The frame, and its worker, that read photos with this decoder, and animations frame by frame. */
export function servePhotos(decoder: PhotoDecoder): void {
  fillIn();
  const task: DoTask = async (work, onProgress) => {
    if (!('photo' in work)) throw new TypeError('This frame reads photos only.');
    const options = { ...work.want, onProgress, decoder, frames: withFrames };
    const signals = await signalsOfPhoto(work.photo, options);
    if (!signals) throw new TypeError('unreachable: there is what reads frames');
    return { signals };
  };
  if (typeof document === 'undefined') {
    serveWorker(task);
    return;
  }
  servePart<{ signals: SignalSet }>(async (photo, want, onProgress, stopped) => {
    const { outcome, cancel } = run(task, { photo, want }, FILE_LIMITS.photoMs, onProgress);
    stopped.addEventListener('abort', cancel);
    const found = await outcome;
    return 'signals' in found || 'refused' in found ? found : { refused: 'failed' };
  });
}
