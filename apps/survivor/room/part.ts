// The room's end of the channel to a part: a frame of its own with a big decoder, which the page opens when it is first
// needed.
import type { Outcome, Running } from './crew.ts';
import type { Refusal, Wanted } from './protocol.ts';
import type { FromPart, ToPart } from './work.ts';

/** A part's script has run before the page hands over the channel: one that says nothing for so long never loaded. */
const SILENT_MS = 10_000;

/** Hands files to a part. */
export interface Part<T> {
  /** @param ms the time for the file, from the moment at which the part is there: her answer and the network come before */
  read(file: File, want: Wanted, ms: number, onProgress: (done: number) => void): Running<T>;
  /** The page has opened the frame: this is the end of the channel to it. */
  connect(port: MessagePort): void;
  /** The page will not open the frame: what waits for it is refused. */
  withhold(): void;
  /** A part that was withheld may be asked for again. */
  renew(): void;
}

/**
 * @param ask asks the page to open the frame, or to put a new one in its place; the answer is `connect` or `withhold`
 * @param unread the reason when the page will not
 */
export function makePart<T extends object>(ask: () => void, unread: Refusal): Part<T> {
  let opened: PromiseWithResolvers<MessagePort | undefined> | undefined;
  let withheld = false;
  let connected = false;
  let files = 0;
  return {
    connect(port) {
      port.start();
      connected = true;
      opened?.resolve(port);
    },
    withhold() {
      withheld = true;
      opened?.resolve(undefined);
    },
    renew() {
      if (withheld) opened = undefined;
      withheld = false;
    },
    read(file, want, ms, onProgress) {
      if (!opened) {
        opened = Promise.withResolvers();
        connected = false;
        ask();
      }
      const { promise: port } = opened;
      const { promise, resolve } = Promise.withResolvers<Outcome<T>>();
      const id = ++files;
      const over = new AbortController();
      let timer: ReturnType<typeof setTimeout> | undefined;
      const end = (outcome: Outcome<T>) => {
        if (over.signal.aborted) return;
        over.abort();
        clearTimeout(timer);
        resolve(outcome);
      };
      const stop = (refused: Refusal) => {
        end({ refused });
        // Whatever it is that hangs or fell, the next file gets a new frame.
        // And where she stopped before there was a frame, she is asked again, or it is fetched again.
        if (refused !== 'cancelled' || !connected) opened = undefined;
        else void port.then((there) => there?.postMessage({ id, stop: true } satisfies ToPart));
      };
      void port.then((there) => {
        if (over.signal.aborted) return;
        if (!there) {
          end({ refused: unread });
          return;
        }
        timer = setTimeout(() => stop('failed'), SILENT_MS);
        there.addEventListener(
          'message',
          ({ data }: MessageEvent<FromPart<T>>) => {
            if (data.id !== id) return;
            if ('begun' in data) {
              clearTimeout(timer);
              timer = setTimeout(() => stop('took-too-long'), ms);
            } else if ('done' in data) onProgress(data.done);
            else if ('refused' in data && data.refused !== 'cancelled') {
              if (data.refused === 'failed' || data.refused === 'took-too-long') stop(data.refused);
              else end({ refused: data.refused });
            } else if ('found' in data) end(data.found);
          },
          { signal: over.signal },
        );
        there.postMessage({ id, file, want } satisfies ToPart);
      });
      return { outcome: promise, cancel: () => stop('cancelled') };
    },
  };
}
