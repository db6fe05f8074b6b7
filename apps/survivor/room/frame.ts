// The page's end of the room: takes the frame out of its inert template, and lets nothing but parsed messages from
// that one window through.
import {
  type FromRoom,
  parseFromRoom,
  type PartName,
  type RoomWords,
  type ToRoom,
  type Wanted,
} from './protocol.ts';

/** The template that `tools/build-pages.ts` puts into the page; inert, so nothing of it loads before the answer. */
export const ROOM_TEMPLATE = 'amaan-room';
/** The templates of the frames with the big decoders. */
export const PART_TEMPLATES: Record<PartName, string> = {
  video: 'amaan-room-video',
  moving: 'amaan-room-moving',
  photo: 'amaan-room-photo',
  heic: 'amaan-room-heic',
};

/** What the page says when it opens the room. */
export interface RoomOptions {
  words: RoomWords;
  want: Wanted;
  /**
   * Called with every message of the room, after its shape was checked. `needs` is answered here already, but for
   * `heic`: that one is large, so she is asked, and `give` or `withhold` says what she answered.
   */
  onMessage(message: FromRoom): void;
  /** Called when the room says something that has no right shape; the room is closed first. */
  onBroken?(): void;
}

/** An open room. */
export interface Room {
  /** Stops all work in the room; every file under way is answered by `refused` with `cancelled`. */
  cancel(): void;
  /** Reads the stopped files anew. */
  resume(): void;
  /** Lets a stopped file go. */
  drop(id: number): void;
  /** Changes the language. */
  words(words: RoomWords): void;
  /** Opens a frame with a big decoder for the room. */
  give(part: PartName): void;
  /** Refuses it: what waits for it is refused. */
  withhold(part: PartName): void;
  /** Takes the room out of the page: its files, pixels and worker go with it. */
  close(): void;
}

function frameFrom(name: string): HTMLIFrameElement {
  const template = document.getElementById(name);
  const frame = template instanceof HTMLTemplateElement && template.content.querySelector('iframe');
  if (!frame)
    throw new TypeError(`The page holds no template "${name}": build it with tools/build-pages.ts.`);
  return document.importNode(frame, true);
}

/**
 * Opens the room inside `host`. Call it only after the age answer "18 or over": until then the template is inert and
 * nothing of the room is loaded.
 */
export function openRoom(host: Element, options: RoomOptions): Room {
  const frame = frameFrom(ROOM_TEMPLATE);
  const name = ({ label }: RoomWords) => frame.setAttribute('aria-label', label);
  name(options.words);
  const parts = new Map<PartName, HTMLIFrameElement>();
  // The null origin cannot be named as a target; the window itself is the address, and it never navigates
  // (`default-src 'none'`, no `allow-top-navigation`).
  const say = (message: ToRoom) => frame.contentWindow?.postMessage(message, '*');

  const close = () => {
    window.removeEventListener('message', hear);
    frame.remove();
    for (const part of parts.values()) part.remove();
  };
  // Each big decoder is in a frame of its own. The two rooms get the two ends of a channel, so the file goes from
  // room to room and never through the page.
  const give = (part: PartName) => {
    // Asked for again: the one that is there hangs, or has failed.
    parts.get(part)?.remove();
    const second = frameFrom(PART_TEMPLATES[part]);
    parts.set(part, second);
    second.hidden = true;
    second.addEventListener('load', () => {
      const { port1, port2 } = new MessageChannel();
      second.contentWindow?.postMessage({ kind: 'port', part }, '*', [port2]);
      frame.contentWindow?.postMessage({ kind: 'port', part }, '*', [port1]);
    });
    host.append(second);
  };
  const hear = (event: MessageEvent<unknown>) => {
    if (event.source !== frame.contentWindow) return;
    let message: FromRoom;
    try {
      message = parseFromRoom(event.data);
    } catch {
      close();
      options.onBroken?.();
      return;
    }
    if (message.kind === 'ready') say({ kind: 'start', v: 1, ...options.words, want: options.want });
    if (message.kind === 'needs' && message.part !== 'heic') give(message.part);
    options.onMessage(message);
  };
  window.addEventListener('message', hear);
  host.append(frame);
  return {
    cancel: () => say({ kind: 'cancel' }),
    resume: () => say({ kind: 'resume' }),
    drop: (id) => say({ kind: 'drop', id }),
    words: (words) => {
      name(words);
      say({ kind: 'words', ...words });
    },
    give,
    withhold: (part) => say({ kind: 'withhold', part }),
    close,
  };
}
