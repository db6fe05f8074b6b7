// Animated PNG (PNG, third edition, 6.1 and 11.3.6): a chunk fcTL before each frame's pixels, which lie in IDAT for the
// picture that a plain reader shows and in fdAT for all others.
import { concat } from '@amaan/base';
import { type Animation, type AnimationFrame, shownFor } from './shape.ts';

const SIGNATURE = 8;
/** What stands around a chunk's data: length and name before it, a checksum behind. */
const AROUND = 12;
/** They say how a file's own pixels lie in it, which a frame's are not. */
const NOT_A_STILL = new Set(['IHDR', 'acTL', 'fcTL', 'fdAT', 'IDAT', 'eXIf', 'IEND']);

const CRC = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

function crc(bytes: Uint8Array): number {
  let value = 0xffffffff;
  for (const byte of bytes) value = (CRC[(value ^ byte) & 255] ?? 0) ^ (value >>> 8);
  return (value ^ 0xffffffff) >>> 0;
}

function chunk(name: string, data: Uint8Array): Uint8Array {
  const out = new Uint8Array(data.length + AROUND);
  const view = new DataView(out.buffer);
  view.setUint32(0, data.length);
  for (let i = 0; i < 4; i++) out[4 + i] = name.charCodeAt(i);
  out.set(data, 8);
  view.setUint32(8 + data.length, crc(out.subarray(4, 8 + data.length)));
  return out;
}

/** A frame whose pixels have not all been seen. */
interface Begun {
  fields: Omit<AnimationFrame, 'still'>;
  parts: Uint8Array[];
}

function begin(view: DataView, at: number): Begun {
  const dispose = view.getUint8(at + 24);
  const parts = view.getUint16(at + 22) || 100;
  return {
    fields: {
      width: view.getUint32(at + 4),
      height: view.getUint32(at + 8),
      x: view.getUint32(at + 12),
      y: view.getUint32(at + 16),
      seconds: shownFor(view.getUint16(at + 20) / parts),
      blend: view.getUint8(at + 25) === 1 ? 'over' : 'replace',
      after: dispose === 1 ? 'clear' : dispose === 2 ? 'restore' : 'keep',
    },
    parts: [],
  };
}

/** The frames of an animated PNG, up to `most`; none when it is a still. */
export function readApngFrames(bytes: Uint8Array, most: number): Animation {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const header = bytes.subarray(16, 29);
  const shape = { width: view.getUint32(16), height: view.getUint32(20) };
  const common: Uint8Array[] = [];
  const frames: AnimationFrame[] = [];
  let promised = 0;
  let begun: Begun | undefined;
  const finish = () => {
    if (!begun || begun.parts.length === 0) return;
    const { fields, parts } = begun;
    const still = () => {
      const own = Uint8Array.from(header);
      new DataView(own.buffer).setUint32(0, fields.width);
      new DataView(own.buffer).setUint32(4, fields.height);
      const pixels = parts.map((part) => chunk('IDAT', part));
      return concat(
        bytes.subarray(0, SIGNATURE),
        chunk('IHDR', own),
        ...common,
        ...pixels,
        chunk('IEND', new Uint8Array()),
      );
    };
    frames.push({ ...fields, still });
  };
  let at = SIGNATURE;
  try {
    for (;;) {
      const length = view.getUint32(at);
      const name = String.fromCharCode(...[4, 5, 6, 7].map((i) => view.getUint8(at + i)));
      const data = bytes.subarray(at + 8, at + 8 + length);
      // Past its end a DataView throws: what is begun then is no frame.
      view.getUint8(at + length + AROUND - 1);
      if (name === 'acTL') promised = view.getUint32(at + 8);
      else if (name === 'fcTL' || name === 'IEND') {
        finish();
        begun = name === 'fcTL' && length >= 26 ? begin(view, at + 8) : undefined;
        if (name === 'IEND' || frames.length >= most) break;
      } else if (name === 'IDAT') begun?.parts.push(data);
      else if (name === 'fdAT') begun?.parts.push(data.subarray(4));
      else if (!NOT_A_STILL.has(name) && frames.length === 0 && !begun?.parts.length)
        common.push(bytes.subarray(at, at + length + AROUND));
      at += length + AROUND;
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  // Without the chunk that announces frames, a file is a still, whatever else it holds.
  return { ...shape, frames: promised > 0 ? frames : [], whole: frames.length >= promised };
}
