// Clips that the project draws itself, encoded with the optional package.
import { registerMediabunnyServer } from '@mediabunny/server';
import {
  BufferTarget,
  Mp4OutputFormat,
  Output,
  QUALITY_HIGH,
  VideoSample,
  VideoSampleSource,
} from 'mediabunny';

registerMediabunnyServer({ hardwareContext: null });

/** What a drawn clip looks like. */
export interface ClipOptions {
  width?: number;
  height?: number;
  seconds?: number;
  fps?: number;
  /** Degrees that a player must turn the frames clockwise. */
  rotation?: 0 | 90 | 180 | 270;
  /** Rows of black above and below. */
  bars?: number;
  /** Shown in a mirror; shown on a still drawing of 1.5 times its size. */
  mirrored?: boolean;
  surround?: boolean;
  seed?: number;
  /** The part of the scene that is shown, in fractions of its sides: a cropped copy. */
  part?: { x: number; y: number; width: number; height: number };
  /** The scene lies on its side in the pixels. */
  turned?: boolean;
}

const WHOLE = { x: 0, y: 0, width: 1, height: 1 };

function drawFrame(
  width: number,
  height: number,
  t: number,
  bars: number,
  seed: number,
  part = WHOLE,
  turned = false,
): Uint8Array {
  const data = new Uint8Array(4 * width * height).fill(255);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const at = 4 * (y * width + x);
      const inside = (y - bars) / (height - 2 * bars);
      const [across, down] = turned ? [inside, 1 - x / width] : [x / width, inside];
      const [u, v] = [part.x + part.width * across, part.y + part.height * down];
      if (inside < 0 || inside >= 1) {
        data.fill(0, at, at + 3);
        continue;
      }
      const wave =
        Math.sin(8 * u + 3 * t + seed) * Math.cos(6 * v - 2 * t) + Math.sin(15 * u * v + t + 2 * seed);
      const disc =
        (u - 0.5 - 0.3 * Math.cos(t + seed)) ** 2 + (v - 0.5 - 0.3 * Math.sin(1.3 * t)) ** 2 < 0.04;
      // Tiles of uneven size give the edges without which a frame has no quality.
      const tile = (Math.floor(9 * u * u + 2 * u + 0.4 * t + seed) * 7 + Math.floor(8 * v + 3 * u) * 5) % 4;
      data[at] = disc ? 220 : 60 + 30 * wave + 35 * tile;
      data[at + 1] = disc ? 60 : 50 + 20 * wave + 40 * tile;
      data[at + 2] = disc ? 40 : 128 - 50 * wave;
    }
  return data;
}

/** A copy of RGBX pixels, left and right swapped. */
function mirror(data: Uint8Array, width: number): Uint8Array {
  const words = new Uint32Array(data.buffer.slice(0));
  for (let from = 0; from < words.length; from += width) words.subarray(from, from + width).reverse();
  return new Uint8Array(words.buffer);
}

/** The frame on a still drawing of 1.5 times its size. */
function surrounded(data: Uint8Array, width: number, height: number, seed: number): Uint8Array {
  const [wide, high] = [1.5 * width, 1.5 * height];
  const ground = drawFrame(wide, high, 0, 0, seed + 31);
  for (let y = 0; y < height; y++)
    ground.set(data.subarray(4 * y * width, 4 * (y + 1) * width), 4 * ((y + height / 6) * wide + width / 4));
  return ground;
}

/** A drawn clip as MP4 (H.264). */
export async function drawClip(options: ClipOptions = {}): Promise<Buffer> {
  const { width = 320, height = 240, seconds = 4, fps = 10, rotation = 0, bars = 0, seed = 1 } = options;
  const { mirrored = false, surround = false, part, turned } = options;
  const size = surround ? 1.5 : 1;
  const target = new BufferTarget();
  const output = new Output({ format: new Mp4OutputFormat(), target });
  const source = new VideoSampleSource({ codec: 'avc', bitrate: QUALITY_HIGH });
  output.addVideoTrack(source, { frameRate: fps, rotation });
  await output.start();
  for (let n = 0; n < seconds * fps; n++) {
    const drawn = drawFrame(width, height, n / fps, bars, seed, part, turned);
    const shown = mirrored ? mirror(drawn, width) : drawn;
    const sample = new VideoSample(surround ? surrounded(shown, width, height, seed) : shown, {
      format: 'RGBX',
      codedWidth: size * width,
      codedHeight: size * height,
      timestamp: n / fps,
      duration: 1 / fps,
    });
    await source.add(sample);
    sample.close();
  }
  await output.finalize();
  return Buffer.from(target.buffer ?? new ArrayBuffer());
}
