// AVIF and HEIC sequences (ISO/IEC 23008-12, 7): a picture, and beside it the tracks of an MP4 whose samples are its
// frames. Such a track says that it holds pictures, where an MP4's says that it holds video.
import { boxes } from './header-box.ts';

const WAY = ['moov', 'trak', 'mdia', 'hdlr'];
const HANDLER = 8;

/** Where the tracks say what they hold, for tracks of pictures. */
function handlers(view: DataView, from = 0, to = view.byteLength, depth = 0): number[] {
  const found: number[] = [];
  for (const { name, start, end } of boxes(view, from, to)) {
    if (name !== WAY[depth]) continue;
    if (depth + 1 < WAY.length) found.push(...handlers(view, start, end, depth + 1));
    else if (view.getUint32(start + HANDLER) === 0x70696374) found.push(start + HANDLER);
  }
  return found;
}

/**
 * The MP4 inside a sequence: a copy whose tracks of pictures are called video.
 *
 * @param bytes an AVIF or HEIC file
 * @returns undefined when it holds one picture only
 */
export function clipOfSequence(bytes: Uint8Array): Uint8Array<ArrayBuffer> | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let places: number[];
  try {
    places = handlers(view);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
  if (places.length === 0) return undefined;
  const clip = Uint8Array.from(bytes);
  for (const at of places) new DataView(clip.buffer).setUint32(at, 0x76696465);
  return clip;
}

/** The same file under the brand of a single AVIF picture, the only one by which some decoders know the format. */
export function asStillAvif(bytes: Uint8Array): Uint8Array {
  if (String.fromCharCode(...bytes.subarray(8, 12)) !== 'avis') return bytes;
  const still = Uint8Array.from(bytes);
  still[11] = 0x66;
  return still;
}
