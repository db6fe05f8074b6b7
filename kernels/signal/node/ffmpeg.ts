// Frames by the program ffmpeg, where the library is absent or cannot decode a codec. It is a large program that meets
// hostile files: it may read the one file alone, as one of the containers that are known here, and it is ended with us.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { FileError } from '../file/errors.ts';
import type { FileLimits } from '../file/limits.ts';
import type { OpenVideo } from '../video/decode.ts';
import type { Pixels } from '../pixels.ts';
import { greyOfPlane, rgbOfPlanes, type VideoPicture } from '../video/picture.ts';
import { chosen, KEPT_BACK } from '../video/rate.ts';
import { readY4m, type Y4mFrame } from './y4m.ts';

/** Containers without playlists: a list of files would be a way to read others. */
const CONTAINERS = 'mov,matroska,webm,avi,mpegts,mpeg,flv,ogg';
/** Layouts that are handed over as decoded; others become the nearest of these. */
const LAYOUTS = ['', '10le', '12le'].flatMap((bits) =>
  [420, 422, 444].map((chroma) => `yuv${chroma}p${bits}`),
);
const FULL_LAYOUTS = ['yuvj420p', 'yuvj422p', 'yuvj444p'];

const INPUT = ['-nostdin', '-v', 'quiet', '-noautorotate'];
const ONLY = ['-protocol_whitelist', 'file', '-format_whitelist', CONTAINERS];
const FORMAT = `format=${[...LAYOUTS, ...FULL_LAYOUTS].join('|')}`;
const OUTPUT = '-map 0:V:0 -fps_mode passthrough -strict -1 -f yuv4mpegpipe'
  .split(' ')
  .concat('-vf', FORMAT, '-');

/** FFREPORT and the like would write files: nothing but the search path is handed on. */
const environment = () => ({ PATH: process.env['PATH'] });

/** True when a program named ffmpeg answers. */
export function hasFfmpeg(): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn('ffmpeg', ['-version'], { stdio: 'ignore', env: environment() });
    child.on('error', () => resolve(false));
    child.on('exit', (code) => resolve(code === 0));
  });
}

const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** @throws FileError `damaged` where frames came and the program failed after them, `video-not-readable` before any */
async function* decode(
  path: string,
  limits: FileLimits,
  before: string[],
  after: string[],
): AsyncGenerator<Y4mFrame> {
  const input = [...INPUT, ...ONLY, '-max_pixels', String(limits.pixels), ...before, '-i', `file:${path}`];
  const child = spawn('ffmpeg', [...input, ...after, ...OUTPUT], {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: environment(),
  });
  running.add(child);
  const ended = once(child, 'close').then(
    ([code]: unknown[]) => code === 0,
    () => false,
  );
  let any = false;
  try {
    for await (const frame of readY4m(child.stdout, limits.pixels)) {
      any = true;
      yield frame;
    }
    if (!(await ended)) throw new FileError(any ? 'damaged' : 'video-not-readable');
  } finally {
    child.kill('SIGKILL');
    running.delete(child);
  }
}

/**
 * The same video with its frames decoded by the program ffmpeg, in its own process.
 *
 * @param video the file as our own reader sees it, which gives rotation and rate
 * @param times when each frame is shown, in seconds, in order
 */
export function withFfmpeg(
  path: string,
  video: OpenVideo,
  times: readonly number[],
  limits: FileLimits,
): OpenVideo {
  async function* pictures(): AsyncGenerator<VideoPicture> {
    let n = 0;
    for await (const { planes, width, height } of decode(path, limits, [], [])) {
      const pixels = () => Promise.resolve(rgbOfPlanes(planes, width, height));
      yield { n, t: times[n] ?? n / video.fps, pixels };
      n += 1;
    }
    // It ends well where a file is cut off, too.
    if (n > 0 && n + KEPT_BACK < times.length) throw new FileError('damaged');
  }
  return {
    ...video,
    decodable: true,
    pictures: (choice) => chosen(pictures(), choice),
    async picturesAt(seconds) {
      const found: Pixels[] = [];
      for (const at of seconds)
        try {
          const frames = decode(path, limits, ['-ss', String(at)], ['-frames:v', '1']);
          for await (const { planes, width, height } of frames)
            found.push(greyOfPlane(planes.y, width, height, planes.bits, planes.full));
        } catch (error) {
          // Behind the place where a clip is cut off there is no picture.
          if (!(error instanceof FileError)) throw error;
        }
      return found;
    },
  };
}
