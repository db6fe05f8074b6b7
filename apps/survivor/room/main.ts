import { FILE_LIMITS } from '@amaan/signal';
import { type Reading, read } from './crew.ts';
import { MAX_FILES, parseToRoom, type FromRoom, type Wanted } from './protocol.ts';
import { makeView } from './view.ts';

const TOTAL = 1000;
const VIDEO = /^video\//;

/** The frame's side: hears the page, shows the picker, reads one file after the other, says what came out. */
export function startRoom(): void {
  const say = (message: FromRoom) => parent.postMessage(message, '*');
  let want: Wanted | undefined;
  let next = 1;
  let current: Reading | undefined;
  const waiting: { id: number; file: File }[] = [];
  const view = makeView({
    onPick: (files) => void take(files),
    onCancel: () => cancel(),
    onHeight: (px) => say({ kind: 'height', px }),
  });

  async function take(files: readonly File[]): Promise<void> {
    for (const file of files) {
      const id = next++;
      say({ kind: 'picked', id, contentType: VIDEO.test(file.type) ? 'video' : 'photo' });
      if (id > MAX_FILES) say({ kind: 'refused', id, code: 'too-many-files' });
      else waiting.push({ id, file });
    }
    if (!current) await work();
  }

  async function work(): Promise<void> {
    for (let item = waiting.shift(); item && want; item = waiting.shift()) {
      const { id, file } = item;
      view.busy(true);
      const reading = read(file, want, FILE_LIMITS.photoMs, (done) => {
        view.progress(done);
        say({ kind: 'progress', id, done: Math.round(done * TOTAL), total: TOTAL });
      });
      current = reading;
      const outcome = await reading.outcome;
      if ('signals' in outcome) say({ kind: 'signals', id, signals: outcome.signals });
      else say({ kind: 'refused', id, code: outcome.refused });
    }
    current = undefined;
    view.busy(false);
    say({ kind: 'idle' });
  }

  function cancel(): void {
    for (const { id } of waiting.splice(0)) say({ kind: 'refused', id, code: 'cancelled' });
    current?.cancel();
  }

  addEventListener('message', (event: MessageEvent<unknown>) => {
    if (event.source !== parent) return;
    const message = parseToRoom(event.data);
    if (message.kind === 'cancel') cancel();
    else {
      if (message.kind === 'start') want = message.want;
      view.words(message.lang, message.dir, message.strings);
    }
  });
  say({ kind: 'ready', v: 1 });
}
