// The process that reads one video. Decoders are large programs in C that meet hostile files: here one can crash, hang
// or eat memory and be ended without harm to whoever asked. One task comes in, one answer goes out.
import { FilePathSource } from 'mediabunny';
import { FileError } from '../file/errors.ts';
import { frameStep } from '../video/rate.ts';
import { referenceFrames } from '../video/sample.ts';
import { framesOfVideo } from '../video/signals.ts';
import { type OpenVideo, openVideo } from '../video/decode.ts';
import { hasFfmpeg, withFfmpeg } from './ffmpeg.ts';
import type { VideoAnswer, VideoTask } from './video.ts';

async function registerLibrary(): Promise<boolean> {
  try {
    const { registerMediabunnyServer } = await import('@mediabunny/server');
    registerMediabunnyServer();
    return true;
  } catch {
    // An optional dependency: absent where npm was told to leave it out, or where its platform has no binary.
    return false;
  }
}

async function open({ path, limits }: VideoTask): Promise<OpenVideo> {
  const library = await registerLibrary();
  const video = await openVideo(new FilePathSource(path), limits);
  if (video.decodable) return video;
  if (await hasFfmpeg()) return withFfmpeg(path, video, await video.times());
  throw new FileError(library ? 'video-not-readable' : 'no-video-decoder');
}

async function read(task: VideoTask): Promise<VideoAnswer> {
  const video = await open(task);
  try {
    const { width, height, orientation, seconds } = video;
    const facts = { width, height, orientation, seconds };
    if (task.mode === 'reference') {
      const frames = [];
      const step = frameStep(task.secondsPerHash, video.fps);
      for await (const frame of referenceFrames(video.pictures(), step)) frames.push(frame);
      return { facts, frames };
    }
    const frames = await framesOfVideo(video, task.density ? { density: task.density } : {});
    return { facts, frames };
  } finally {
    video.close();
  }
}

process.on('message', (task: VideoTask) => {
  void read(task)
    .catch(
      (error: unknown): VideoAnswer => ({
        problem: error instanceof FileError ? error.code : 'video-not-readable',
      }),
    )
    .then((answer) => process.send?.(answer, () => process.exit(0)));
});
process.on('disconnect', () => process.exit(1));
