// What a picture's first bytes say about it, read before any decoder is trusted with the rest: a file of a few
// kilobytes can claim 400 megapixels, and the claim alone is enough to refuse it.
import { readBoxPicture } from './header-box.ts';
import { readJpeg } from './header-jpeg.ts';
import { readJxl } from './header-jxl.ts';
import { readBmp, readGif, readPng, readTiff, readWebp } from './header-others.ts';
import type { Header } from './shape.ts';

/** The kinds of file that are told apart. */
export type FileKind =
  | 'jpeg'
  | 'png'
  | 'gif'
  | 'webp'
  | 'bmp'
  | 'tiff'
  | 'avif'
  | 'heic'
  | 'jxl'
  | 'video'
  | 'svg'
  | 'unknown';

const ascii = (bytes: Uint8Array, from: number, to: number) =>
  String.fromCharCode(...bytes.subarray(from, Math.min(to, bytes.length)));

const starts = (bytes: Uint8Array, ...head: number[]) => head.every((byte, i) => bytes[i] === byte);

const VIDEO_BRANDS =
  /^(?:isom|iso[2-9a-z]|mp4[12v]|avc1|M4V[ HP]|M4VH|qt {2}|3g[2gpr].|dash|mmp4|MSNV|NDS.|F4V )$/;
const HEIC_BRANDS = /^(?:heic|heix|heim|heis|hevc|hevx|mif1|msf1|mif2)$/;

function boxKind(bytes: Uint8Array): FileKind {
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
  const brands: string[] = [ascii(bytes, 8, 12)];
  for (let at = 16; at + 4 <= Math.min(length, bytes.length, 256); at += 4)
    brands.push(ascii(bytes, at, at + 4));
  if (brands.some((brand) => brand === 'avif' || brand === 'avis')) return 'avif';
  if (HEIC_BRANDS.test(brands[0] ?? '')) return 'heic';
  if (brands.some((brand) => VIDEO_BRANDS.test(brand))) return 'video';
  return brands.some((brand) => HEIC_BRANDS.test(brand)) ? 'heic' : 'video';
}

/** Tells the kind of file from its first bytes (64 are enough); the name and the declared type are not looked at. */
export function sniff(bytes: Uint8Array): FileKind {
  if (starts(bytes, 0xff, 0xd8, 0xff)) return 'jpeg';
  if (starts(bytes, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'png';
  if (/^GIF8[79]a/.test(ascii(bytes, 0, 6))) return 'gif';
  if (ascii(bytes, 0, 4) === 'RIFF') {
    const form = ascii(bytes, 8, 12);
    if (form === 'WEBP') return 'webp';
    return form === 'AVI ' ? 'video' : 'unknown';
  }
  if (starts(bytes, 0x42, 0x4d) && bytes.length >= 26 && bytes[15] === 0) return 'bmp';
  if (starts(bytes, 0x49, 0x49, 0x2a, 0) || starts(bytes, 0x4d, 0x4d, 0, 0x2a)) return 'tiff';
  if (starts(bytes, 0xff, 0x0a)) return 'jxl';
  if (starts(bytes, 0, 0, 0, 0x0c, 0x4a, 0x58, 0x4c, 0x20)) return 'jxl';
  if (bytes.length >= 12 && ascii(bytes, 4, 8) === 'ftyp') return boxKind(bytes);
  // Old QuickTime files have no `ftyp`; Matroska and WebM start with EBML; MPEG-TS repeats 0x47 every 188 bytes.
  if (/^(?:moov|mdat|wide|free|skip)$/.test(ascii(bytes, 4, 8))) return 'video';
  if (starts(bytes, 0x1a, 0x45, 0xdf, 0xa3)) return 'video';
  if (bytes[0] === 0x47 && bytes[188] === 0x47) return 'video';
  if (starts(bytes, 0, 0, 1, 0xba) || starts(bytes, 0, 0, 1, 0xb3)) return 'video';
  // A byte order mark may stand before the first tag.
  if (/^(?:\u00ef\u00bb\u00bf)?\s*<(?:\?xml|svg|!--)/.test(ascii(bytes, 0, 64))) return 'svg';
  return 'unknown';
}

/**
 * Reads size and orientation out of a whole picture file, without decoding. Nothing is trusted: every offset is
 * checked, and a header that says nothing usable gives undefined.
 *
 * @returns undefined when the bytes do not hold a size where the format has it
 */
export function readHeader(kind: FileKind, bytes: Uint8Array): Header | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    switch (kind) {
      case 'jpeg':
        return readJpeg(view);
      case 'png':
        return readPng(view);
      case 'gif':
        return readGif(view);
      case 'webp':
        return readWebp(view);
      case 'bmp':
        return readBmp(view);
      case 'tiff':
        return readTiff(view);
      case 'avif':
      case 'heic':
        return readBoxPicture(view);
      case 'jxl':
        return readJxl(view);
      default:
        return undefined;
    }
  } catch (error) {
    // A DataView throws RangeError past its end: the header is cut off.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
