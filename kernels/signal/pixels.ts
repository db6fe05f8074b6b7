import { ShapeError } from '@amaan/base';

/**
 * Decoded pixels, 8 bits a channel, rows from the top without padding: grey (1), RGB (3) or RGBA (4).
 * Alpha is ignored by every hash: a decoder lays the picture over white before.
 */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3 | 4;
  readonly data: Uint8Array | Uint8ClampedArray;
}

/** @throws ShapeError when the array does not hold exactly width x height x channels bytes */
export function checkPixels({ width, height, channels, data }: Pixels): void {
  if (!Number.isInteger(width) || !Number.isInteger(height) || width < 1 || height < 1)
    throw new ShapeError('pixels', 'of a whole width and height, at least 1');
  if (data.length !== width * height * channels)
    throw new ShapeError('pixels.data', 'width x height x channels bytes');
}
