// What the page and the room say to each other. Both sides parse everything they hear: the room has no origin, so
// the shape and the sending window are all there is to trust.
import { boolean, integer, object, oneOf, type Parse, text } from '@amaan/base';
import { parseSignalSet, type SignalSet } from '@amaan/signal';

/** Why a file gave no signals. Each code has a sentence in the page's strings; none tells anything about the picture. */
export const REFUSALS = [
  'file-too-large',
  'too-many-pixels',
  'not-a-picture',
  'format-unknown',
  'damaged',
  'canvas-altered',
  'heic-not-readable',
  'video-not-readable',
  'video-too-long',
  'took-too-long',
  'too-many-files',
  'cancelled',
  'failed',
] as const;

/** One of REFUSALS. */
export type Refusal = (typeof REFUSALS)[number];

/** At most this many files are read in one visit of the room. */
export const MAX_FILES = 500;

/** The frames with the big decoders, opened when they are first needed; `heic` only when she said so. */
export const PARTS = ['video', 'moving', 'photo', 'heic'] as const;

/** One of PARTS. */
export type PartName = (typeof PARTS)[number];

/** What the page says of itself: the room shows no words, but what it is must be heard and read out. */
export interface RoomWords {
  lang: string;
  dir: 'ltr' | 'rtl';
  /** The name of the picker. */
  label: string;
}

/** What the page wants to have of each file. */
export interface Wanted {
  /** The layout of views to hash, or none: views are a consent of their own, but they are made in one pass. */
  views: 'k24' | 'k52' | 'none';
  /** MD5 and SHA-256 of the file's bytes. */
  exact: boolean;
}

/**
 * Page to room. `start` comes once, after `ready`; `words` changes the language; `cancel` stops all work; `resume` reads
 * the stopped files anew, under new numbers; `drop` lets one of them go before; `withhold` answers `needs` where she
 * would not have it. A `port` comes beside these, as a channel cannot be parsed.
 */
export type ToRoom =
  | ({ kind: 'start'; v: 1; want: Wanted } & RoomWords)
  | ({ kind: 'words' } & RoomWords)
  | { kind: 'withhold'; part: PartName }
  | { kind: 'resume' }
  | { kind: 'drop'; id: number }
  | { kind: 'cancel' };

/** Room to page. `id` counts the picked files from 1; `refused` or `signals` comes exactly once for each; `needs` is answered by a port, or by `withhold`. */
export type FromRoom =
  | { kind: 'ready'; v: 1 }
  | { kind: 'picked'; id: number; contentType: 'photo' | 'video' }
  | { kind: 'progress'; id: number; done: number; total: number }
  | { kind: 'signals'; id: number; signals: SignalSet }
  | { kind: 'refused'; id: number; code: Refusal }
  | { kind: 'idle' }
  | { kind: 'needs'; part: PartName };

const words = {
  lang: text(12, { pattern: /^[a-z]{2,3}(?:-[A-Za-z]{2,8})?$/ }),
  dir: oneOf('ltr', 'rtl'),
  label: text(200, { min: 1 }),
};
const id = integer(1, 100_000);

const toRoom: { [K in ToRoom['kind']]: Parse<ToRoom> } = {
  start: object({
    kind: oneOf('start'),
    v: oneOf(1),
    ...words,
    want: object({ views: oneOf('k24', 'k52', 'none'), exact: boolean }),
  }),
  words: object({ kind: oneOf('words'), ...words }),
  withhold: object({ kind: oneOf('withhold'), part: oneOf(...PARTS) }),
  resume: object({ kind: oneOf('resume') }),
  drop: object({ kind: oneOf('drop'), id }),
  cancel: object({ kind: oneOf('cancel') }),
};

const fromRoom: { [K in FromRoom['kind']]: Parse<FromRoom> } = {
  ready: object({ kind: oneOf('ready'), v: oneOf(1) }),
  picked: object({ kind: oneOf('picked'), id, contentType: oneOf('photo', 'video') }),
  progress: object({ kind: oneOf('progress'), id, done: integer(0, 1000), total: oneOf(1000) }),
  signals: object({ kind: oneOf('signals'), id, signals: parseSignalSet }),
  refused: object({ kind: oneOf('refused'), id, code: oneOf(...REFUSALS) }),
  idle: object({ kind: oneOf('idle') }),
  needs: object({ kind: oneOf('needs'), part: oneOf(...PARTS) }),
};

function byKind<T>(parsers: Record<string, Parse<T>>): Parse<T> {
  return (value, path = '') => {
    const kind = oneOf(...Object.keys(parsers))((value as { kind?: unknown } | null)?.kind, 'kind');
    const parse = parsers[kind];
    if (!parse) throw new TypeError('unreachable: oneOf has checked the kind');
    return parse(value, path);
  };
}

/** Parses what the page says to the room. @throws ShapeError */
export const parseToRoom: Parse<ToRoom> = byKind(toRoom);

/** Parses what the room says to the page: exact shapes only, so a picture cannot ride along. @throws ShapeError */
export const parseFromRoom: Parse<FromRoom> = byKind(fromRoom);
