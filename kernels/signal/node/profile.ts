import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import type { Pixels } from '../pixels.ts';

// Where a PNG's first chunk, which is always IHDR, ends.
const AFTER_HEADER = 33;

function profileChunk(profile: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from('iCCPicc\0\0', 'latin1'), deflateSync(profile)]);
  const chunk = Buffer.alloc(body.length + 8);
  chunk.writeUInt32BE(body.length - 4);
  body.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(body), body.length + 4);
  return chunk;
}

/**
 * RGB pixels of a colour profile as 8-bit sRGB. The converter reads profiles out of files only, so the pixels pass
 * through an unpacked PNG; a profile that it cannot use leaves them as they are.
 *
 * @param profile an ICC profile for RGB
 * @param ms how long it may take, in milliseconds
 */
export async function toSrgb(pixels: Pixels, profile: Uint8Array, ms: number): Promise<Pixels> {
  const { width, height, channels, data } = pixels;
  const plain = await sharp(data, { raw: { width, height, channels } })
    .png({ compressionLevel: 0 })
    .toBuffer();
  const tagged = Buffer.concat([
    plain.subarray(0, AFTER_HEADER),
    profileChunk(profile),
    plain.subarray(AFTER_HEADER),
  ]);
  const out = await sharp(tagged, { failOn: 'none' })
    .timeout({ seconds: Math.ceil(ms / 1000) })
    .toColourspace('srgb')
    .raw({ depth: 'uchar' })
    .toBuffer();
  return { width, height, channels, data: out };
}
