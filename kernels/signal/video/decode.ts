// Frames out of a video file by mediabunny: WebCodecs in a browser, the decoder that `node/` registers in Node. The
// code is the same in both, and so are the pixels.
import {
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
import { forgetFrames } from './rgb.ts';
import {
  greyOfPacked,
  greyOfPlane,
  type Plane,
  rgbOfPacked,
  rgbOfPlanes,
  type VideoPicture,
} from './picture.ts';

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
  /** Every frame, in the order of presentation; ends in FileError `damaged` when the clip ends before it should. */
  pictures(): AsyncGenerator<VideoPicture>;
  /** The frames shown at these seconds, in order; fewer when the clip has fewer. */
  picturesAt(seconds: readonly number[]): Promise<Pixels[]>;
  /** When each frame is shown, in seconds, in order, from the file's index alone. */
  times(): Promise<number[]>;
  close(): void;
}

/** Containers that hold their frames themselves: a playlist (HLS) would have other files read, or fetched. */
const CONTAINERS = [MP4, QTFF, MATROSKA, WEBM, MPEG_TS, OGG];

const TAGS: Record<number, number> = { 0: 1, 90: 6, 180: 3, 270: 8 };

interface Raw {
  format: string;
  planes: Plane[];
  width: number;
  height: number;
  full: boolean;
}

/** Frames of one clip are of one size: their samples are copied to one place, each over the one before. */
let room = new Uint8Array(0);

async function copyOf(sample: VideoSample): Promise<Raw> {
  const { width, height } = sample.visibleRect;
  // A frame that lives on the graphics card names no format; it converts itself when asked.
  const options = sample.format === null ? { format: 'RGBA' as const } : {};
  const size = sample.allocationSize(options);
  if (room.length !== size) room = new Uint8Array(size);
  const data = room;
  const layout = await sample.copyTo(data, options);
  const planes = layout.map(({ offset, stride }) => ({ data, offset, stride }));
  return {
    format: sample.format ?? 'RGBA',
    planes,
    width,
    height,
    full: sample.colorSpace.fullRange === true,
  };
}

const packed = (format: string) => format.startsWith('RGB') || format.startsWith('BGR');

function bitsOf(format: string): 8 | 10 | 12 {
  return format.endsWith('P10') ? 10 : format.endsWith('P12') ? 12 : 8;
}

/** A decoded frame in colour, at its own size. */
async function rgbOf(sample: VideoSample): Promise<Pixels> {
  const { format, planes, width, height, full } = await copyOf(sample);
  const [y, u, third] = planes;
  if (!y) throw new FileError('video-not-readable');
  if (packed(format)) return rgbOfPacked(y, width, height, format.startsWith('B'));
  if (!u) throw new FileError('video-not-readable');
  const alternate = format === 'NV12';
  const v = third ?? { ...u, offset: u.offset + 1 };
  const shiftX = format.startsWith('I444') ? 0 : 1;
  const shiftY = format.startsWith('I420') || alternate ? 1 : 0;
  const chromaStep = alternate ? 2 : 1;
  return rgbOfPlanes({ y, u, v, chromaStep, shiftX, shiftY, bits: bitsOf(format), full }, width, height);
}

/** The brightness alone, which is all that the search for bars needs. */
async function greyOf(sample: VideoSample): Promise<Pixels> {
  const { format, planes, width, height, full } = await copyOf(sample);
  const [y] = planes;
  if (!y) throw new FileError('video-not-readable');
  if (packed(format)) return greyOfPacked(y, width, height, format.startsWith('B'));
  return greyOfPlane(y, width, height, bitsOf(format), full);
}

/** Frames that a decoder may keep back at the end of a whole clip. */
export const KEPT_BACK = 2;
/** A header may state the length of the longest track, its sound's: by so many seconds. */
const OTHER_TRACKS = 1;

/** @param enough the clip is whole when its frames reach this second */
async function* pictures(track: InputVideoTrack, enough: number): AsyncGenerator<VideoPicture> {
  const samples = new VideoSampleSink(track).samples();
  // The next frame is decoded while this one is hashed.
  const ask = () => {
    const asked = samples.next();
    asked.catch(() => undefined);
    return asked;
  };
  let next = ask();
  let end = 0;
  try {
    for (let n = 0; ; n++) {
      const { value: sample, done } = await next.catch((cause: unknown) => {
        throw n > 0 ? new FileError('damaged', { cause }) : cause;
      });
      if (done && n > 0 && end < enough) throw new FileError('damaged');
      if (done) return;
      next = ask();
      end = Math.max(end, sample.timestamp + sample.duration);
      try {
        yield { n, t: Math.max(0, sample.timestamp), pixels: () => rgbOf(sample) };
      } finally {
        sample.close();
      }
    }
  } finally {
    const left = await next.catch(() => undefined);
    if (left && !left.done) left.value.close();
    await samples.return();
    room.fill(0);
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
  return Math.max(seconds - (fps > 0 ? KEPT_BACK / fps : 0), stated - OTHER_TRACKS);
}

async function picturesAt(track: InputVideoTrack, seconds: readonly number[]): Promise<Pixels[]> {
  const found: Pixels[] = [];
  for await (const sample of new VideoSampleSink(track).samplesAtTimestamps(seconds)) {
    if (!sample) continue;
    found.push(await greyOf(sample));
    sample.close();
  }
  return found;
}

/**
 * Opens a video and reads what its header says.
 *
 * @throws FileError `video-not-readable`, `video-too-long` or `too-many-pixels`
 */
export async function openVideo(source: Source, limits: FileLimits): Promise<OpenVideo> {
  const input = new Input({ source, formats: CONTAINERS });
  try {
    const track = await input.getPrimaryVideoTrack();
    if (!track) throw new FileError('video-not-readable');
    const { codedWidth: width, codedHeight: height } = track;
    if (width * height > limits.pixels) throw new FileError('too-many-pixels');
    const seconds = await track.computeDuration();
    if (seconds * 1000 > limits.videoDurationMs) throw new FileError('video-too-long');
    const { averagePacketRate: fps } = await track.computePacketStats();
    const enough = await enoughOf(track, seconds, fps);
    return {
      decodable: await track.canDecode(),
      width,
      height,
      orientation: TAGS[track.rotation] ?? 1,
      seconds,
      fps,
      pictures: () => pictures(track, enough),
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
