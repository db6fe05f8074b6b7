import type { DecodeStill } from '../animation/compose.ts';
import { withoutCutChunk } from '../animation/webp.ts';
import { FileError } from '../file/errors.ts';
import type { FileKind } from '../file/header.ts';
import type { Header } from '../file/shape.ts';
import type { Pixels } from '../pixels.ts';
import { fromCanvas, isHonest, makeContext, type ReadBack } from './canary.ts';

/** Decodes a picture whose header was checked, to 8-bit sRGB over white, upright. Throws FileError. */
export type DecodePicture = (
  kind: FileKind,
  bytes: Uint8Array<ArrayBuffer>,
  header: Header,
) => Promise<Pixels>;

/** How the pixels of photos come about: a whole picture, and one frame of an animation. */
export interface PhotoDecoder {
  picture: DecodePicture;
  still: DecodeStill;
}

// Phones limit the size of one canvas; a strip at a time stays under every limit and needs little memory twice.
const STRIP_ROWS = 512;
const STRIP_COLUMNS = 8192;

/** Reads a bitmap's pixels over white, strip by strip. */
async function readPixels(bitmap: ImageBitmap, read: ReadBack): Promise<Pixels> {
  const { width, height } = bitmap;
  const data = new Uint8ClampedArray(4 * width * height);
  const columns = Math.min(width, STRIP_COLUMNS);
  const rows = Math.min(height, STRIP_ROWS);
  const context = makeContext(columns, rows);
  context.imageSmoothingEnabled = false;
  for (let x = 0; x < width; x += columns) {
    for (let y = 0; y < height; y += rows) {
      context.fillStyle = '#fff';
      context.fillRect(0, 0, columns, rows);
      context.drawImage(bitmap, -x, -y);
      const wide = Math.min(columns, width - x);
      const high = Math.min(rows, height - y);
      const strip = await read(context, wide, high);
      for (let row = 0; row < high; row++)
        data.set(strip.subarray(4 * wide * row, 4 * wide * (row + 1)), 4 * ((y + row) * width + x));
    }
  }
  return { width, height, channels: 4, data };
}

function bitmapOf(bytes: Uint8Array<ArrayBuffer>): Promise<ImageBitmap> {
  return createImageBitmap(new Blob([bytes]), {
    imageOrientation: 'from-image',
    premultiplyAlpha: 'default',
    colorSpaceConversion: 'default',
  });
}

/** Decodes one frame's still to RGBA. @throws FileError `damaged` */
async function decodeStill(bytes: Uint8Array<ArrayBuffer>): Promise<Pixels> {
  const bitmap = await bitmapOf(bytes).catch((cause: unknown) => {
    throw new FileError('damaged', { cause });
  });
  const { width, height } = bitmap;
  const context = makeContext(width, height, true);
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  return { width, height, channels: 4, data: context.getImageData(0, 0, width, height).data };
}

/**
 * Decodes a picture to 8-bit sRGB over white, upright, with the browser's own decoder, where what is read back can be
 * trusted.
 *
 * @throws FileError `canvas-altered`, `heic-not-readable`, `format-unknown` or `damaged`
 */
export async function decodeBitmap(
  kind: FileKind,
  bytes: Uint8Array<ArrayBuffer>,
  read: ReadBack,
): Promise<Pixels> {
  if (!(await isHonest(read))) throw new FileError('canvas-altered');
  let bitmap: ImageBitmap;
  try {
    bitmap = await bitmapOf(kind === 'webp' ? withoutCutChunk(bytes) : bytes);
  } catch (error) {
    if (kind === 'heic') throw new FileError('heic-not-readable', { cause: error });
    throw new FileError(kind === 'tiff' || kind === 'jxl' ? 'format-unknown' : 'damaged', { cause: error });
  }
  try {
    return await readPixels(bitmap, read);
  } finally {
    bitmap.close();
  }
}

/** The browser's own decoder. */
export const ownDecoder: PhotoDecoder = {
  picture: (kind, bytes) => decodeBitmap(kind, bytes, fromCanvas),
  still: decodeStill,
};
