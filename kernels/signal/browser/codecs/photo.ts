import makeJpeg from '@jsquash/jpeg/codec/dec/mozjpeg_dec.js';
import { decode as decodePng, initSync as startPng } from '@jsquash/png/codec/pkg/squoosh_png.js';
import makeWebp from '@jsquash/webp/codec/dec/webp_dec.js';
import { asVideo, type DecodeStill } from '../../animation/compose.ts';
import { readGifFrames } from '../../animation/gif.ts';
import type { Animation } from '../../animation/shape.ts';
import { readWebpFrames, withoutCutChunk } from '../../animation/webp.ts';
import { decodeBmp } from '../../file/bmp.ts';
import { FileError } from '../../file/errors.ts';
import { decodeGif } from '../../file/gif.ts';
import { type FileKind, sniff } from '../../file/header.ts';
import { FILE_LIMITS } from '../../file/limits.ts';
import type { Header } from '../../file/shape.ts';
import { storedColours } from '../../file/stored-colours.ts';
import { exifOrientation, orientPixels } from '../../pdq/orientation.ts';
import type { Pixels } from '../../pixels.ts';
import type { DecodePicture, PhotoDecoder } from '../decode.ts';
import { finish, inSrgb, type Stored } from './finish.ts';
import { QUIET } from './quiet.ts';

export { decodeByFrame } from './by-frame.ts';

/** The WebAssembly of each decoder, unpacked when it is needed: who calls has fetched it or carries it. */
export type PhotoWasm = Record<'jpeg' | 'png' | 'webp', () => Uint8Array<ArrayBuffer>>;

const unread = () => Promise.reject(new FileError('format-unknown'));

/** Kinds whose first picture may be smaller than the whole. */
const FRAMES: Partial<Record<FileKind, (bytes: Uint8Array, most: number) => Animation>> = {
  webp: readWebpFrames,
  gif: readGifFrames,
};

function opaque({ width, height, data }: ReturnType<typeof decodeBmp>): Stored {
  const rgba = new Uint8ClampedArray(4 * width * height).fill(255);
  for (let from = 0, to = 0; to < rgba.length; from += 3, to += 4)
    rgba.set(data.subarray(from, from + 3), to);
  return { width, height, data: rgba };
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

/**
 * A decoder of JPEG, PNG, WebP, GIF and BMP that asks the browser for nothing but WebAssembly: for where its canvas cannot
 * be trusted. It gives what Node gives, to the last bit where the file is RGB or grey and opaque.
 *
 * @param rest reads what these decoders do not: other kinds, inks
 * @returns a decoder that throws FileError `damaged`, or `format-unknown` where `rest` is missing
 */
export function makePhotoDecoder(wasm: PhotoWasm, rest: DecodePicture = unread): PhotoDecoder {
  // Once for all frames of an animation.
  const jpeg = once(() => makeJpeg({ ...QUIET, wasmBinary: wasm.jpeg() }));
  const png = once(() => startPng(wasm.png()));
  const webp = once(() => makeWebp({ ...QUIET, wasmBinary: wasm.webp() }));
  const decoders: Partial<Record<FileKind, (bytes: Uint8Array<ArrayBuffer>) => Promise<Stored | null>>> = {
    jpeg: async (bytes) => (await jpeg()).decode(bytes, false),
    png: async (bytes) => {
      png();
      return decodePng(bytes);
    },
    webp: async (bytes) => (await webp()).decode(bytes),
    gif: async (bytes) => decodeGif(bytes),
    bmp: async (bytes) => opaque(decodeBmp(bytes)),
  };
  const stored = async (kind: FileKind, bytes: Uint8Array<ArrayBuffer>): Promise<Stored> => {
    const decode = decoders[kind];
    if (!decode) throw new FileError('format-unknown');
    // A decoder's own way to fail is to trap; it is not asked again, as each file has a worker of its own.
    const found = await decode(bytes).catch((cause: unknown) => {
      throw new FileError('damaged', { cause });
    });
    if (!found) throw new FileError('damaged');
    return found;
  };
  const still: DecodeStill = async (bytes) => {
    const kind = sniff(bytes);
    return inSrgb(await stored(kind, bytes), kind, bytes);
  };
  /** The first frame of an animation whose decoder reads stills only. */
  const first = async (animation: Animation, { orientation }: Header): Promise<Pixels> => {
    const limits = { ...FILE_LIMITS, canvas: FILE_LIMITS.pixels };
    const showing = { decode: still, limits, orientation, late: () => false };
    for await (const { pixels } of asVideo(animation, showing).pictures({ step: 1 }))
      return orientPixels(await pixels(), exifOrientation(orientation));
    throw new FileError('damaged');
  };
  const picture: DecodePicture = async (kind, bytes, header) => {
    if (!decoders[kind] || (await storedColours(kind, bytes)).kind === 'inks')
      return rest(kind, bytes, header);
    const read = FRAMES[kind];
    if (!read) return finish(await stored(kind, bytes), kind, bytes, header);
    const animation = read(bytes, 1);
    if (animation.frames.length > 0) return first(animation, header);
    if (kind === 'gif') throw new FileError('damaged');
    const whole = withoutCutChunk(bytes);
    return finish(await stored(kind, whole), kind, whole, header);
  };
  return { picture, still };
}
