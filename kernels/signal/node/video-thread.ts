// A video whose frames are decoded in a thread of its own, so that the next are decoded while one is hashed.
import { Worker } from 'node:worker_threads';
import { FileError, type FileProblem } from '../file/errors.ts';
import type { FileLimits } from '../file/limits.ts';
import type { Pixels } from '../pixels.ts';
import type { OpenVideo } from '../video/decode.ts';
import { rgbOfSamples, type Samples, type VideoPicture } from '../video/picture.ts';
import type { Choice } from '../video/rate.ts';
import { forgetFrames } from '../video/rgb.ts';

/** Where a video's bytes are. */
export type VideoSource = { path: string } | { bytes: Uint8Array };

type Facts = Pick<OpenVideo, 'width' | 'height' | 'orientation' | 'seconds' | 'fps' | 'decodable'>;

/** What the thread is asked; `back` returns a frame's memory. */
export type ThreadQuestion =
  | { choice: Choice }
  | { stillsAt: readonly number[] }
  | { times: true }
  | { back: Uint8Array<ArrayBuffer> };

/** What the thread tells. Frames follow each other until the `end`. */
export type ThreadAnswer =
  | { facts: Facts; library: boolean }
  | { picture: { n: number; t: number; samples: Samples } }
  | { end: true }
  | { stills: Pixels[] }
  | { times: number[] }
  | { problem: FileProblem };

/** The answers of a thread, one after the other. */
class Answers {
  readonly #waiting: ThreadAnswer[] = [];
  #more: (() => void) | undefined;

  constructor(worker: Worker) {
    const add = (answer: ThreadAnswer) => {
      this.#waiting.push(answer);
      this.#more?.();
    };
    worker.on('message', add);
    worker.on('error', () => add({ problem: 'video-not-readable' }));
    worker.on('exit', () => add({ problem: 'video-not-readable' }));
  }

  /** @throws FileError with the thread's own reason */
  async next(): Promise<Exclude<ThreadAnswer, { problem: FileProblem }>> {
    for (;;) {
      const answer = this.#waiting.shift();
      if (!answer)
        await new Promise<void>((resolve) => {
          this.#more = resolve;
        });
      else if ('problem' in answer) throw new FileError(answer.problem);
      else return answer;
    }
  }
}

/** A video in a thread; `library` is false where the decoders are not installed. */
export interface ThreadVideo extends OpenVideo {
  library: boolean;
}

/**
 * Opens a video in a new thread, which `close` ends. One thing may be asked of it at a time, and nothing more after
 * its pictures were left before their end.
 *
 * @throws FileError as `openVideo` does
 */
export async function openInThread(from: VideoSource, limits: FileLimits): Promise<ThreadVideo> {
  const worker = new Worker(new URL('video-worker.ts', import.meta.url), { workerData: { from, limits } });
  const answers = new Answers(worker);
  const close = () => void worker.terminate();
  const ask = (question: ThreadQuestion) => {
    worker.postMessage(question);
    return answers.next();
  };

  async function* pictures(choice: Choice): AsyncGenerator<VideoPicture> {
    try {
      for (let answer = await ask({ choice }); 'picture' in answer; answer = await answers.next()) {
        const { n, t, samples } = answer.picture;
        yield { n, t, pixels: () => Promise.resolve(rgbOfSamples(samples)) };
        worker.postMessage({ back: samples.data } satisfies ThreadQuestion, [samples.data.buffer]);
      }
    } finally {
      forgetFrames();
    }
  }

  try {
    const opened = await answers.next();
    if (!('facts' in opened)) throw new FileError('video-not-readable');
    return {
      ...opened.facts,
      library: opened.library,
      pictures,
      async picturesAt(seconds) {
        const answer = await ask({ stillsAt: seconds });
        return 'stills' in answer ? answer.stills : [];
      },
      async times() {
        const answer = await ask({ times: true });
        return 'times' in answer ? answer.times : [];
      },
      close,
    };
  } catch (error) {
    close();
    throw error;
  }
}
