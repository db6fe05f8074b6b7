import { open, readFile, stat } from 'node:fs/promises';
import { FileError } from '../file/errors.ts';
import { sniff } from '../file/header.ts';
import { FILE_LIMITS, type FileLimits } from '../file/limits.ts';
import type { PictureWishes } from '../file/signals.ts';
import type { SignalSet } from '../signal-set.ts';
import type { NumberedFrame } from '../video/formats.ts';
import { referenceFramesOfAnimation } from './animation.ts';
import { signalsOfPicture } from './signals.ts';
import { referenceFramesOfVideo, signalsOfVideoFile, type VideoWishes } from './video.ts';

const HEAD = 256;

/** Tells photo and video apart by the first bytes of a file. */
export async function contentTypeOfFile(path: string): Promise<'photo' | 'video'> {
  const file = await open(path);
  try {
    const head = new Uint8Array(HEAD);
    const { bytesRead } = await file.read(head, 0, HEAD, 0);
    return sniff(head.subarray(0, bytesRead)) === 'video' ? 'video' : 'photo';
  } finally {
    await file.close();
  }
}

/** What is wanted of a file; `onMoment` hears the moments of a query's clip. */
export type FileWishes = PictureWishes & Pick<VideoWishes, 'density' | 'onMoment'>;

/**
 * The signals of any file, picture or video.
 *
 * @throws FileError with the reason in `code`
 */
export async function signalsOfFile(
  path: string,
  wishes: FileWishes,
  limits = FILE_LIMITS,
): Promise<SignalSet> {
  if ((await contentTypeOfFile(path)) === 'video') return signalsOfVideoFile(path, { ...wishes, limits });
  return signalsOfPicture(await readPhoto(path, limits), wishes, limits);
}

async function readPhoto(path: string, limits: FileLimits): Promise<Uint8Array> {
  if ((await stat(path)).size > limits.photoBytes) throw new FileError('file-too-large');
  return readFile(path);
}

/**
 * The frames of a video or an animated picture as the reference numbers and hashes them (vPDQ), for peers and for
 * comparison.
 *
 * @param secondsPerHash 0 for every frame; the reference's default is 1
 * @throws FileError with the reason in `code`; `damaged` for a clip that ends in its middle
 */
export async function referenceFramesOfFile(
  path: string,
  secondsPerHash: number,
  limits = FILE_LIMITS,
): Promise<NumberedFrame[]> {
  if ((await contentTypeOfFile(path)) === 'video')
    return referenceFramesOfVideo(path, secondsPerHash, limits);
  return referenceFramesOfAnimation(await readPhoto(path, limits), secondsPerHash, limits);
}
