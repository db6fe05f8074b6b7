// A part's end of the channel to the room.
import type { Refusal, Wanted } from './protocol.ts';
import type { FromPart, ToPart } from './work.ts';

/** Reads one file. `stopped` is aborted when she stops it; the answer does not matter then. */
export type Serve<T> = (
  file: File,
  want: Wanted,
  onProgress: (done: number) => void,
  stopped: AbortSignal,
) => Promise<T | { refused: Refusal }>;

function listen<T extends object>(port: MessagePort, serve: Serve<T>): void {
  const say = (message: FromPart<T>) => port.postMessage(message);
  let current: { id: number; stop: AbortController } | undefined;
  port.addEventListener('message', ({ data }: MessageEvent<ToPart>) => {
    const { id } = data;
    if ('stop' in data) {
      if (current?.id === id) current.stop.abort();
      return;
    }
    const stop = new AbortController();
    current = { id, stop };
    say({ id, begun: true });
    serve(data.file, data.want, (done) => say({ id, done }), stop.signal).then(
      (answer) => say('refused' in answer ? { id, refused: answer.refused } : { id, found: answer }),
      () => say({ id, refused: 'failed' }),
    );
  });
  port.start();
}

/** Serves the room, once the page has handed over the channel to it. */
export function servePart<T extends object>(serve: Serve<T>): void {
  addEventListener('message', ({ source, ports }: MessageEvent<unknown>) => {
    const [port] = ports;
    if (source === parent && port) listen(port, serve);
  });
}
