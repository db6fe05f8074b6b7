import { AmaanError } from '@amaan/base';

/** Why a file gives no signals: a stable code, and a sentence for the person who picked it. */
export const FILE_PROBLEMS = {
  'file-too-large': 'The file is larger than the limit. Take a smaller copy of it.',
  'too-many-pixels': 'The picture has more pixels than the limit. Take a smaller copy of it.',
  'not-a-picture': 'The file is neither a picture nor a video.',
  'format-unknown': 'This kind of picture cannot be read here. Save it as JPEG or PNG and try again.',
  damaged: 'The file is damaged or ends too early. Try another copy of it.',
  'canvas-altered':
    'This browser alters pictures before a page can read them, so the result would be wrong. Try another browser.',
  'heic-not-readable': 'This HEIC picture cannot be read here. Save it as JPEG and try again.',
  'video-not-readable': 'This kind of video cannot be read here. Save it as MP4 (H.264) and try again.',
  'video-too-long': 'The video is longer than the limit. Take the part that matters.',
  'no-video-decoder':
    'Videos need a decoder: install the package @mediabunny/server, or put ffmpeg on the PATH.',
  'took-too-long': 'Reading the file took too long and was stopped. Try a smaller copy of it.',
} as const;

/** A code of FILE_PROBLEMS. */
export type FileProblem = keyof typeof FILE_PROBLEMS;

/** A file that gives no signals. The message is a whole sentence and says nothing about what the file shows. */
export class FileError extends AmaanError {
  declare readonly code: FileProblem;

  constructor(code: FileProblem, options?: ErrorOptions) {
    super(code, FILE_PROBLEMS[code], options);
  }
}
