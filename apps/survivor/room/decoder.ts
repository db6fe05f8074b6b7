// The room's end of the channel to the frame with the video decoder, which the page opens when it is first needed.
import type { Outcome, Running } from './crew.ts';
import type { FromDecoder, ToDecoder, VideoFacts } from './work.ts';

/** Hands videos to the decoder. */
export interface Decoder {
  read(file: File, ms: number, onProgress: (done: number) => void): Running<{ video: VideoFacts }>;
  /** The page has opened the frame: this is the end of the channel to it. */
  connect(port: MessagePort): void;
}

/** @param ask asks the page to open the frame; the answer is a call of `connect` */
export function makeDecoder(ask: () => void): Decoder {
  const opened = Promise.withResolvers<MessagePort>();
  let asked = false;
  return {
    connect(port) {
      port.start();
      opened.resolve(port);
    },
    read(file, ms, onProgress) {
      if (!asked) ask();
      asked = true;
      const { promise, resolve } = Promise.withResolvers<Outcome<{ video: VideoFacts }>>();
      const over = new AbortController();
      const end = (outcome: Outcome<{ video: VideoFacts }>) => {
        clearTimeout(timer);
        over.abort();
        resolve(outcome);
      };
      const stop = (refused: 'cancelled' | 'took-too-long') => {
        end({ refused });
        void opened.promise.then((port) => port.postMessage({ stop: true } satisfies ToDecoder));
      };
      const timer = setTimeout(() => stop('took-too-long'), ms);
      void opened.promise.then((port) => {
        if (over.signal.aborted) return;
        port.addEventListener(
          'message',
          ({ data }: MessageEvent<FromDecoder>) => {
            if ('done' in data) onProgress(data.done);
            else end(data);
          },
          { signal: over.signal },
        );
        port.postMessage({ file } satisfies ToDecoder);
      });
      return { outcome: promise, cancel: () => stop('cancelled') };
    },
  };
}
