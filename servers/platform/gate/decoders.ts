import { Worker } from 'node:worker_threads';
import type { ClipParts } from '@amaan/bank';
import { FileError, type Moment } from '@amaan/signal';
import { Lanes, type Lane } from './lanes.ts';
import type { Asked, Depth } from './match.ts';

const THREAD = new URL('decoder-thread.ts', import.meta.url);
/** A decoder that has worked so long on one upload is ended; the upload is called damaged. */
const LIMIT_MS = 20_000;

/** What a thread is given: a file to read, or a clip's moments to take apart. */
export type DecoderTask =
  | { readonly bytes: Uint8Array; readonly depth: Depth }
  | { readonly moments: readonly Moment[] };

/** What it gives back. */
export type DecoderAnswer = { asked: Asked } | { parts: ClipParts } | { code: FileError['code'] };

/** Threads that decode pictures: so many at once, so many waiting, and everyone else is asked to come back. */
export class Decoders {
  readonly #lanes: Lanes;
  readonly #most: number;
  readonly #idle: Worker[] = [];
  readonly #all = new Set<Worker>();

  constructor(threads: number, waiting: number) {
    this.#lanes = new Lanes({ most: threads, waiting });
    this.#most = threads;
  }

  /**
   * The signals of a picture's bytes.
   *
   * @throws FileError, HttpError 429 `busy` when too many wait already
   */
  async read(bytes: Uint8Array, lane: Lane = 'live', depth: Depth = 'parts'): Promise<Asked> {
    const answer = await this.#run(lane, { bytes, depth });
    if ('asked' in answer) return answer.asked;
    throw new FileError('code' in answer ? answer.code : 'damaged');
  }

  /** The hashes of a clip's parts. @throws FileError, HttpError 429 `busy` */
  async parts(moments: readonly Moment[], lane: Lane): Promise<ClipParts> {
    const answer = await this.#run(lane, { moments });
    if ('parts' in answer) return answer.parts;
    throw new FileError('code' in answer ? answer.code : 'damaged');
  }

  #run(lane: Lane, task: DecoderTask): Promise<DecoderAnswer> {
    return this.#lanes.run(lane, () => this.#ask(this.#idle.pop() ?? this.#start(), task));
  }

  /** Starts the threads before the first upload needs them: its sender may not wait that long. */
  warm(): void {
    while (this.#all.size < this.#most) this.#idle.push(this.#start());
  }

  /** Ends all threads. */
  async close(): Promise<void> {
    await Promise.all([...this.#all].map((worker) => worker.terminate()));
  }

  #start(): Worker {
    const worker = new Worker(THREAD);
    worker.unref();
    // A thread that dies between two uploads must not end the server, nor be handed the next upload.
    worker.on('error', () => {});
    worker.on('exit', () => {
      this.#all.delete(worker);
      const at = this.#idle.indexOf(worker);
      if (at >= 0) this.#idle.splice(at, 1);
    });
    this.#all.add(worker);
    return worker;
  }

  #ask(worker: Worker, task: DecoderTask): Promise<DecoderAnswer> {
    return new Promise((resolve) => {
      const end = (answer: DecoderAnswer, lives: boolean) => {
        clearTimeout(timer);
        for (const [name, listener] of listeners) worker.off(name, listener);
        if (lives) this.#idle.push(worker);
        else {
          this.#all.delete(worker);
          void worker.terminate();
        }
        resolve(answer);
      };
      const timer = setTimeout(() => end({ code: 'took-too-long' }, false), LIMIT_MS);
      const dead = () => end({ code: 'damaged' }, false);
      const listeners = [
        ['message', (answer: DecoderAnswer) => end(answer, true)],
        ['error', dead],
        ['exit', dead],
      ] as const;
      for (const [name, listener] of listeners) worker.on(name, listener);
      worker.postMessage(task);
    });
  }
}
