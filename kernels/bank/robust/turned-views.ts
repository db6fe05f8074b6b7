import { type Integral, QUALITY_FLOOR, type Rect } from '@amaan/signal';
import type { NamedHash } from '../banks/types.ts';
import { type Frame, nameOfFrame, tilted, unfilled, upright } from './aligned/frame.ts';
import { type AlignedKernel, alignedKernel } from './aligned/module.ts';

/** Small turns that are tried, in degrees either way: PDQ bears about half a degree. */
const MOST_TURN = 12;
/** A turn by more than this leaves too little of the picture when its corners are cut away. */
const MOST_CUT_TURN = 8;
/** Parts of its sides that a cropped picture may have lost: of each side or of two, or in the middle alone. */
const LOST = 0.05;
const LOST_AROUND = 0.1;

/** The upload as part of a picture that lost `lost` of its width and height, `x` and `y` of that on the left and top. */
function reaching(width: number, height: number, lost: number, x: number, y: number): Rect {
  const [wide, high] = [width / (1 - lost), height / (1 - lost)];
  return { x: -(wide - width) * x, y: -(high - height) * y, width: wide, height: high };
}

/** A rectangle of this size about the middle of an upload, turned. */
function about(width: number, height: number, wide: number, high: number, degrees: number): Frame {
  const rect = { x: (width - wide) / 2, y: (height - high) / 2, width: wide, height: high };
  return tilted(rect, degrees, width / 2, height / 2);
}

/** Where a picture may lie of which the upload is a slightly turned or slightly cropped copy. */
function framesOf(width: number, height: number): Frame[] {
  const frames: Frame[] = [];
  for (let turn = 1; turn <= MOST_TURN; turn++)
    for (const degrees of [turn, -turn]) {
      const [wide, high] = unfilled(width, height, degrees);
      if (wide > width / 2 && high > height / 2) frames.push(about(width, height, wide, high, degrees));
      if (turn > MOST_CUT_TURN) continue;
      // The largest part of its own aspect that a turned picture has: the picture around it is so much larger.
      const angle = (turn * Math.PI) / 180;
      const [sin, cos] = [Math.sin(angle), Math.cos(angle)];
      const by = Math.max(cos + (height / width) * sin, cos + (width / height) * sin);
      frames.push(about(width, height, by * width, by * height, degrees));
    }
  for (const x of [0, 0.5, 1])
    for (const y of [0, 0.5, 1]) frames.push(upright(reaching(width, height, LOST, x, y)));
  frames.push(upright(reaching(width, height, LOST_AROUND, 0.5, 0.5)));
  return frames;
}

const PAGE = 65_536;
const HASH_WORDS = 8;
let loaded: AlignedKernel | undefined;

/** Shows an upload to the kernel while `work` runs; nothing of the picture stays behind. */
function shown<T>({ sums, columns, rows, width, height }: Integral, work: (kernel: AlignedKernel) => T): T {
  loaded ??= alignedKernel();
  const kernel = loaded;
  const at = Math.ceil(kernel.free() / 64) * 64;
  const missing = at + sums.byteLength - kernel.memory.buffer.byteLength;
  if (missing > 0) kernel.memory.grow(Math.ceil(missing / PAGE));
  const copy = new Float64Array(kernel.memory.buffer, at, sums.length);
  copy.set(sums);
  kernel.picture(at, columns, rows, width, height);
  try {
    return work(kernel);
  } finally {
    copy.fill(0);
  }
}

/** The upload as it was before one small turn or crop. */
export interface TurnedPart {
  readonly frame: Frame;
  readonly hash: Uint8Array;
  readonly quality: number;
}

/**
 * The hashes of an upload as it was before a small turn (its corners filled or cut away) or a small crop: about fifty.
 * What lies outside the upload repeats its edge.
 *
 * @param phase see `BANK_PHASE`
 */
export function turnedParts(picture: Integral, phase: number): TurnedPart[] {
  const { width, height } = picture;
  return shown(picture, (kernel) =>
    framesOf(width, height).map((frame) => {
      const { ax, ay, bx, by } = frame;
      kernel.window(frame.x + phase * (ax + bx), frame.y + phase * (ay + by), ax, ay, bx, by);
      const quality = kernel.quality();
      const words = new Uint32Array(kernel.memory.buffer, kernel.turn(false, false, false), HASH_WORDS);
      const hash = new Uint8Array(4 * HASH_WORDS);
      // Word 0 holds bits 0 to 31, which are the last four bytes.
      for (const [i, word] of words.entries()) new DataView(hash.buffer).setUint32(28 - 4 * i, word);
      return { frame, hash, quality };
    }),
  );
}

/** Those with structure enough, with their names. */
export function turnedViews(picture: Integral, phase: number): NamedHash[] {
  const { width, height } = picture;
  return turnedParts(picture, phase)
    .filter(({ quality }) => quality >= QUALITY_FLOOR)
    .map(({ frame, hash }) => ({ hash, view: nameOfFrame(frame, width, height) }));
}
