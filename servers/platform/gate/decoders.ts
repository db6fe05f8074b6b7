import { Worker } from 'node:worker_threads';
import { HttpError } from '@amaan/http';
import { FileError } from '@amaan/signal';
import type { Asked } from './match.ts';

const THREAD = new URL('decoder-thread.ts', import.meta.url);
/** A decoder that has worked so long on one upload is ended; the upload is called damaged. */
const LIMIT_MS = 20_000;

type Answer = { asked: Asked } | { code: FileError['code'] };

/** Threads that decode uploads: so many at once, so many waiting, and everyone else is asked to come back. */
export class Decoders {
  readonly #threads: number;
  readonly #longest: number;
  readonly #idle: Worker[] = [];
  readonly #all = new Set<Worker>();
  readonly #waiting: ((worker: Worker) => void)[] = [];

  constructor(threads: number, waiting: number) {
    this.#threads = threads;
    this.#longest = waiting;
  }

  /**
   * The signals of an upload's bytes.
   *
   * @throws FileError, HttpError 429 `busy` when too many wait already
   */
  async read(bytes: Uint8Array): Promise<Asked> {
    const worker = await this.#take();
    const answer = await this.#ask(worker, bytes);
    if ('asked' in answer) return answer.asked;
    throw new FileError(answer.code);
  }

  /** Ends all threads. */
  async close(): Promise<void> {
    await Promise.all([...this.#all].map((worker) => worker.terminate()));
  }

  async #take(): Promise<Worker> {
    const idle = this.#idle.pop();
    if (idle) return idle;
    if (this.#all.size < this.#threads) return this.#start();
    if (this.#waiting.length >= this.#longest)
      throw new HttpError(429, 'busy', 'Too many uploads at once. Try again in a second.');
    return new Promise((resolve) => this.#waiting.push(resolve));
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

  #ask(worker: Worker, bytes: Uint8Array): Promise<Answer> {
    return new Promise((resolve) => {
      const end = (answer: Answer, lives: boolean) => {
        clearTimeout(timer);
        for (const [name, listener] of listeners) worker.off(name, listener);
        if (!lives) {
          this.#all.delete(worker);
          void worker.terminate();
        }
        this.#pass(lives ? worker : undefined);
        resolve(answer);
      };
      const timer = setTimeout(() => end({ code: 'took-too-long' }, false), LIMIT_MS);
      const dead = () => end({ code: 'damaged' }, false);
      const listeners = [
        ['message', (answer: Answer) => end(answer, true)],
        ['error', dead],
        ['exit', dead],
      ] as const;
      for (const [name, listener] of listeners) worker.on(name, listener);
      worker.postMessage(bytes);
    });
  }

  /** Hands a free thread to whoever waits longest; a thread that was ended is made anew only when someone waits. */
  #pass(worker: Worker | undefined): void {
    const next = this.#waiting.shift();
    if (next) next(worker ?? this.#start());
    else if (worker) this.#idle.push(worker);
  }
}
