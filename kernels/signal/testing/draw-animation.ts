// Animated pictures that the project draws itself. The stills are encoded by the library that reads them; the blocks
// around them are written here, so that places, blending and disposal are ours to choose.
import { crc32 } from 'node:zlib';
import sharp from 'sharp';
import { drawScene } from './draw.ts';

/** One frame as it is written: RGB or RGBA pixels, where they lie, and for how long. */
export interface DrawnFrame {
  data: Buffer;
  width: number;
  height: number;
  x?: number;
  y?: number;
  seconds?: number;
  blend?: 'over' | 'replace';
  after?: 'keep' | 'clear' | 'restore';
}

const still = ({ data, width, height }: DrawnFrame) =>
  sharp(data, { raw: { width, height, channels: data.length === 4 * width * height ? 4 : 3 } });

const u16 = (...values: number[]) => Buffer.from(values.flatMap((value) => [value & 255, value >> 8]));
const AFTER = { keep: 0, clear: 1, restore: 2 };

/** A GIF whose frames each bring a colour table of their own. */
export async function drawGif(width: number, height: number, frames: readonly DrawnFrame[]): Promise<Buffer> {
  const parts = [Buffer.from('GIF89a'), u16(width, height), Buffer.alloc(3)];
  for (const frame of frames) {
    const gif = await still(frame).gif({ dither: 0, effort: 1 }).toBuffer();
    // The writer puts one table in front, and one control block before the picture: `21 f9 04`.
    const table = 3 * 2 ** (((gif[10] ?? 0) & 7) + 1);
    const control = gif.indexOf(Buffer.from([0x21, 0xf9, 0x04]), 13 + table);
    const picture = gif.indexOf(0x2c, control + 8);
    const { x = 0, y = 0, seconds = 0.1, after = 'keep' } = frame;
    const head = Buffer.from(gif.subarray(control, control + 8));
    head[3] = ((head[3] ?? 0) & 1) | ((AFTER[after] + 1) << 2);
    u16(Math.round(100 * seconds)).copy(head, 4);
    const descriptor = Buffer.from(gif.subarray(picture, picture + 10));
    u16(x, y).copy(descriptor, 1);
    descriptor[9] = 0x80 | ((gif[10] ?? 0) & 7);
    parts.push(head, descriptor, gif.subarray(13, 13 + table), gif.subarray(picture + 10, gif.length - 1));
  }
  return Buffer.concat([...parts, Buffer.from([0x3b])]);
}

function pngChunk(name: string, data: Uint8Array): Buffer {
  const out = Buffer.alloc(data.length + 12);
  out.writeUInt32BE(data.length);
  out.write(name, 4);
  out.set(data, 8);
  out.writeUInt32BE(crc32(out.subarray(4, -4)), out.length - 4);
  return out;
}

/** The chunks of a PNG by name, with their data. */
function pngChunks(png: Buffer): [string, Buffer][] {
  const found: [string, Buffer][] = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at))
    found.push([png.toString('latin1', at + 4, at + 8), png.subarray(at + 8, at + 8 + png.readUInt32BE(at))]);
  return found;
}

/** An animated PNG of 8-bit RGBA. */
export async function drawApng(
  width: number,
  height: number,
  frames: readonly DrawnFrame[],
): Promise<Buffer> {
  const count = Buffer.alloc(8);
  count.writeUInt32BE(frames.length);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width);
  header.writeUInt32BE(height, 4);
  header.set([8, 6], 8);
  const parts = [Buffer.from('89504e470d0a1a0a', 'hex'), pngChunk('IHDR', header), pngChunk('acTL', count)];
  let sequence = 0;
  for (const [i, frame] of frames.entries()) {
    const { x = 0, y = 0, seconds = 0.1, after = 'keep', blend = 'replace' } = frame;
    const control = Buffer.alloc(26);
    for (const [at, value] of [sequence++, frame.width, frame.height, x, y].entries())
      control.writeUInt32BE(value, 4 * at);
    control.writeUInt16BE(Math.round(1000 * seconds), 20);
    control.writeUInt16BE(1000, 22);
    control.set([AFTER[after], blend === 'over' ? 1 : 0], 24);
    parts.push(pngChunk('fcTL', control));
    const png = await still(frame).ensureAlpha().png({ palette: false }).toBuffer();
    for (const [name, data] of pngChunks(png)) {
      if (name !== 'IDAT') continue;
      const number = Buffer.alloc(4);
      if (i > 0) number.writeUInt32BE(sequence++);
      parts.push(i === 0 ? pngChunk('IDAT', data) : pngChunk('fdAT', Buffer.concat([number, data])));
    }
  }
  return Buffer.concat([...parts, pngChunk('IEND', Buffer.alloc(0))]);
}

function webpChunk(name: string, data: Uint8Array): Buffer {
  const head = Buffer.alloc(8);
  head.write(name);
  head.writeUInt32LE(data.length, 4);
  return Buffer.concat([head, data, Buffer.alloc(data.length & 1)]);
}

const u24 = (...values: number[]) =>
  Buffer.from(values.flatMap((value) => [value & 255, (value >> 8) & 255, value >> 16]));

/** An animated WebP, lossless; places must be even. */
export async function drawWebp(
  width: number,
  height: number,
  frames: readonly DrawnFrame[],
): Promise<Buffer> {
  const parts = [
    webpChunk('VP8X', Buffer.concat([Buffer.from([0x12, 0, 0, 0]), u24(width - 1, height - 1)])),
  ];
  parts.push(webpChunk('ANIM', Buffer.alloc(6)));
  for (const frame of frames) {
    const { x = 0, y = 0, seconds = 0.1, after = 'keep', blend = 'over' } = frame;
    const webp = await still(frame).webp({ lossless: true, effort: 0 }).toBuffer();
    const flags = (after === 'clear' ? 1 : 0) | (blend === 'replace' ? 2 : 0);
    const head = u24(x / 2, y / 2, frame.width - 1, frame.height - 1, Math.round(1000 * seconds));
    // The library writes the simple form: one chunk, VP8L, behind the file's own twelve bytes.
    const picture = webp.subarray(webp.indexOf('VP8L'));
    parts.push(webpChunk('ANMF', Buffer.concat([head, Buffer.from([flags]), picture])));
  }
  return webpChunk('RIFF', Buffer.concat([Buffer.from('WEBP'), ...parts]));
}

/** Drawn animations of every kind, by file name: whole scenes and small see-through pieces, and one that is cut off. */
export async function drawnAnimations(width = 160, height = 120): Promise<Map<string, Buffer>> {
  const scene = (seed: number): DrawnFrame => ({
    data: drawScene(width, height, seed),
    width,
    height,
    seconds: 0.2,
  });
  const piece = (seed: number, x: number): DrawnFrame => {
    const [wide, high] = [Math.floor(width / 2), Math.floor(height / 2)];
    const rgb = drawScene(wide, high, seed);
    const data = Buffer.alloc(4 * wide * high, 255);
    for (let i = 0; i < wide * high; i++) {
      rgb.copy(data, 4 * i, 3 * i, 3 * i + 3);
      if (i % wide < 5) data[4 * i + 3] = 0;
    }
    return { data, width: wide, height: high, x, y: 8, seconds: 0.3, blend: 'over', after: 'clear' };
  };
  const frames = [scene(1), piece(2, 10), scene(3), piece(4, 30), { ...piece(5, 2), after: 'keep' as const }];
  const files = {
    'moves.gif': await drawGif(width, height, frames),
    'moves.png': await drawApng(width, height, frames),
    'moves.webp': await drawWebp(width, height, frames),
  };
  const cut = Object.entries(files).map(
    ([name, bytes]) => [`cut-${name}`, bytes.subarray(0, Math.floor(0.6 * bytes.length))] as const,
  );
  return new Map([...Object.entries(files), ...cut]);
}
