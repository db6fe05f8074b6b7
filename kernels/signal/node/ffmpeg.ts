import { spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import type { OpenVideo } from '../video/decode.ts';
import { greyOfPlane, type Planes, rgbOfPlanes, type VideoPicture } from '../video/picture.ts';

const INPUT = ['-nostdin', '-v', 'error', '-noautorotate'];
const OUTPUT = ['-map', '0:v:0', '-fps_mode', 'passthrough', '-pix_fmt', 'yuv420p', '-f', 'rawvideo', '-'];

/** True when a program named ffmpeg answers. */
export function hasFfmpeg(): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn('ffmpeg', ['-version'], { stdio: 'ignore' });
    child.on('error', () => resolve(false));
    child.on('exit', (code) => resolve(code === 0));
  });
}

/** Cuts a stream into pieces of exactly `size` bytes; a last piece that is shorter is dropped. */
async function* pieces(stream: Readable, size: number): AsyncGenerator<Uint8Array> {
  let piece = new Uint8Array(size);
  let filled = 0;
  for await (const chunk of stream) {
    const bytes: Buffer = chunk;
    for (let from = 0; from < bytes.length; ) {
      const take = Math.min(size - filled, bytes.length - from);
      piece.set(bytes.subarray(from, from + take), filled);
      filled += take;
      from += take;
      if (filled === size) {
        yield piece;
        piece = new Uint8Array(size);
        filled = 0;
      }
    }
  }
}

function planesOf(data: Uint8Array, width: number, height: number): Planes {
  const half = Math.ceil(width / 2);
  const u = width * height;
  const v = u + half * Math.ceil(height / 2);
  return {
    y: { data, offset: 0, stride: width },
    u: { data, offset: u, stride: half },
    v: { data, offset: v, stride: half },
    chromaStep: 1,
    shiftX: 1,
    shiftY: 1,
    bits: 8,
    full: false,
  };
}

async function* decode(path: string, { width, height }: OpenVideo, before: string[], after: string[]) {
  const size = width * height + 2 * Math.ceil(width / 2) * Math.ceil(height / 2);
  const child = spawn('ffmpeg', [...INPUT, ...before, '-i', path, ...after, ...OUTPUT], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  try {
    yield* pieces(child.stdout, size);
  } finally {
    child.kill();
  }
}

/**
 * The same video with its frames decoded by the program ffmpeg, in its own process.
 *
 * @param video the file as our own reader sees it, which gives size, rotation and the time of each frame
 * @param times when each frame is shown, in seconds, in order
 */
export function withFfmpeg(path: string, video: OpenVideo, times: readonly number[]): OpenVideo {
  const { width, height } = video;
  return {
    ...video,
    decodable: true,
    async *pictures(): AsyncGenerator<VideoPicture> {
      let n = 0;
      for await (const data of decode(path, video, [], [])) {
        yield {
          n,
          t: times[n] ?? n / video.fps,
          pixels: rgbOfPlanes(planesOf(data, width, height), width, height),
        };
        n += 1;
      }
    },
    async picturesAt(seconds) {
      const found = [];
      for (const at of seconds)
        for await (const data of decode(path, video, ['-ss', String(at)], ['-frames:v', '1']))
          found.push(greyOfPlane({ data, offset: 0, stride: width }, width, height));
      return found;
    },
  };
}
