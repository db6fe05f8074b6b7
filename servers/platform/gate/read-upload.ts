import { ShapeError } from '@amaan/base';
import { HttpError } from '@amaan/http';
import { FileError, parseSignalSet, sniff } from '@amaan/signal';
import { exactHashesOf } from '@amaan/signal/node';
import type { FastifyRequest } from 'fastify';
import type { Context } from '../context.ts';
import type { Media } from '../review/open.ts';
import { fetchMediaFrom } from './fetch-media.ts';
import type { Lane } from './lanes.ts';
import type { Asked, suggest } from './match.ts';
import { MAX_UPLOAD } from './readers.ts';

/** Bytes that tell what a file is. */
const HEAD = 256;

/** What was uploaded: signals, and the bytes when there are any. */
export interface Upload extends Pick<Asked, 'parts' | 'sums' | 'moments'> {
  readonly set: Parameters<typeof suggest>[1]['set'] & { readonly partial?: boolean };
  readonly media: Media | undefined;
  /** Why nothing but the exact hashes could be asked about. */
  readonly unread?: FileError;
}

/**
 * The upload of a request, in any of the forms of `UploadBody`.
 *
 * @throws HttpError 400, 413, 429, 502; ShapeError
 */
export async function readUpload(
  request: Pick<FastifyRequest, 'isMultipart' | 'file' | 'body'>,
  context: Context,
  lane: Lane = 'live',
): Promise<Upload> {
  const { fetchHosts: hosts } = context.config;
  if (request.isMultipart()) {
    const file = await request.file();
    if (!file) throw new HttpError(400, 'no-file', 'Send one file.');
    return readBytes(await file.toBuffer(), context, lane);
  }
  if (Buffer.isBuffer(request.body)) return readBytes(request.body, context, lane);
  const body = request.body as { v?: unknown; signals?: unknown; url?: unknown } | null | undefined;
  if (body?.v !== 1) throw new ShapeError('v', '1');
  if (typeof body.url === 'string' && body.signals === undefined)
    return readBytes(await fetchMediaFrom(body.url, { hosts, most: MAX_UPLOAD }), context, lane);
  return { set: parseSignalSet(body.signals, 'signals'), parts: [], media: undefined };
}

async function readBytes(
  bytes: Buffer,
  { readers: { decoders, videos }, tallies, banks }: Context,
  lane: Lane,
): Promise<Upload> {
  const video = sniff(bytes.subarray(0, HEAD)) === 'video';
  try {
    const asked = await tallies.hash(() =>
      video
        ? videos.read(bytes, lane)
        : decoders.read(bytes, lane, banks.alignedRecords.pictures > 0 ? 'sums' : 'parts'),
    );
    const { set } = asked;
    const media = { bytes, contentType: set.contentType, width: set.width, height: set.height };
    return { ...asked, media };
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    // What cannot be read may still be known: a bank finds the identical file by its exact hashes.
    const media = { bytes, contentType: video ? 'video' : 'photo', width: 0, height: 0 };
    return { set: exactHashesOf(bytes), parts: [], media, unread: error };
  }
}
