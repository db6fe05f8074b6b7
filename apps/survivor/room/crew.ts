// The room's one worker. Cancelling ends it on the spot, with every pixel it held; the next file gets a new one.
import type { SignalSet } from '@amaan/signal';
import type { Refusal, Wanted } from './protocol.ts';
import { readPhoto, refusalOf } from './worker.ts';
import type { FromWorker } from './work.ts';

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

/** How a file ended. */
export type Outcome = { signals: SignalSet } | { refused: Refusal };

/** One reading under way. */
export interface Reading {
  outcome: Promise<Outcome>;
  cancel(): void;
}

function inFrame(file: File, want: Wanted, onProgress: (done: number) => void): Promise<Outcome> {
  return readPhoto(file, want, onProgress).then(
    (signals) => ({ signals }),
    (error: unknown) => ({ refused: refusalOf(error) }),
  );
}

/**
 * Reads one photo in a worker of its own; in the frame itself where the browser makes no worker.
 *
 * @param ms the reading is ended after this time
 */
export function read(file: File, want: Wanted, ms: number, onProgress: (done: number) => void): Reading {
  const { promise, resolve } = Promise.withResolvers<Outcome>();
  let worker: Worker | undefined;
  const end = (outcome: Outcome) => {
    clearTimeout(timer);
    worker?.terminate();
    resolve(outcome);
  };
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
      else void inFrame(file, want, onProgress).then(end);
    });
    worker.postMessage({ file, want });
  } catch {
    void inFrame(file, want, onProgress).then(end);
  }
  return { outcome: promise, cancel: () => end({ refused: 'cancelled' }) };
}
