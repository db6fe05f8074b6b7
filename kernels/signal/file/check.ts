import { FileError } from './errors.ts';
import { type FileKind, readHeader, sniff } from './header.ts';
import type { FileLimits } from './limits.ts';
import type { Header } from './shape.ts';

/**
 * Looks at a picture's bytes before a decoder sees them.
 *
 * @throws FileError when they are no picture, or claim more than the limits allow
 */
export function checkPicture(bytes: Uint8Array, limits: FileLimits): { kind: FileKind; header: Header } {
  if (bytes.length > limits.photoBytes) throw new FileError('file-too-large');
  const kind = sniff(bytes);
  if (kind === 'unknown' || kind === 'video') throw new FileError('not-a-picture');
  if (kind === 'svg') throw new FileError('format-unknown');
  const header = readHeader(kind, bytes);
  if (!header || header.width < 1 || header.height < 1) throw new FileError('damaged');
  if (header.width * header.height > limits.pixels) throw new FileError('too-many-pixels');
  return { kind, header };
}
