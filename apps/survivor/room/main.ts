import type { Running } from './crew.ts';
import { makeDecoder } from './decoder.ts';
import { type FromRoom, MAX_FILES, parseToRoom, type Wanted } from './protocol.ts';
import { contentTypeOf, readPhoto, readVideo } from './read.ts';
import { makeView } from './view.ts';

const TOTAL = 1000;

function portOf({ data, ports }: MessageEvent<unknown>): MessagePort | undefined {
  const isPort = typeof data === 'object' && data !== null && 'kind' in data && data.kind === 'port';
  return isPort ? ports[0] : undefined;
}

/** The frame's side: hears the page, shows the picker, reads one file after the other, says what came out. */
export function startRoom(): void {
  const say = (message: FromRoom) => parent.postMessage(message, '*');
  let want: Wanted | undefined;
  let next = 1;
  let current: Running<unknown> | undefined;
  let working = false;
  const waiting: { id: number; file: File }[] = [];
  const decoder = makeDecoder(() => say({ kind: 'needs', part: 'video' }));
  const view = makeView({
    onPick: (files) => void take(files),
    onCancel: () => cancel(),
    onHeight: (px) => say({ kind: 'height', px }),
  });

  async function take(files: readonly File[]): Promise<void> {
    for (const file of files) waiting.push({ id: next++, file });
    if (!working && want) await work(want);
  }

  async function readOne(id: number, file: File, wanted: Wanted): Promise<void> {
    const contentType = await contentTypeOf(file);
    say({ kind: 'picked', id, contentType });
    if (id > MAX_FILES) {
      say({ kind: 'refused', id, code: 'too-many-files' });
      return;
    }
    const onProgress = (done: number) => {
      view.progress(done);
      say({ kind: 'progress', id, done: Math.round(done * TOTAL), total: TOTAL });
    };
    const reading =
      contentType === 'photo'
        ? readPhoto(file, wanted, onProgress)
        : readVideo(file, wanted, decoder, onProgress);
    current = reading;
    const outcome = await reading.outcome;
    current = undefined;
    if ('signals' in outcome) say({ kind: 'signals', id, signals: outcome.signals });
    else say({ kind: 'refused', id, code: outcome.refused });
  }

  async function work(wanted: Wanted): Promise<void> {
    working = true;
    view.busy(true);
    for (let item = waiting.shift(); item; item = waiting.shift()) {
      const { id, file } = item;
      // A file that vanishes while it is read (a card pulled out) must not stop the rest.
      await readOne(id, file, wanted).catch(() => say({ kind: 'refused', id, code: 'failed' }));
    }
    working = false;
    view.busy(false);
    say({ kind: 'idle' });
  }

  function cancel(): void {
    for (const { id } of waiting.splice(0)) say({ kind: 'refused', id, code: 'cancelled' });
    current?.cancel();
  }

  addEventListener('message', (event: MessageEvent<unknown>) => {
    if (event.source !== parent) return;
    const port = portOf(event);
    if (port) {
      decoder.connect(port);
      return;
    }
    const message = parseToRoom(event.data);
    if (message.kind === 'cancel') cancel();
    else {
      if (message.kind === 'start') want = message.want;
      view.words(message.lang, message.dir, message.strings);
    }
  });
  say({ kind: 'ready', v: 1 });
}
