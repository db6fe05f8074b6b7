import { parentPort } from 'node:worker_threads';
import { giveWay } from '@amaan/bank/node';
import { FileError } from '@amaan/signal';
import { type Depth, readPicture } from './match.ts';

giveWay(5);

/** One decoder: bytes in, signals out, one upload at a time. Its own thread, so that look-ups never wait for pixels. */
parentPort?.on('message', ({ bytes, depth }: { bytes: Uint8Array; depth: Depth }) => {
  readPicture(bytes, depth).then(
    (asked) => parentPort?.postMessage({ asked }, asked.sums ? [asked.sums.sums.buffer] : []),
    (error: unknown) =>
      parentPort?.postMessage({ code: error instanceof FileError ? error.code : 'damaged' }),
  );
});
