// YUV4MPEG2: raw frames with a line before the first that says how their samples lie, so that nothing is guessed.
import { FileError } from '../file/errors.ts';
import type { Planes } from '../video/picture.ts';

/** One frame. Its memory is the caller's to keep. */
export interface Y4mFrame {
  planes: Planes;
  width: number;
  height: number;
}

type Layout = Pick<Planes, 'shiftX' | 'shiftY' | 'bits' | 'full'> & { width: number; height: number };

/** C420jpeg, C420mpeg2, C422, C444, and C420p10, C444p12 and so on. */
const CHROMA = /^C(420|422|444)(?:p(10|12)|jpeg|mpeg2|paldv)?$/;
const LONGEST_LINE = 1024;
const NEWLINE = 10;

function layoutOf(line: string, pixels: number): Layout {
  const [magic, ...words] = line.split(' ');
  const value = (letter: string) => Number(words.find((word) => word.startsWith(letter))?.slice(1));
  const [width, height] = [value('W'), value('H')];
  const [, chroma, deep] = CHROMA.exec(words.find((word) => word.startsWith('C')) ?? '') ?? [];
  if (magic !== 'YUV4MPEG2' || chroma === undefined || !(width > 0 && height > 0))
    throw new FileError('video-not-readable');
  if (width * height > pixels) throw new FileError('too-many-pixels');
  return {
    width,
    height,
    shiftX: chroma === '444' ? 0 : 1,
    shiftY: chroma === '420' ? 1 : 0,
    bits: deep === '10' ? 10 : deep === '12' ? 12 : 8,
    full: words.includes('XCOLORRANGE=FULL'),
  };
}

function frameOf(data: Uint8Array, layout: Layout): Y4mFrame {
  const { width, height, shiftX, shiftY, bits, full } = layout;
  const sample = bits === 8 ? 1 : 2;
  const columns = (width + shiftX) >> shiftX;
  const rows = (height + shiftY) >> shiftY;
  const [y, chroma] = [sample * width * height, sample * columns * rows];
  const plane = (offset: number, stride: number) => ({ data, offset, stride: sample * stride });
  const planes: Planes = {
    y: plane(0, width),
    u: plane(y, columns),
    v: plane(y + chroma, columns),
    chromaStep: 1,
    shiftX,
    shiftY,
    bits,
    full,
  };
  return { planes, width, height };
}

function sizeOf({ width, height, shiftX, shiftY, bits }: Layout): number {
  const chroma = ((width + shiftX) >> shiftX) * ((height + shiftY) >> shiftY);
  return (bits === 8 ? 1 : 2) * (width * height + 2 * chroma);
}

/**
 * The frames of a stream, one after the other.
 *
 * @param pixels the most a frame may have
 * @throws FileError `video-not-readable` when the stream is another thing, `too-many-pixels`, `damaged` when it ends
 *   within a frame
 */
export async function* readY4m(stream: AsyncIterable<Uint8Array>, pixels: number): AsyncGenerator<Y4mFrame> {
  let layout: Layout | undefined;
  let line: number[] = [];
  let frame: Uint8Array | undefined;
  let filled = 0;
  for await (const chunk of stream)
    for (let from = 0; from < chunk.length; ) {
      if (frame && layout) {
        const take = Math.min(frame.length - filled, chunk.length - from);
        frame.set(chunk.subarray(from, from + take), filled);
        filled += take;
        from += take;
        if (filled < frame.length) continue;
        yield frameOf(frame, layout);
        frame = undefined;
        continue;
      }
      const byte = chunk[from++] ?? NEWLINE;
      if (byte !== NEWLINE) {
        if (line.push(byte) > LONGEST_LINE) throw new FileError('video-not-readable');
        continue;
      }
      const text = String.fromCharCode(...line);
      line = [];
      if (!layout) layout = layoutOf(text, pixels);
      else if (text.startsWith('FRAME')) {
        frame = new Uint8Array(sizeOf(layout));
        filled = 0;
      } else throw new FileError('video-not-readable');
    }
  if (frame || line.length > 0) throw new FileError('damaged');
}
