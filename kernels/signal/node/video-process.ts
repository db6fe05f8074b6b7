// The process that reads one video. Decoders are large programs in C that meet hostile files: here one can crash, hang
// or eat memory and be ended without harm to whoever asked. One task comes in, one answer goes out.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FileError } from '../file/errors.ts';
import { MIN_SIDE } from '../pdq/pdq.ts';
import type { OpenVideo } from '../video/decode.ts';
import { frameStep } from '../video/rate.ts';
import { referenceFrames } from '../video/sample.ts';
import type { Moment } from '../video/moments.ts';
import { framesOfVideo } from '../video/signals.ts';
import { asStills, stillTimes } from '../video/stills.ts';
import { hasFfmpeg, withFfmpeg } from './ffmpeg.ts';
import type { VideoAnswer, VideoFrom, VideoTask } from './video.ts';
import { openInThread } from './video-thread.ts';

/** The program ffmpeg reads files only. */
async function fileOf(from: VideoFrom): Promise<string> {
  if ('path' in from) return from.path;
  const path = join(from.spool, 'video');
  await writeFile(path, from.bytes, { mode: 0o600 });
  return path;
}

async function open({ from, limits }: VideoTask): Promise<OpenVideo> {
  const video = await openInThread(from, limits);
  if (video.decodable) return video;
  if (await hasFfmpeg()) return withFfmpeg(await fileOf(from), video, await video.times(), limits);
  throw new FileError(video.library ? 'video-not-readable' : 'no-video-decoder');
}

async function read(task: VideoTask): Promise<VideoAnswer> {
  const video = await open(task);
  try {
    const { width, height, orientation, seconds } = video;
    const facts = { width, height, orientation, seconds };
    if (task.mode === 'reference') {
      const frames = [];
      const step = frameStep(task.secondsPerHash, video.fps);
      for await (const frame of referenceFrames(video.pictures({ step }))) frames.push(frame);
      // The header promised frames and none came: the file is cut off before its first.
      if (frames.length === 0 && Math.min(width, height) >= MIN_SIDE) throw new FileError('damaged');
      return { facts, frames };
    }
    if (task.mode === 'stills') {
      const times = stillTimes(seconds, task.count, task.wanted);
      const pictures = await video.picturesAt(times.map(({ t }) => t));
      return { facts, frames: [], stills: asStills(times, pictures) };
    }
    const moments: Moment[] = [];
    const { density, views } = task;
    const kept = await framesOfVideo(video, {
      ...(density && { density }),
      ...(views && { views }),
      ...(task.moments && { onMoment: (moment: Moment) => moments.push(moment) }),
    });
    return { facts, ...kept, ...(task.moments && { moments }) };
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
