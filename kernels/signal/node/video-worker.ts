// The thread in which a video is opened and its frames are decoded, while they are hashed in the one that started it
// (video-thread.ts). Started with where the video is and with the limits.
import { openAsBlob } from 'node:fs';
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { BufferSource, FilePathSource } from 'mediabunny';
import { FileError } from '../file/errors.ts';
import type { FileLimits } from '../file/limits.ts';
import { type DecodedVideo, openVideo } from '../video/decode.ts';
import type { Choice } from '../video/rate.ts';
import type { ThreadAnswer, ThreadQuestion, VideoSource } from './video-thread.ts';

/** Frames that are out at once may take this much together; one that is larger goes alone. */
const AHEAD_BYTES = 32 * 2 ** 20;
const AHEAD_MOST = 8;

async function registerLibrary(): Promise<boolean> {
  try {
    const { registerMediabunnyServer } = await import('@mediabunny/server');
    // No graphics card: its drivers differ from machine to machine, and hostile files are not for them.
    registerMediabunnyServer({ hardwareContext: null });
    return true;
  } catch {
    // An optional dependency: absent where npm was told to leave it out, or where its platform has no binary.
    return false;
  }
}

/** The memory of frames: handed out with a frame, and used again once it comes back. */
class Rooms {
  readonly #free: Uint8Array<ArrayBuffer>[] = [];
  #out = 0;
  #back: (() => void) | undefined;

  /** Waits until one more frame of `bytes` may go out. @returns a room that came back, if one did */
  async take(bytes: number): Promise<Uint8Array<ArrayBuffer> | undefined> {
    const most = Math.max(1, Math.min(AHEAD_MOST, Math.floor(AHEAD_BYTES / bytes)));
    while (this.#out >= most)
      await new Promise<void>((resolve) => {
        this.#back = resolve;
      });
    this.#out += 1;
    return this.#free.pop();
  }

  give(room: Uint8Array<ArrayBuffer>): void {
    this.#out -= 1;
    this.#free.push(room);
    this.#back?.();
  }
}

async function sendPictures(port: MessagePort, video: DecodedVideo, choice: Choice, rooms: Rooms) {
  let bytes = video.width * video.height;
  for await (const picture of video.pictures(choice)) {
    const { n, t } = picture;
    const copy = await picture.samples(await rooms.take(bytes));
    bytes = copy.data.length;
    port.postMessage({ picture: { n, t, samples: copy } } satisfies ThreadAnswer, [copy.data.buffer]);
  }
  port.postMessage({ end: true } satisfies ThreadAnswer);
}

async function serve(port: MessagePort, from: VideoSource, limits: FileLimits): Promise<void> {
  const library = await registerLibrary();
  const video = await ('path' in from
    ? openVideo(await openAsBlob(from.path), limits, new FilePathSource(from.path))
    : openVideo(new Blob([new Uint8Array(from.bytes)]), limits, new BufferSource(from.bytes)));
  const { width, height, orientation, seconds, fps, decodable } = video;
  const rooms = new Rooms();
  const answer = async (question: ThreadQuestion): Promise<void> => {
    if ('back' in question) rooms.give(question.back);
    else if ('choice' in question) await sendPictures(port, video, question.choice, rooms);
    else if ('stillsAt' in question)
      port.postMessage({ stills: await video.picturesAt(question.stillsAt) } satisfies ThreadAnswer);
    else port.postMessage({ times: await video.times() } satisfies ThreadAnswer);
  };
  port.on('message', (question: ThreadQuestion) => {
    answer(question).catch((error: unknown) => refuse(port, error));
  });
  const facts = { width, height, orientation, seconds, fps, decodable };
  port.postMessage({ facts, library } satisfies ThreadAnswer);
}

function refuse(port: MessagePort, error: unknown): void {
  const problem = error instanceof FileError ? error.code : 'video-not-readable';
  port.postMessage({ problem } satisfies ThreadAnswer);
}

if (parentPort) {
  const port = parentPort;
  const { from, limits } = workerData as { from: VideoSource; limits: FileLimits };
  serve(port, from, limits).catch((error: unknown) => refuse(port, error));
}
