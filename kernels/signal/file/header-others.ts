import { readOrientation, readTiffTags } from './exif.ts';
import type { Header } from './shape.ts';

const tag = (view: DataView, at: number) =>
  String.fromCharCode(view.getUint8(at), view.getUint8(at + 1), view.getUint8(at + 2), view.getUint8(at + 3));

const part = (view: DataView, at: number, length: number) =>
  new DataView(view.buffer, view.byteOffset + at, Math.min(length, view.byteLength - at));

/** PNG: IHDR comes first; an `eXIf` chunk may stand before the pixels. */
export function readPng(view: DataView): Header | undefined {
  if (tag(view, 12) !== 'IHDR') return undefined;
  const header = { width: view.getUint32(16), height: view.getUint32(20), orientation: 1 };
  let at = 8;
  while (at + 12 <= view.byteLength) {
    const length = view.getUint32(at);
    const name = tag(view, at + 4);
    if (name === 'IDAT' || name === 'IEND') break;
    if (name === 'eXIf') header.orientation = readOrientation(part(view, at + 8, length));
    at += 12 + length;
  }
  return header;
}

/** GIF: the logical screen. */
export function readGif(view: DataView): Header {
  return { width: view.getUint16(6, true), height: view.getUint16(8, true), orientation: 1 };
}

/** BMP: the old core header has 16-bit sizes, all later ones 32-bit; a negative height means top down. */
export function readBmp(view: DataView): Header {
  if (view.getUint32(14, true) === 12)
    return { width: view.getUint16(18, true), height: view.getUint16(20, true), orientation: 1 };
  return { width: view.getInt32(18, true), height: Math.abs(view.getInt32(22, true)), orientation: 1 };
}

/** TIFF: the first directory. */
export function readTiff(view: DataView): Header | undefined {
  const { width, height, orientation = 1 } = readTiffTags(view);
  return width && height ? { width, height, orientation } : undefined;
}

/** WebP (RFC 9649): the simple lossy and lossless forms, and the extended one with its canvas and EXIF. */
export function readWebp(view: DataView): Header | undefined {
  let header: Header | undefined;
  let at = 12;
  while (at + 8 <= view.byteLength) {
    const name = tag(view, at);
    const length = view.getUint32(at + 4, true);
    const data = at + 8;
    if (name === 'VP8X')
      header = {
        width: 1 + (view.getUint32(data + 4, true) & 0xffffff),
        height: 1 + (view.getUint32(data + 6, true) >>> 8),
        orientation: 1,
      };
    else if (name === 'VP8 ')
      header ??= {
        width: view.getUint16(data + 6, true) & 0x3fff,
        height: view.getUint16(data + 8, true) & 0x3fff,
        orientation: 1,
      };
    else if (name === 'VP8L') {
      const bits = view.getUint32(data + 1, true);
      header ??= { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff), orientation: 1 };
    } else if (name === 'EXIF' && header) {
      // Some writers put the JPEG segment's own prefix before the TIFF header.
      const skip = length > 6 && tag(view, data) === 'Exif' ? 6 : 0;
      header.orientation = readOrientation(part(view, data + skip, length - skip));
    }
    at = data + length + (length & 1);
  }
  return header;
}
