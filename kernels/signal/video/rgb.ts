// From YUV to RGB as the frames of the reference were made: FFmpeg's accurate conversion (libswscale, its flag
// accurate_rnd), found by measurement to give the same bytes. Chroma is smoothed between rows by a cubic, shared by two
// columns without smoothing, and counted in whole steps of brightness; the constants are ITU-R BT.601's whatever the
// file says, because the reference reads every file so.
import { fromBase64 } from '@amaan/base';
import { reserve } from '../pdq/module.ts';
import type { Pixels } from '../pixels.ts';
import { wasm } from '../wasm/build/video.ts';
import type { Plane, Planes } from './picture.ts';

/**
 * The arithmetic of one range. A byte is (sum * `scale` + `start` + (`lift` << 16)) >> 16 of brightness and the chroma's
 * steps, where `scale` leaves out a whole 1; a chroma sample c adds (c * increment >> 16) - (increment >> 9) steps.
 */
interface Range {
  readonly scale: number;
  readonly start: number;
  readonly lift: number;
  readonly rv: number;
  readonly gu: number;
  readonly gv: number;
  readonly bu: number;
}

// 255/219 is 76309/65536; the increments are BT.601's 104597, -25675, -53279 and 132201 (1/65536) in its steps.
const STUDIO: Range = {
  scale: 10_773,
  start: 5_822,
  lift: -20,
  rv: 89_831,
  gu: -22_050,
  gv: -45_757,
  bu: 113_538,
};
// Full range: 224/255 of the same, and brightness as it is.
const FULL: Range = { scale: 0, start: 0, lift: 0, rv: 91_881, gu: -22_553, gv: -46_801, bu: 116_129 };

// A cubic (B = 0, C = 0.6) at a quarter of a row from the nearer chroma row, in 1/4096.
const NEAR = [-115, 986, 3571, -346] as const;
const NEAR_TURNED = [-346, 3571, 986, -115] as const;

/** The functions of wasm/video.ts. Addresses are byte offsets in `memory`. */
interface VideoKernel {
  readonly memory: WebAssembly.Memory;
  /** Converts the frame that the 32-bit numbers at this address describe (class Frame there). */
  rgb(this: void, frame: number): void;
}

let loaded: VideoKernel | null | undefined;

function kernel(): VideoKernel | undefined {
  if (loaded === undefined)
    try {
      const { exports } = new WebAssembly.Instance(new WebAssembly.Module(fromBase64(wasm)));
      // The exports are what wasm/video.ts declares; a property test holds them against the plain path.
      loaded = exports as unknown as VideoKernel;
    } catch {
      loaded = null;
    }
  return loaded ?? undefined;
}

/** The four rows of chroma that a row of the picture lies between, and their weights; the edge rows stand for what lies beyond. */
function tapsOf(row: number, rows: number): { rows: number[]; weights: readonly number[] } {
  const at = row >> 1;
  const first = row % 2 === 0 ? at - 2 : at - 1;
  const clamp = (each: number) => Math.max(0, Math.min(rows - 1, each));
  return {
    rows: [0, 1, 2, 3].map((i) => clamp(first + i)),
    weights: row % 2 === 0 ? NEAR : NEAR_TURNED,
  };
}

/** Room beside every row, because rows are read and written in whole vectors. */
const SLACK = 64;
const FRAME_AT = 512;
const PLANES_AT = 1024;
const align = (n: number) => Math.ceil(n / 64) * 64;

/**
 * RGB pixels of planes with one U and V for two columns (and two rows). The pixels lie in memory that the next call
 * writes over: they are for immediate use.
 */
function rgbFast(planes: Planes, width: number, height: number, { memory, rgb }: VideoKernel): Pixels {
  const { y, u, v, chromaStep, shiftY, full } = planes;
  const { scale, start, lift, rv, gu, gv, bu } = full ? FULL : STUDIO;
  const outAt = align(PLANES_AT + y.data.length + SLACK);
  reserve(memory, outAt + 3 * width * height + SLACK);
  const bytes = new Uint8Array(memory.buffer);
  bytes.set(y.data, PLANES_AT);
  const lies = ({ offset, stride }: Plane) => [PLANES_AT + offset, stride];
  const rows = (height + shiftY) >> shiftY;
  const layout = [...lies(y), ...lies(u), ...lies(v), chromaStep, rows, width, height, outAt];
  const arithmetic = [scale, start, lift, rv, gu, gv, bu, ...NEAR];
  new Int32Array(memory.buffer, FRAME_AT).set([...layout, ...arithmetic]);
  rgb(FRAME_AT);
  return { width, height, channels: 3, data: bytes.subarray(outAt, outAt + 3 * width * height) };
}

const steps = (sample: number, increment: number): number => ((sample * increment) >> 16) - (increment >> 9);

/** The same by plain TypeScript: the reference for the fast path, and the one for other layouts and without WebAssembly. */
export function rgbPlain(planes: Planes, width: number, height: number): Pixels {
  const { y, u, v, chromaStep, shiftX, shiftY, full } = planes;
  const { scale, start, lift, rv, gu, gv, bu } = full ? FULL : STUDIO;
  const columns = (width + shiftX) >> shiftX;
  const rows = (height + shiftY) >> shiftY;
  const byte = (sum: number) => sum + ((sum * scale + start) >> 16) + lift;
  // A clamped array rounds nothing here: all values are whole.
  const out = new Uint8ClampedArray(3 * width * height);
  const us = new Uint8ClampedArray(columns);
  const vs = new Uint8ClampedArray(columns);
  let to = 0;
  for (let line = 0; line < height; line++) {
    const taps =
      shiftY === 1 ? tapsOf(line, rows) : { rows: [line, line, line, line], weights: [0, 4096, 0, 0] };
    for (const [plane, smooth] of [
      [u, us],
      [v, vs],
    ] as const)
      for (let x = 0; x < columns; x++) {
        let sum = 2048;
        for (let i = 0; i < 4; i++)
          sum +=
            (taps.weights[i] ?? 0) *
            (plane.data[plane.offset + (taps.rows[i] ?? 0) * plane.stride + x * chromaStep] ?? 0);
        smooth[x] = sum >> 12;
      }
    const from = y.offset + line * y.stride;
    for (let x = 0; x < width; x++, to += 3) {
      const light = y.data[from + x] ?? 0;
      const nowU = us[x >> shiftX] ?? 0;
      const nowV = vs[x >> shiftX] ?? 0;
      out[to] = byte(light + steps(nowV, rv));
      out[to + 1] = byte(light + steps(nowU, gu) + steps(nowV, gv));
      out[to + 2] = byte(light + steps(nowU, bu));
    }
  }
  return { width, height, channels: 3, data: out };
}

/**
 * RGB pixels from planes of Y, U and V with 8-bit samples. They may lie in memory that the next call writes over: they
 * are for immediate use.
 */
export function rgbOfBytes(planes: Planes, width: number, height: number): Pixels {
  const { y, u, v, shiftX } = planes;
  const fast = shiftX === 1 && u.data === y.data && v.data === y.data ? kernel() : undefined;
  return fast ? rgbFast(planes, width, height, fast) : rgbPlain(planes, width, height);
}

/** Overwrites what the last frame left in the kernel's memory. */
export function forgetFrames(): void {
  if (loaded) new Uint8Array(loaded.memory.buffer).fill(0, FRAME_AT);
}
