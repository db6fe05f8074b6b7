// Frames out of a video file by mediabunny: WebCodecs in a browser, the decoder that `node/` registers in Node. The
// code is the same in both, and so are the pixels.
import {
  BlobSource,
  EncodedPacketSink,
  Input,
  type InputVideoTrack,
  MATROSKA,
  MP4,
  MPEG_TS,
  OGG,
  QTFF,
  type Source,
  type VideoSample,
  VideoSampleSink,
  WEBM,
} from 'mediabunny';
import { FileError } from '../file/errors.ts';
import type { FileLimits } from '../file/limits.ts';
import type { Pixels } from '../pixels.ts';
import { type Choice, chosen, KEPT_BACK, KEPT_BACK_SECONDS } from './rate.ts';
import { forgetFrames } from './rgb.ts';
import { greyOfSamples, rgbOfSamples, type Samples, type VideoPicture } from './picture.ts';
import { wholeBlocks } from './whole-blocks.ts';

/** A video whose header could be read. */
export interface OpenVideo {
  /** As stored. */
  width: number;
  height: number;
  /** The container's rotation as an EXIF tag: 1, 6, 3 or 8. */
  orientation: number;
  seconds: number;
  /** False where the file can be read but its codec cannot (HEVC in most browsers). */
  decodable: boolean;
  /** Average frames a second. */
  fps: number;
  /**
   * The frames of a choice, in the order of presentation; ends in FileError `damaged` when the clip ends before it
   * should.
   */
  pictures(choice: Choice): AsyncGenerator<VideoPicture>;
  /** The frames shown at these seconds, in order; fewer when the clip has fewer. */
  picturesAt(seconds: readonly number[]): Promise<Pixels[]>;
  /** When each frame is shown, in seconds, in order, from the file's index alone. */
  times(): Promise<number[]>;
  close(): void;
}

/** A frame that is still with the decoder. */
export interface DecodedPicture extends VideoPicture {
  /** Copies it into `room`, or into new memory where that is not of the frame's size. */
  samples(room: Uint8Array<ArrayBuffer> | undefined): Promise<Samples>;
}

/** A video whose decoder is in this thread. */
export interface DecodedVideo extends OpenVideo {
  pictures(choice: Choice): AsyncGenerator<DecodedPicture>;
}

/** Containers that hold their frames themselves: a playlist (HLS) would have other files read, or fetched. */
const CONTAINERS = [MP4, QTFF, MATROSKA, WEBM, MPEG_TS, OGG];

const TAGS: Record<number, number> = { 0: 1, 90: 6, 180: 3, 270: 8 };

async function copyOf(sample: VideoSample, room: Uint8Array<ArrayBuffer> | undefined): Promise<Samples> {
  const { width, height } = sample.visibleRect;
  // A frame that lives on the graphics card names no format; it converts itself when asked.
  const options = sample.format === null ? { format: 'RGBA' as const } : {};
  const size = sample.allocationSize(options);
  const data = room?.length === size ? room : new Uint8Array(size);
  const layout = await sample.copyTo(data, options);
  return {
    format: sample.format ?? 'RGBA',
    data,
    planes: layout.map(({ offset, stride }) => ({ offset, stride })),
    width,
    height,
    full: sample.colorSpace.fullRange === true,
  };
}

/** A header may state the length of the longest track, its sound's: by so many seconds. */
const OTHER_TRACKS = 1;

/** @param enough the clip is whole when its frames reach this second */
async function* pictures(track: InputVideoTrack, enough: number): AsyncGenerator<DecodedPicture> {
  const samples = new VideoSampleSink(track).samples();
  // The next frame is decoded while this one is hashed.
  const ask = () => {
    const asked = samples.next();
    asked.catch(() => undefined);
    return asked;
  };
  let next = ask();
  let end = 0;
  // Frames of one clip are of one size: whoever wants pixels at once has them copied to one place.
  let room: Uint8Array<ArrayBuffer> | undefined;
  try {
    for (let n = 0; ; n++) {
      const { value: sample, done } = await next.catch((cause: unknown) => {
        throw n > 0 ? new FileError('damaged', { cause }) : cause;
      });
      if (done && n > 0 && end < enough) throw new FileError('damaged');
      if (done) return;
      next = ask();
      end = Math.max(end, sample.timestamp + sample.duration);
      const t = Math.max(0, sample.timestamp);
      const pixels = async () => {
        const copy = await copyOf(sample, room);
        room = copy.data;
        return rgbOfSamples(copy);
      };
      try {
        yield { n, t, pixels, samples: (given) => copyOf(sample, given) };
      } finally {
        sample.close();
      }
    }
  } finally {
    const left = await next.catch(() => undefined);
    if (left && !left.done) left.value.close();
    await samples.return();
    room?.fill(0);
    forgetFrames();
  }
}

async function times(track: InputVideoTrack): Promise<number[]> {
  const found: number[] = [];
  for await (const packet of new EncodedPacketSink(track).packets(undefined, undefined, {
    metadataOnly: true,
  }))
    found.push(Math.max(0, packet.timestamp));
  return found.toSorted((a, b) => a - b);
}

/** The second that the frames of a whole clip reach, by its index and by what its header says of its length. */
async function enoughOf(track: InputVideoTrack, seconds: number, fps: number): Promise<number> {
  const stated = (await track.getDurationFromMetadata()) ?? 0;
  return Math.max(
    seconds - Math.min(KEPT_BACK_SECONDS, fps > 0 ? KEPT_BACK / fps : 0),
    stated - OTHER_TRACKS,
  );
}

async function picturesAt(track: InputVideoTrack, seconds: readonly number[]): Promise<Pixels[]> {
  const found: Pixels[] = [];
  for await (const sample of new VideoSampleSink(track).samplesAtTimestamps(seconds)) {
    if (!sample) continue;
    found.push(greyOfSamples(await copyOf(sample, undefined)));
    sample.close();
  }
  return found;
}

/**
 * Opens a video and reads what its header says.
 *
 * @param source the same file, in the way that it is read best here
 * @throws FileError `video-not-readable`, `video-too-long` or `too-many-pixels`
 */
export async function openVideo(file: Blob, limits: FileLimits, source: Source): Promise<DecodedVideo> {
  const cut = await wholeBlocks(file);
  const input = new Input({ source: cut ? new BlobSource(cut) : source, formats: CONTAINERS });
  try {
    const track = await input.getPrimaryVideoTrack();
    if (!track) throw new FileError('video-not-readable');
    const { codedWidth: width, codedHeight: height } = track;
    if (width * height > limits.pixels) throw new FileError('too-many-pixels');
    const seconds = await track.computeDuration();
    if (seconds * 1000 > limits.videoDurationMs) throw new FileError('video-too-long');
    const { averagePacketRate: fps } = await track.computePacketStats();
    const enough = cut ? Number.POSITIVE_INFINITY : await enoughOf(track, seconds, fps);
    return {
      decodable: await track.canDecode(),
      width,
      height,
      orientation: TAGS[track.rotation] ?? 1,
      seconds,
      fps,
      pictures: (choice) => chosen(pictures(track, enough), choice),
      picturesAt: (times) => picturesAt(track, times),
      times: () => times(track),
      close: () => input.dispose(),
    };
  } catch (error) {
    input.dispose();
    if (error instanceof FileError) throw error;
    throw new FileError('video-not-readable', { cause: error });
  }
}
