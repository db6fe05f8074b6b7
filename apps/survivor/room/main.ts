import type { Running } from './crew.ts';
import { makePart } from './part.ts';
import { type FromRoom, MAX_FILES, parseToRoom, type PartName, PARTS, type Wanted } from './protocol.ts';
import { kindOf, type Parts, readPhoto, readVideo } from './read.ts';
import { makeView } from './view.ts';

const TOTAL = 1000;

function portOf({ data, ports }: MessageEvent<unknown>): { part: PartName; port: MessagePort } | undefined {
  const named = typeof data === 'object' && data !== null && 'part' in data ? data.part : undefined;
  const part = PARTS.find((known) => known === named);
  const [port] = ports;
  return part && port && { part, port };
}

/** The frame's side: hears the page, holds the picker, reads one file after the other, says what came out. */
export function startRoom(): void {
  const say = (message: FromRoom) => parent.postMessage(message, '*');
  let want: Wanted | undefined;
  let next = 1;
  let current: Running<unknown> | undefined;
  let working = false;
  const waiting: { id: number; file: File }[] = [];
  /** Files that she stopped, to go on with: until she lets one go, picks it up again, or the room closes. */
  const stopped = new Map<number, File>();
  const ask = (part: PartName) => () => say({ kind: 'needs', part });
  const parts: Parts = {
    video: makePart(ask('video'), 'video-not-readable'),
    moving: makePart(ask('moving'), 'failed'),
    photo: makePart(ask('photo'), 'canvas-altered'),
    heic: makePart(ask('heic'), 'heic-not-readable'),
  };
  const view = makeView((files) => void take(files));

  async function take(files: readonly File[]): Promise<void> {
    for (const file of files) waiting.push({ id: next++, file });
    if (!working && want) await work(want);
  }

  async function readOne(id: number, file: File, wanted: Wanted): Promise<void> {
    const kind = await kindOf(file);
    const contentType = kind === 'video' ? 'video' : 'photo';
    say({ kind: 'picked', id, contentType });
    if (id > MAX_FILES) {
      say({ kind: 'refused', id, code: 'too-many-files' });
      return;
    }
    const onProgress = (done: number) =>
      say({ kind: 'progress', id, done: Math.round(done * TOTAL), total: TOTAL });
    const reading =
      kind === 'video'
        ? readVideo(file, wanted, parts, onProgress)
        : readPhoto(file, kind, wanted, parts, onProgress);
    current = reading;
    const outcome = await reading.outcome;
    current = undefined;
    if ('signals' in outcome) say({ kind: 'signals', id, signals: outcome.signals });
    else {
      if (outcome.refused === 'cancelled') stopped.set(id, file);
      say({ kind: 'refused', id, code: outcome.refused });
    }
  }

  async function work(wanted: Wanted): Promise<void> {
    working = true;
    for (let item = waiting.shift(); item; item = waiting.shift()) {
      const { id, file } = item;
      // A file that vanishes while it is read (a card pulled out) must not stop the rest.
      await readOne(id, file, wanted).catch(() => say({ kind: 'refused', id, code: 'failed' }));
    }
    working = false;
    // Her answer is for these files; the next ones may be another matter.
    for (const name of PARTS) parts[name].renew();
    say({ kind: 'idle' });
  }

  function cancel(): void {
    for (const { id, file } of waiting.splice(0)) {
      stopped.set(id, file);
      say({ kind: 'refused', id, code: 'cancelled' });
    }
    current?.cancel();
  }

  function resume(): void {
    const files = [...stopped.values()];
    stopped.clear();
    void take(files);
  }

  addEventListener('message', (event: MessageEvent<unknown>) => {
    if (event.source !== parent) return;
    const opened = portOf(event);
    if (opened) {
      parts[opened.part].connect(opened.port);
      return;
    }
    const message = parseToRoom(event.data);
    if (message.kind === 'cancel') cancel();
    else if (message.kind === 'resume') resume();
    else if (message.kind === 'drop') stopped.delete(message.id);
    else if (message.kind === 'withhold') parts[message.part].withhold();
    else {
      if (message.kind === 'start') want = message.want;
      view(message);
    }
  });
  say({ kind: 'ready', v: 1 });
}
