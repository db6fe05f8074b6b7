// Animated WebP (RFC 9649, 2.7): a canvas in VP8X, then a chunk ANMF for each frame, which holds a still of its own.
import { concat } from '@amaan/base';
import { type Animation, type AnimationFrame, shownFor } from './shape.ts';

const [ALPHA, PROFILE] = [0x10, 0x20];
const FRAME_HEAD = 16;

interface Chunk {
  name: string;
  start: number;
  end: number;
}

/** The whole chunks of a stretch of the file. @returns false when the stretch ends within one */
function* chunks(view: DataView, from: number, to: number): Generator<Chunk, boolean> {
  let at = from;
  while (at + 8 <= to) {
    const name = String.fromCharCode(...[0, 1, 2, 3].map((i) => view.getUint8(at + i)));
    const [start, length] = [at + 8, view.getUint32(at + 4, true)];
    if (start + length > to) return false;
    yield { name, start, end: start + length };
    at = start + length + (length & 1);
  }
  return true;
}

const u24 = (view: DataView, at: number) => view.getUint16(at, true) + 65_536 * view.getUint8(at + 2);

function chunk(name: string, data: Uint8Array): Uint8Array {
  const head = new Uint8Array(8);
  for (let i = 0; i < 4; i++) head[i] = name.charCodeAt(i);
  new DataView(head.buffer).setUint32(4, data.length, true);
  return concat(head, data, new Uint8Array(data.length & 1));
}

/** A file of one picture, from a frame's own chunks and the profile that holds for all of them. */
function stillOf(size: Uint8Array, picture: Uint8Array, alpha: boolean, profile: Uint8Array | undefined) {
  const canvas = new Uint8Array(10);
  canvas[0] = (alpha ? ALPHA : 0) | (profile ? PROFILE : 0);
  canvas.set(size, 4);
  const body = concat(
    Uint8Array.of(0x57, 0x45, 0x42, 0x50),
    chunk('VP8X', canvas),
    ...(profile ? [chunk('ICCP', profile)] : []),
    picture,
  );
  return concat(chunk('RIFF', body));
}

/** The file without the chunk that it ends in: what is whole in it can be decoded. The same file when nothing is cut. */
export function withoutCutChunk<B extends ArrayBufferLike>(
  bytes: Uint8Array<B>,
): Uint8Array<B> | Uint8Array<ArrayBuffer> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (8 + view.getUint32(4, true) <= bytes.length) return bytes;
  let end = 12;
  for (const one of chunks(view, end, bytes.length)) end = one.end + ((one.end - one.start) & 1);
  // A copy: `slice` of a Buffer of Node is none.
  const whole = Uint8Array.from(bytes.subarray(0, Math.min(end, bytes.length)));
  new DataView(whole.buffer).setUint32(4, whole.length - 8, true);
  return whole;
}

/** The frames of an animated WebP, up to `most`; none when it is a still. */
export function readWebpFrames(bytes: Uint8Array, most: number): Animation {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const frames: AnimationFrame[] = [];
  let [width, height] = [0, 0];
  let profile: Uint8Array | undefined;
  const end = Math.min(bytes.length, 8 + view.getUint32(4, true));
  const all = chunks(view, 12, end);
  let next = all.next();
  for (; !next.done && frames.length < most; next = all.next()) {
    const { name, start, end } = next.value;
    if (name === 'VP8X' && end - start >= 10)
      [width, height] = [1 + u24(view, start + 4), 1 + u24(view, start + 7)];
    else if (name === 'ICCP') profile = bytes.subarray(start, end);
    else if (name === 'ANMF' && end - start > FRAME_HEAD) {
      const flags = view.getUint8(start + 15);
      const size = bytes.subarray(start + 6, start + 12);
      const inside = [...chunks(view, start + FRAME_HEAD, end)];
      const alpha = inside.some((one) => one.name === 'ALPH' || one.name === 'VP8L');
      const picture = bytes.subarray(start + FRAME_HEAD, end);
      const ofAll = profile;
      frames.push({
        still: () => stillOf(size, picture, alpha, ofAll),
        x: 2 * u24(view, start),
        y: 2 * u24(view, start + 3),
        width: 1 + u24(view, start + 6),
        height: 1 + u24(view, start + 9),
        seconds: shownFor(u24(view, start + 12) / 1000),
        blend: flags & 2 ? 'replace' : 'over',
        after: flags & 1 ? 'clear' : 'keep',
      });
    }
  }
  const whole = next.done === true && next.value && end === 8 + view.getUint32(4, true);
  return { width, height, frames, whole };
}
