import { fillNoise } from './noise.ts';

const SIDE = 64;

/** Anything that a canvas context can be asked for here. */
export type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

/** A canvas of this size, off the page where the browser can. @throws TypeError when there is no canvas at all */
export function makeContext(width: number, height: number, alpha = false): Context {
  const canvas =
    typeof OffscreenCanvas === 'undefined'
      ? Object.assign(document.createElement('canvas'), { width, height })
      : new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { alpha, willReadFrequently: true, colorSpace: 'srgb' });
  if (!context) throw new TypeError('This browser gives no canvas.');
  return context as Context;
}

/** Reads the upper left part of a canvas as RGBA. */
export type ReadBack = (
  context: Context,
  width: number,
  height: number,
) => Uint8ClampedArray | Promise<Uint8ClampedArray>;

/** The ordinary way. */
export const fromCanvas: ReadBack = (context, width, height) =>
  context.getImageData(0, 0, width, height).data;

/**
 * Draws known pixels on the way that a picture takes (bitmap, canvas, read back) and compares. Some browsers alter
 * what a page reads from a canvas, on purpose and differently at each site; a hash of altered pixels protects nobody
 * and says nothing.
 *
 * @returns true when every pixel came back as it was drawn
 */
export async function isHonest(read: ReadBack): Promise<boolean> {
  const known = new ImageData(SIDE, SIDE);
  fillNoise(known.data);
  const bitmap = await createImageBitmap(known);
  const context = makeContext(SIDE, SIDE);
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  const seen = await read(context, SIDE, SIDE);
  return known.data.every((value, i) => value === seen[i]);
}
