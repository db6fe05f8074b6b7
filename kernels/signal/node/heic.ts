import { Worker } from 'node:worker_threads';
import { FileError } from '../file/errors.ts';
import { overWhite } from '../file/white.ts';
import type { Pixels } from '../pixels.ts';

interface Answer {
  width: number;
  height: number;
  data: Uint8ClampedArray;
}

/**
 * Decodes HEIC in a thread of its own, which is ended when it takes too long: the decoder is loaded only then, works
 * without pause, and could not be stopped otherwise.
 *
 * @throws FileError `heic-not-readable` or `took-too-long`
 */
export function decodeHeic(bytes: Uint8Array, ms: number): Promise<Pixels> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('heic-worker.ts', import.meta.url), { workerData: bytes });
    const end = (code: 'heic-not-readable' | 'took-too-long', cause?: unknown) => {
      clearTimeout(timer);
      void worker.terminate();
      reject(new FileError(code, { cause }));
    };
    const timer = setTimeout(() => end('took-too-long'), ms);
    worker.on('message', ({ width, height, data }: Answer) => {
      clearTimeout(timer);
      void worker.terminate();
      resolve(overWhite(width, height, data));
    });
    worker.on('error', (error) => end('heic-not-readable', error));
    worker.on('exit', () => end('heic-not-readable'));
  });
}
