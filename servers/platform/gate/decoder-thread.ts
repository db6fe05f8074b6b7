import { parentPort } from 'node:worker_threads';
import { clipParts } from '@amaan/bank';
import { giveWay } from '@amaan/bank/node';
import { FileError } from '@amaan/signal';
import type { DecoderAnswer, DecoderTask } from './decoders.ts';
import { readPicture } from './match.ts';

giveWay(5);

const say = (answer: DecoderAnswer, given: ArrayBuffer[] = []) => parentPort?.postMessage(answer, given);

/** One decoder: bytes in, signals out, one upload at a time. Its own thread, so that look-ups never wait for pixels. */
parentPort?.on('message', (task: DecoderTask) => {
  if ('moments' in task) {
    say({ parts: clipParts(task.moments) });
    return;
  }
  readPicture(task.bytes, task.depth).then(
    (asked) => say({ asked }, asked.sums ? [asked.sums.sums.buffer] : []),
    (error: unknown) => say({ code: error instanceof FileError ? error.code : 'damaged' }),
  );
});
