import { createHash } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import { FileError } from '@amaan/signal';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Decoders } from '../gate/decoders.ts';
import { refuse } from './errors.ts';
import { type HmaType, OF_CONTENT, printable } from './read.ts';

/** The hashes of an uploaded file by type; low quality gives no hash and a note in a header. */
export interface Hashed {
  readonly signals: Partial<Record<HmaType, string>>;
  /** The picture's other reading, where its file has an orientation. */
  readonly stored?: string;
  readonly quality?: number;
  readonly storedQuality?: number;
}

/** A file of a multipart request, with the form's other fields. */
export interface Uploaded {
  readonly contentType: 'photo' | 'video';
  readonly bytes: Buffer;
  readonly fields: Readonly<Record<string, string>>;
}

const FLOOR = 50;
/** So much of a video is hashed at a time: look-ups go on between. */
const SLICE = 2 * 1024 * 1024;

/** The one file of a request; its field's name is its content type. @throws HttpError 400, 413 */
export async function readUpload(request: FastifyRequest): Promise<Uploaded> {
  if (!request.isMultipart()) throw refuse(400, 'Missing multipart/form-data file upload');
  const fields: Record<string, string> = {};
  let found: { contentType: 'photo' | 'video'; bytes: Buffer } | undefined;
  for await (const part of request.parts()) {
    if (part.type === 'field') {
      fields[part.fieldname] = String(part.value);
      continue;
    }
    if (found) throw refuse(400, 'Only one file allowed per request');
    const { fieldname } = part;
    if (fieldname !== 'photo' && fieldname !== 'video')
      throw refuse(400, `no such content_type: '${printable(fieldname)}'`);
    found = { contentType: fieldname, bytes: await part.toBuffer() };
  }
  if (!found) throw refuse(400, 'Missing multipart/form-data file upload');
  return { ...found, fields };
}

/** The types that a request asks for, of those that the content type has. @throws HttpError 400 */
export function wantedTypes(types: string | undefined, contentType: 'photo' | 'video'): readonly HmaType[] {
  const all: readonly HmaType[] = OF_CONTENT[contentType];
  if (types === undefined) return all;
  const names = types
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
  for (const name of names)
    if (name !== 'pdq' && name !== 'video_md5')
      throw refuse(400, `signal type '${printable(name)}' doesn't exist or is disabled`);
  const wanted = all.filter((type) => names.includes(type));
  if (wanted.length === 0) throw refuse(400, 'empty signal type selection');
  return wanted;
}

/**
 * Hashes a file; a picture in one of the threads that the gate uses too.
 *
 * @throws HttpError 400 when it cannot be read as what its field's name says, 429 when too many wait
 */
export async function hashUpload(decoders: Decoders, { contentType, bytes }: Uploaded): Promise<Hashed> {
  if (bytes.length === 0) throw refuse(400, `not a readable ${contentType}`);
  if (contentType === 'video') return { signals: { video_md5: await md5Of(bytes) } };
  try {
    const { pdq, pdqStored } = (await decoders.read(bytes, 'live', 'plain')).set;
    return {
      signals: pdq && pdq.quality >= FLOOR ? { pdq: pdq.hash } : {},
      ...(pdq ? { quality: pdq.quality } : {}),
      ...(pdqStored && pdqStored.quality >= FLOOR
        ? { stored: pdqStored.hash, storedQuality: pdqStored.quality }
        : {}),
    };
  } catch (error) {
    if (error instanceof FileError) throw refuse(400, 'not a readable photo');
    throw error;
  }
}

async function md5Of(bytes: Buffer): Promise<string> {
  const hash = createHash('md5');
  for (let at = 0; at < bytes.length; at += SLICE) {
    if (at > 0) await turn();
    hash.update(bytes.subarray(at, at + SLICE));
  }
  return hash.digest('hex');
}

/** Quality stands in headers: the body of a hash answer holds signal types and nothing else. */
export function noteQuality(reply: FastifyReply, { signals, quality }: Hashed): void {
  if (quality === undefined) return;
  reply.header('x-signal-quality', `pdq=${quality}`);
  if (signals.pdq === undefined) reply.header('x-signal-note', 'pdq=low-quality');
}
