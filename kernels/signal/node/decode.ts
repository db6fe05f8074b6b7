import sharp, { type Sharp } from 'sharp';
import { withoutCutChunk } from '../animation/webp.ts';
import { decodeBmp } from '../file/bmp.ts';
import { checkPicture } from '../file/check.ts';
import { FileError } from '../file/errors.ts';
import type { FileKind } from '../file/header.ts';
import { readBoxColours } from '../file/header-box.ts';
import { FILE_LIMITS, type FileLimits } from '../file/limits.ts';
import { srgbOf } from '../file/nclx.ts';
import { asStillAvif } from '../file/sequence.ts';
import { exifOrientation, orientPixels } from '../pdq/orientation.ts';
import type { Pixels } from '../pixels.ts';
import { decodeApart } from './apart.ts';
import { toSrgb } from './profile.ts';

/** A decoded picture. */
export interface Decoded {
  readonly kind: FileKind;
  /** As shown: the EXIF orientation is applied, over white, 8-bit sRGB. */
  readonly pixels: Pixels;
  /** EXIF orientation tag, 1 when there is none. */
  readonly orientation: number;
}

/** The decoder of JPEG XL needs some 40 bytes a pixel, and its memory is limited. */
const JXL_PIXELS = 20_000_000;

/** Inks without a profile have no stated colours: multiplied as browsers do, so that both give the same hash. */
async function plainCmyk(source: Sharp): Promise<Pixels> {
  const { data, info } = await source
    .pipelineColourspace('cmyk')
    .toColourspace('cmyk')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height } = info;
  const out = new Uint8Array(3 * width * height);
  for (let from = 0, to = 0; to < out.length; from += 4, to += 3)
    for (let c = 0; c < 3; c++)
      out[to + c] = Math.round(((255 - (data[from + c] ?? 0)) * (255 - (data[from + 3] ?? 0))) / 255);
  return { width, height, channels: 3, data: out };
}

async function bySharp(bytes: Uint8Array, limits: FileLimits): Promise<Pixels> {
  const source = sharp(bytes, { limitInputPixels: limits.pixels, failOn: 'error' });
  const { space, hasProfile } = await source.metadata();
  if (space === 'cmyk' && !hasProfile) return plainCmyk(source);
  const { data, info } = await source
    .timeout({ seconds: Math.ceil(limits.photoMs / 1000) })
    .flatten({ background: '#fff' })
    .toColourspace('srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, channels: info.channels === 1 ? 1 : 3, data };
}

/** The decoder of HEIC turns and mirrors, but leaves the colours as they are stored. */
async function heicInSrgb(bytes: Uint8Array, ms: number): Promise<Pixels> {
  const stored = await decodeApart('heic', bytes, ms);
  const colours = readBoxColours(bytes);
  if (!colours) return stored;
  return 'profile' in colours ? toSrgb(stored, colours.profile, ms) : srgbOf(stored, colours.numbers);
}

/** The library converts colours by a profile alone. */
async function avifInSrgb(bytes: Uint8Array, limits: FileLimits): Promise<Pixels> {
  const stored = await bySharp(asStillAvif(bytes), limits);
  const colours = readBoxColours(bytes);
  return colours && 'numbers' in colours ? srgbOf(stored, colours.numbers) : stored;
}

async function decodeStored(kind: FileKind, bytes: Uint8Array, limits: FileLimits): Promise<Pixels> {
  switch (kind) {
    case 'bmp':
      return decodeBmp(bytes);
    case 'heic':
      return heicInSrgb(bytes, limits.photoMs);
    case 'avif':
      return avifInSrgb(bytes, limits);
    case 'jxl':
      return decodeApart('jxl', bytes, limits.photoMs);
    case 'webp':
      return bySharp(withoutCutChunk(bytes), limits);
    default:
      return bySharp(bytes, limits);
  }
}

function problemOf(error: unknown): FileError {
  if (error instanceof FileError) return error;
  const text = error instanceof Error ? error.message : '';
  if (/pixel limit/i.test(text)) return new FileError('too-many-pixels', { cause: error });
  if (/timeout/i.test(text)) return new FileError('took-too-long', { cause: error });
  return new FileError('damaged', { cause: error });
}

/**
 * Reads a picture (JPEG, PNG, WebP, GIF, AVIF, HEIC, TIFF, BMP, JPEG XL) into 8-bit sRGB over white, upright; of an animation
 * the first frame. Its header is read by us before any decoder sees the bytes, and its orientation is turned by us,
 * so the same tag is believed here and in the browser.
 *
 * @throws FileError with the reason in `code` and a sentence for the person who picked the file
 */
export async function decodePicture(bytes: Uint8Array, limits = FILE_LIMITS): Promise<Decoded> {
  const { kind, header } = checkPicture(bytes, limits);
  if (kind === 'jxl' && header.width * header.height > JXL_PIXELS) throw new FileError('too-many-pixels');
  try {
    const stored = await decodeStored(kind, bytes, limits);
    const { orientation } = header;
    return { kind, pixels: orientPixels(stored, exifOrientation(orientation)), orientation };
  } catch (error) {
    throw problemOf(error);
  }
}
