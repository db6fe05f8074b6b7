import makeHeif from 'libheif-js/libheif-wasm/libheif.js';
import { FileError } from '../../file/errors.ts';
import type { DecodePicture, PhotoDecoder } from '../decode.ts';
import { finish, type Stored } from './finish.ts';
import { QUIET } from './quiet.ts';

const unread = () => Promise.reject(new FileError('format-unknown'));

/**
 * A decoder of HEIC that asks the browser for nothing but WebAssembly; it turns and mirrors as the file says, and gives
 * what Node gives.
 *
 * @param wasm its WebAssembly, unpacked when it is needed
 * @returns a decoder that throws FileError `heic-not-readable`, or `format-unknown` for other kinds
 */
export function makeHeicDecoder(wasm: () => Uint8Array<ArrayBuffer>): PhotoDecoder {
  const picture: DecodePicture = async (kind, bytes, header) => {
    if (kind !== 'heic') throw new FileError('format-unknown');
    let stored: Stored | null;
    try {
      const [image] = new (makeHeif({ ...QUIET, wasmBinary: wasm() }).HeifDecoder)().decode(bytes);
      if (!image) throw new FileError('heic-not-readable');
      const [width, height] = [image.get_width(), image.get_height()];
      // What the header did not say was not held against the limits.
      if (width * height > header.width * header.height) throw new FileError('damaged');
      const room = { width, height, data: new Uint8ClampedArray(4 * width * height) };
      stored = await new Promise((resolve) => image.display(room, resolve));
    } catch (error) {
      if (error instanceof FileError) throw error;
      throw new FileError('heic-not-readable', { cause: error });
    }
    if (!stored) throw new FileError('heic-not-readable');
    return finish(stored, kind, bytes, header);
  };
  // No animation that is read here has stills of this kind.
  return { picture, still: unread };
}
