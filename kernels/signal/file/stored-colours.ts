import type { FileKind } from './header.ts';
import { MAX_PROFILE, readBoxColours } from './header-box.ts';
import type { ColourNumbers } from './nclx.ts';

/** How a file stores its colours. */
export interface StoredColours {
  kind: 'rgb' | 'grey' | 'inks';
  /** The embedded ICC profile, as it is there. */
  profile?: Uint8Array;
  /** What HEIC states where it has no profile. */
  numbers?: ColourNumbers;
}

const word = (view: DataView, at: number, length = 4) =>
  String.fromCharCode(...new Uint8Array(view.buffer, view.byteOffset + at, length));
const part = (view: DataView, at: number, length: number) =>
  new Uint8Array(view.buffer, view.byteOffset + at, Math.max(0, Math.min(length, view.byteLength - at)));

function joined(parts: readonly Uint8Array[]): Uint8Array | undefined {
  const length = parts.reduce((sum, { length: more }) => sum + more, 0);
  if (length === 0 || length > MAX_PROFILE) return undefined;
  const whole = new Uint8Array(length);
  let at = 0;
  for (const one of parts) {
    whole.set(one, at);
    at += one.length;
  }
  return whole;
}

/** JPEG: a profile is cut into numbered APP2 segments (ICC.1, B.4); the frame header says how many channels there are. */
function ofJpeg(view: DataView): StoredColours {
  const pieces = new Map<number, Uint8Array>();
  let channels = 3;
  for (let at = 2; at + 4 <= view.byteLength; ) {
    if (view.getUint8(at) !== 0xff) break;
    const marker = view.getUint8(at + 1);
    if (marker === 0xff || marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) {
      at += marker === 0xff ? 1 : 2;
      continue;
    }
    if (marker === 0xd9 || marker === 0xda) break;
    const length = view.getUint16(at + 2);
    if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc)
      channels = view.getUint8(at + 9);
    if (marker === 0xe2 && length > 16 && word(view, at + 4, 12) === 'ICC_PROFILE\0')
      pieces.set(view.getUint8(at + 16), part(view, at + 18, length - 16));
    at += 2 + length;
  }
  const profile = joined([...pieces].toSorted(([a], [b]) => a - b).map(([, piece]) => piece));
  return {
    kind: channels === 4 ? 'inks' : channels === 1 ? 'grey' : 'rgb',
    ...(profile && { profile }),
  };
}

/** At most MAX_PROFILE bytes are unpacked: a chunk of a kilobyte can hold a gigabyte. */
async function unpacked(packed: Uint8Array): Promise<Uint8Array | undefined> {
  const stream = new Blob([Uint8Array.from(packed)]).stream().pipeThrough(new DecompressionStream('deflate'));
  const parts: Uint8Array[] = [];
  let length = 0;
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return joined(parts);
    parts.push(value);
    length += value.length;
    if (length > MAX_PROFILE) {
      await reader.cancel();
      return undefined;
    }
  }
}

/** PNG: the chunk `iCCP` stands before the pixels: a name, a zero, the method 0, and the packed profile. */
async function ofPng(view: DataView): Promise<StoredColours> {
  const kind = (view.getUint8(25) & 2) === 0 ? 'grey' : 'rgb';
  for (let at = 8; at + 12 <= view.byteLength; ) {
    const length = view.getUint32(at);
    const name = word(view, at + 4);
    if (name === 'IDAT' || name === 'IEND') break;
    if (name === 'iCCP') {
      const chunk = part(view, at + 8, length);
      const profile = await unpacked(chunk.subarray(chunk.indexOf(0) + 2)).catch(() => undefined);
      return { kind, ...(profile && { profile }) };
    }
    at += 12 + length;
  }
  return { kind };
}

function ofWebp(view: DataView): StoredColours {
  for (let at = 12; at + 8 <= view.byteLength; ) {
    const length = view.getUint32(at + 4, true);
    if (word(view, at) === 'ICCP') {
      const profile = joined([part(view, at + 8, length)]);
      return { kind: 'rgb', ...(profile && { profile }) };
    }
    at += 8 + length + (length & 1);
  }
  return { kind: 'rgb' };
}

/**
 * How JPEG, PNG, WebP and HEIC files store their colours; of other kinds nothing is known but RGB. Nothing is trusted:
 * what is cut off or makes no sense counts as absent.
 */
export async function storedColours(kind: FileKind, bytes: Uint8Array): Promise<StoredColours> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    if (kind === 'jpeg') return ofJpeg(view);
    if (kind === 'png') return await ofPng(view);
    if (kind === 'webp') return ofWebp(view);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  return { kind: 'rgb', ...(kind === 'heic' && readBoxColours(bytes)) };
}
