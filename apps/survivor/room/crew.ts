// The room's worker, and those of a worker. Cancelling ends it on the spot, with every pixel that it and they held; the
// next file gets a new one.
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

/** WebAssembly as it stands in the script (tools/pages/wasm.ts), where it is a decoder's. */
const BIG_WASM = /[0-9a-f]{200000,}/g;

function workerAddress(light: boolean): string {
  if (address) return address;
  const whole = String(amaanRoom);
  const text = light ? whole.replace(BIG_WASM, '') : whole;
  const url = URL.createObjectURL(new Blob([`(${text})()`], { type: 'text/javascript' }));
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

/**
 * One more worker of this script.
 *
 * @param name how it knows that it is there for something else than a task; it is handed its decoder, compiled, then
 * @throws where the browser makes none
 */
export function makeWorker(name?: string): Worker {
  return new Worker(workerAddress(name !== undefined), { ...(name && { name }) });
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
    worker = makeWorker();
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
