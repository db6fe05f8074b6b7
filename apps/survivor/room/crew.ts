// The room's one worker. Cancelling ends it on the spot, with every pixel it held; the next file gets a new one.
import type { Refusal } from './protocol.ts';
import { refusalOf } from './refusal.ts';
import type { Found, FromWorker, ToWorker } from './work.ts';
import type { DoTask } from './worker.ts';

/** The build wraps the whole script in this function, so that it can hand its own text to the worker. */
declare const amaanRoom: () => void;

interface Policy {
  createScriptURL(url: string): string;
}
interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): Policy;
}

const POLICY = 'room-worker';

let address: string | undefined;

function workerAddress(): string {
  if (address) return address;
  const url = URL.createObjectURL(new Blob([`(${String(amaanRoom)})()`], { type: 'text/javascript' }));
  const factory = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes;
  // The policy knows one address, made right here, and gives no other.
  const rules = {
    createScriptURL: (asked: string) => {
      if (asked !== url) throw new TypeError('The room has one worker only.');
      return asked;
    },
  };
  address = factory ? factory.createPolicy(POLICY, rules).createScriptURL(url) : url;
  return address;
}

/** How a task ended; a refusal is all that is known then. */
export type Outcome<T> = T | { refused: Refusal };

/** A task under way. */
export interface Running<T> {
  outcome: Promise<Outcome<T>>;
  cancel: () => void;
}

/**
 * Does a task in a worker of its own; in the frame itself where the browser makes no worker.
 *
 * @param doTask what the worker does, for where there is none
 * @param ms the task is ended after this time
 */
export function run(
  doTask: DoTask,
  task: ToWorker,
  ms: number,
  onProgress: (done: number) => void,
): Running<Found> {
  const { promise, resolve } = Promise.withResolvers<Outcome<Found>>();
  let worker: Worker | undefined;
  const end = (outcome: Outcome<Found>) => {
    clearTimeout(timer);
    worker?.terminate();
    resolve(outcome);
  };
  const inFrame = () =>
    doTask(task, onProgress).then(end, (error: unknown) => end({ refused: refusalOf(error) }));
  const timer = setTimeout(() => end({ refused: 'took-too-long' }), ms);
  try {
    worker = new Worker(workerAddress());
    let heard = false;
    worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
      heard = true;
      if ('done' in data) onProgress(data.done);
      else end(data);
    });
    worker.addEventListener('error', () => {
      if (heard) end({ refused: 'failed' });
      else void inFrame();
    });
    worker.postMessage(task);
  } catch {
    void inFrame();
  }
  return { outcome: promise, cancel: () => end({ refused: 'cancelled' }) };
}
