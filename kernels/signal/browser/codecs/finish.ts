import type { FileKind } from '../../file/header.ts';
import { srgbOf } from '../../file/nclx.ts';
import type { Header } from '../../file/shape.ts';
import { type StoredColours, storedColours } from '../../file/stored-colours.ts';
import { readProfile } from '../../icc/profile.ts';
import { toSrgb } from '../../icc/to-srgb.ts';
import { exifOrientation, orientPixels } from '../../pdq/orientation.ts';
import type { Pixels } from '../../pixels.ts';

/** RGBA as a decoder gives it: in the file's own colours, as they lie in the file. */
export interface Stored {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
}

/** A pixel as one number, its alpha highest: from here on nothing shows through. */
const OPAQUE = 0xff000000;

/** Lays pixels over white, in place: a copy of 50 megapixels is more than a phone has to spare. */
function layOverWhite(rgba: Pixels['data']): void {
  const words = new Uint32Array(rgba.buffer, rgba.byteOffset, rgba.length / 4);
  for (let at = 0; at < words.length; at++) {
    if ((words[at] as number) >= OPAQUE) continue;
    const i = 4 * at;
    const alpha = rgba[i + 3] as number;
    for (let c = i; c < i + 3; c++)
      rgba[c] = Math.floor(((rgba[c] as number) * alpha + 255 * (255 - alpha)) / 255);
  }
}

/** Turns them to sRGB, in place where it can be done; alpha stays. */
export async function inSrgb(stored: Stored, kind: FileKind, bytes: Uint8Array): Promise<Pixels> {
  return srgbFrom(stored, await storedColours(kind, bytes));
}

/** The same, the file's colours being known. */
export function srgbFrom(stored: Stored, colours: StoredColours): Pixels {
  const profile = colours.profile && readProfile(colours.profile);
  // A profile for other colours than the file's says nothing about them.
  if (profile?.colours === colours.kind) toSrgb(stored.data, profile);
  const pixels: Pixels = { width: stored.width, height: stored.height, channels: 4, data: stored.data };
  return colours.numbers ? srgbOf(pixels, colours.numbers) : pixels;
}

/** What a whole picture's pixels go through: to sRGB, over white, upright. */
export async function finish(
  stored: Stored,
  kind: FileKind,
  bytes: Uint8Array,
  { orientation }: Header,
): Promise<Pixels> {
  const pixels = await inSrgb(stored, kind, bytes);
  layOverWhite(pixels.data);
  return orientPixels(pixels, exifOrientation(orientation));
}
