import {
  boolean,
  fromBase64,
  hex,
  integer,
  list,
  number,
  object,
  oneOf,
  optional,
  type Parse,
  type Parsed,
  ShapeError,
  text,
  toBase64,
  toHex,
} from '@amaan/base';
import { HASH_BYTES } from './pdq/hash.ts';
import { VIEW_COUNT } from './views/count.ts';

/** More frames than an hour at ten a second gives are refused. */
export const MAX_FRAMES = 36_000;
/** Key frames of one clip: with their views they weigh about 34 KB. */
export const MAX_KEY_FRAMES = 32;
const MAX_SIDE = 65_535;
const MAX_DURATION_MS = 24 * 3_600_000;
const MAX_BYTES = 2 ** 40;

const quality = integer(0, 100);

/** A PDQ hash (64 lower-case hex digits) with its quality (0 to 100). */
export const parsePdqSignal = object({ hash: hex(HASH_BYTES), quality });
export type PdqSignal = Parsed<typeof parsePdqSignal>;

const parseViewFields = object({
  layout: oneOf('k24', 'k52'),
  /** Width / height of the picture as shown. */
  aspect: number(1 / MAX_SIDE, MAX_SIDE),
  hashes: text(4 * Math.ceil((VIEW_COUNT.k52 * HASH_BYTES) / 3)),
  quality: list(quality, VIEW_COUNT.k52),
});
export type ViewRecord = Parsed<typeof parseViewFields>;

/** The hashes of fixed views: base64 of N x 32 bytes and N qualities, in the order of the layout. */
export const parseViewRecord: Parse<ViewRecord> = (value, path = '') => {
  const views = parseViewFields(value, path);
  const count = VIEW_COUNT[views.layout];
  if (views.quality.length !== count) throw new ShapeError(`${path}.quality`, `${count} qualities`);
  let bytes: Uint8Array;
  try {
    bytes = fromBase64(views.hashes);
  } catch {
    throw new ShapeError(`${path}.hashes`, 'canonical base64');
  }
  if (bytes.length !== count * HASH_BYTES) throw new ShapeError(`${path}.hashes`, `${count} hashes`);
  return views;
};

/** The hashes of a parsed view record, 32 bytes each, one after the other. */
export function viewHashes(views: ViewRecord): Uint8Array<ArrayBuffer> {
  return fromBase64(views.hashes);
}

/** The hashes of views (N x 32 bytes) in the form that a record holds. */
export function encodeViewHashes(hashes: Uint8Array): string {
  return toBase64(hashes);
}

const parseFrame = object({
  /** Seconds from the start of the clip. */
  t: number(0, MAX_DURATION_MS / 1000),
  hash: hex(HASH_BYTES),
  quality,
});
export type FrameSignal = Parsed<typeof parseFrame>;

const parseKeyFrame = object({
  /** Seconds from the start of the clip. */
  t: number(0, MAX_DURATION_MS / 1000),
  views: parseViewRecord,
});
export type KeyFrame = Parsed<typeof parseKeyFrame>;

const parseFields = object({
  /** 2 where there are `keyFrames`, which a reader of 1 does not know; else 1. */
  v: oneOf(1, 2),
  /** An animated picture is a video that has `pdq`, of its first frame, too. */
  contentType: oneOf('photo', 'video'),
  /** Size in pixels as shown, after the orientation is applied. */
  width: integer(1, MAX_SIDE),
  height: integer(1, MAX_SIDE),
  /** EXIF orientation tag; 1 when the file has none. */
  orientation: integer(1, 8),
  durationMs: optional(integer(0, MAX_DURATION_MS)),
  /** The picture as shown. */
  pdq: optional(parsePdqSignal),
  /** The pixels as stored, which is what a reader that ignores the orientation tag hashes. */
  pdqStored: optional(parsePdqSignal),
  views: optional(parseViewRecord),
  frames: optional(list(parseFrame, MAX_FRAMES)),
  /** The views of a few frames, for rule `aligned`. */
  keyFrames: optional(list(parseKeyFrame, MAX_KEY_FRAMES, 1)),
  /** The file ends in its middle, or goes on beyond a limit: there may be more in it than `frames`. */
  partial: optional(boolean),
  md5: optional(hex(16)),
  sha256: optional(hex(32)),
  /** Size of the file. */
  bytes: integer(0, MAX_BYTES),
});

/** Everything that may leave the room about one file: fingerprints, sizes, no name, no camera data, no thumbnail. */
export type SignalSet = Parsed<typeof parseFields>;

/**
 * Reads a SignalSet strictly: unknown fields, unknown versions and contradictions are refused.
 *
 * @throws ShapeError naming the field, never its value
 */
export const parseSignalSet: Parse<SignalSet> = (value, path = '') => {
  const set = parseFields(value, path);
  const at = (field: string) => (path ? `${path}.${field}` : field);
  if (set.v !== versionOf(set)) throw new ShapeError(at('v'), 'the oldest version that holds this');
  if (set.keyFrames && !set.frames) throw new ShapeError(at('keyFrames'), 'absent without frames');
  if (set.partial !== undefined && !set.frames) throw new ShapeError(at('partial'), 'absent without frames');
  if (set.contentType === 'photo') {
    if (set.frames) throw new ShapeError(at('frames'), 'absent in a photo');
    if (set.durationMs !== undefined) throw new ShapeError(at('durationMs'), 'absent in a photo');
  }
  if (set.pdqStored && set.orientation === 1)
    throw new ShapeError(at('pdqStored'), 'absent when the orientation is 1');
  if (set.views && set.pdq && toHex(viewHashes(set.views).subarray(0, HASH_BYTES)) !== set.pdq.hash)
    throw new ShapeError(at('views'), 'a record whose first view is pdq');
  for (let i = 1; i < (set.frames?.length ?? 0); i++)
    if ((set.frames?.[i]?.t ?? 0) < (set.frames?.[i - 1]?.t ?? 0))
      throw new ShapeError(at('frames'), 'in order of time');
  for (let i = 1; i < (set.keyFrames?.length ?? 0); i++)
    if ((set.keyFrames?.[i]?.t ?? 0) <= (set.keyFrames?.[i - 1]?.t ?? 0))
      throw new ShapeError(at('keyFrames'), 'one a moment, in order of time');
  return set;
};

/** The oldest version that can say what a set says: a reader that knows no other can still read it. */
function versionOf({ keyFrames }: Pick<SignalSet, 'keyFrames'>): 1 | 2 {
  return keyFrames ? 2 : 1;
}

/** The set in the version that its contents need. */
export function inOldestVersion(set: SignalSet): SignalSet {
  return { ...set, v: versionOf(set) };
}

/** The set without the views of key frames: for a reader that knows version 1 alone. */
export function inVersionOne(set: SignalSet): SignalSet {
  const { keyFrames: _keyFrames, ...rest } = set;
  return { ...rest, v: 1 };
}

/** The set without what reveals more than one hash: views, frames, and what is said of them. */
export function withoutViews(set: SignalSet): SignalSet {
  const { views: _views, frames: _frames, partial: _partial, ...rest } = inVersionOne(set);
  return rest;
}
