// GIF89a: the screen, then blocks; each picture may be smaller than the screen and have colours of its own.
import { concat } from '@amaan/base';
import { type Animation, type AnimationFrame, shownFor } from './shape.ts';

const [EXTENSION, PICTURE, TRAILER] = [0x21, 0x2c, 0x3b];
const CONTROL = 0xf9;
const SCREEN_END = 13;
const DESCRIPTOR = 10;

/** Bytes of the colour table that these flags announce. */
const tableBytes = (flags: number) => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0);

/** Where the sub-blocks that begin here end. */
function skipBlocks(view: DataView, at: number): number {
  let next = at;
  for (let length = view.getUint8(next); length > 0; length = view.getUint8(next)) next += 1 + length;
  return next + 1;
}

/** The frames of a GIF, up to `most`. */
export function readGifFrames(bytes: Uint8Array, most: number): Animation {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const screenFlags = view.getUint8(10);
  const colours = bytes.subarray(SCREEN_END, SCREEN_END + tableBytes(screenFlags));
  const frames: AnimationFrame[] = [];
  const shape = { width: view.getUint16(6, true), height: view.getUint16(8, true), frames };
  let control: number | undefined;
  let at = SCREEN_END + colours.length;
  try {
    while (frames.length < most) {
      const block = view.getUint8(at);
      if (block === EXTENSION) {
        if (view.getUint8(at + 1) === CONTROL && view.getUint8(at + 2) === 4) control = at;
        at = skipBlocks(view, at + 2);
        continue;
      }
      // The trailer, or what no viewer reads on after.
      if (block !== PICTURE) return { ...shape, whole: true };
      const flags = view.getUint8(at + 9);
      const [width, height] = [view.getUint16(at + 5, true), view.getUint16(at + 7, true)];
      const start = at;
      const end = skipBlocks(view, at + DESCRIPTOR + tableBytes(flags) + 1);
      const told = control;
      const disposal = told === undefined ? 0 : (view.getUint8(told + 3) >> 2) & 7;
      const still = () => {
        const screen = Uint8Array.from(bytes.subarray(0, SCREEN_END));
        const picture = Uint8Array.from(bytes.subarray(start, end));
        // The still's screen is the picture alone; the version is the one that knows control blocks.
        screen.set([0x39], 4);
        screen.set(picture.subarray(5, 9), 6);
        picture.fill(0, 1, 5);
        const before = told === undefined ? new Uint8Array() : bytes.subarray(told, told + 8);
        return concat(screen, colours, before, picture, Uint8Array.of(TRAILER));
      };
      if (width > 0 && height > 0)
        frames.push({
          still,
          x: view.getUint16(at + 1, true),
          y: view.getUint16(at + 3, true),
          width,
          height,
          seconds: shownFor(told === undefined ? 0 : view.getUint16(told + 4, true) / 100),
          blend: 'over',
          after: disposal === 2 ? 'clear' : disposal === 3 ? 'restore' : 'keep',
        });
      control = undefined;
      at = end;
    }
  } catch (error) {
    // A DataView throws RangeError past its end: the file is cut off, unless a trailer is all that it lacks.
    if (!(error instanceof RangeError)) throw error;
    return { ...shape, whole: at >= bytes.length };
  }
  return { ...shape, whole: false };
}
