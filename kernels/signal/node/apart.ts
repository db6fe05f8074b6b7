import { Worker } from 'node:worker_threads';
import { FileError } from '../file/errors.ts';
import { overWhite } from '../file/white.ts';
import type { Pixels } from '../pixels.ts';

/** RGBA pixels, not multiplied by their alpha, as a decoder's thread posts them. */
export interface Answer {
  width: number;
  height: number;
  data: Uint8ClampedArray;
}

/** Decoders in WebAssembly, each in a thread, and what is said of a file that they cannot read. */
const DECODERS = {
  heic: { script: new URL('heic-worker.ts', import.meta.url), problem: 'heic-not-readable' },
  jxl: { script: new URL('jxl-worker.ts', import.meta.url), problem: 'damaged' },
} as const;

/**
 * Decodes a picture over white in a thread of its own, which is ended when it takes too long: such a decoder is loaded
 * only then, works without pause, and could not be stopped otherwise.
 *
 * @throws FileError `took-too-long`, or what is said of a file that cannot be read
 */
export function decodeApart(kind: keyof typeof DECODERS, bytes: Uint8Array, ms: number): Promise<Pixels> {
  const { script, problem } = DECODERS[kind];
  return new Promise((resolve, reject) => {
    // What the decoder complains of is not for the terminal of whoever asked.
    const quiet = { stdout: true, stderr: true };
    const worker = new Worker(script, { workerData: bytes, ...quiet });
    const end = (code: typeof problem | 'took-too-long', cause?: unknown) => {
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
    worker.on('error', (error) => end(problem, error));
    worker.on('exit', () => end(problem));
  });
}
