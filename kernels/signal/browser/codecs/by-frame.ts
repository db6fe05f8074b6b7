import type { ReadBack } from '../canary.ts';
import { type DecodePicture, decodeBitmap } from '../decode.ts';

// What hides from trackers alters what is read from a canvas. A frame for a video encoder that is made of the same
// canvas is no way to read it that is thought of there; known pixels tell each time.
const throughFrame: ReadBack = async (context, width, height) => {
  const frame = new VideoFrame(context.canvas, { timestamp: 0, alpha: 'discard' });
  try {
    const data = new Uint8ClampedArray(4 * width * height);
    await frame.copyTo(data, { rect: { x: 0, y: 0, width, height }, format: 'RGBA' });
    return data;
  } finally {
    frame.close();
  }
};

/**
 * Decodes what the browser can read, and reads its pixels back by way of a video frame.
 *
 * @throws FileError `canvas-altered` where that cannot be trusted either, and what `decodeBitmap` throws
 */
export const decodeByFrame: DecodePicture = (kind, bytes) =>
  decodeBitmap(kind, bytes, typeof VideoFrame === 'undefined' ? () => new Uint8ClampedArray() : throughFrame);
