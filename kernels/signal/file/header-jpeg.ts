import { readOrientation } from './exif.ts';
import type { Header } from './shape.ts';

const EXIF = 0x45786966;

/** Walks the segments of a JPEG up to its frame header (ITU T.81, B.2.2). */
export function readJpeg(view: DataView): Header | undefined {
  let orientation = 1;
  let at = 2;
  for (;;) {
    // Any number of fill bytes may stand before a marker.
    while (view.getUint8(at) !== 0xff) at += 1;
    while (view.getUint8(at) === 0xff) at += 1;
    const marker = view.getUint8(at);
    at += 1;
    if (marker === 0xd9 || marker === 0xda) return undefined;
    if (marker === 0x01 || marker === 0x00 || (marker >= 0xd0 && marker <= 0xd8)) continue;
    const length = view.getUint16(at);
    if (length < 2) return undefined;
    // SOF0 to SOF15, without DHT, JPG and DAC which stand among them.
    if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc)
      return { height: view.getUint16(at + 3), width: view.getUint16(at + 5), orientation };
    if (marker === 0xe1 && length >= 16 && view.getUint32(at + 2) === EXIF) {
      const end = Math.min(at + length, view.byteLength);
      const start = at + 8;
      if (end > start)
        orientation = readOrientation(new DataView(view.buffer, view.byteOffset + start, end - start));
    }
    at += length;
  }
}
