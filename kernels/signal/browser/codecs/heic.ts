import { FileError } from '../../file/errors.ts';
import type { DecodePicture, PhotoDecoder } from '../decode.ts';
import { TURNS } from '../../pdq/orientation.ts';
import type { Pixels } from '../../pixels.ts';
import { finish, type Stored } from './finish.ts';
import { type Grid, type HeicFile, type OpenHeic, openHeic, placeTile, type Tile } from './heic-tiles.ts';

export { type Grid, type HeicFile, openHeic, type Tile } from './heic-tiles.ts';

/** Reads tiles of one file, one after the other, in a worker of its own. */
export interface TileReader {
  /** How the picture is cut; undefined when it is not. @throws anything where there is no such worker after all */
  open(): Promise<Grid | undefined>;
  /** @param spare an array that is given away, to be used again @throws anything when the tile cannot be read */
  read(index: number, spare?: Tile['data']): Promise<Tile>;
  end(): void;
}

/** Starts readers of a file; none where the browser makes no worker. */
export type StartReaders = (file: HeicFile) => TileReader[];

const unread = () => Promise.reject(new FileError('format-unknown'));

/** A picture that is cut into tiles is an item of this type, named among the first boxes. */
const CUT = 'grid';
const FIRST_BOXES = 2 ** 16;

function mayBeCut(bytes: Uint8Array): boolean {
  return new TextDecoder('latin1').decode(bytes.subarray(0, FIRST_BOXES)).includes(CUT);
}

/** All tiles, each by whichever reader is free. @param most pixels that the whole may have */
async function byTiles(
  grid: Grid,
  readers: readonly Pick<TileReader, 'read'>[],
  most: number,
): Promise<Pixels> {
  const { width, height, columns, rows, orientation } = grid;
  // What the header did not say was not held against the limits.
  if (width * height > most) throw new FileError('damaged');
  const whole = new Uint32Array(width * height);
  let next = 0;
  const readSome = async ({ read }: Pick<TileReader, 'read'>) => {
    let spare: Tile['data'] | undefined;
    while (next < columns * rows) {
      const tile = await read(next++, spare);
      placeTile(grid, tile, whole);
      spare = tile.data;
    }
  };
  await Promise.all(readers.map(readSome));
  const { transpose } = TURNS[orientation];
  const data = new Uint8ClampedArray(whole.buffer);
  return { width: transpose ? height : width, height: transpose ? width : height, channels: 4, data };
}

async function whole({ image }: OpenHeic): Promise<Stored> {
  const [width, height] = [image.get_width(), image.get_height()];
  const room = { width, height, data: new Uint8ClampedArray(4 * width * height) };
  const stored: Stored | null = await new Promise((resolve) => image.display(room, resolve));
  if (!stored) throw new FileError('heic-not-readable');
  return stored;
}

/**
 * A decoder of HEIC that asks the browser for nothing but WebAssembly; it turns and mirrors as the file says, and gives
 * what Node gives.
 *
 * @param wasm its WebAssembly, unpacked when it is needed
 * @param start starts workers for a picture that is cut into tiles; without them the tiles are decoded here
 * @returns a decoder that throws FileError `heic-not-readable`, or `format-unknown` for other kinds
 */
export function makeHeicDecoder(
  wasm: () => Uint8Array<ArrayBuffer>,
  start: StartReaders = () => [],
): PhotoDecoder {
  /** In workers beside each other; undefined for what is not cut, and whatever it is that they stumble on. */
  const apart = async (file: HeicFile, most: number): Promise<Pixels | undefined> => {
    if (!mayBeCut(file.bytes)) return undefined;
    const readers = start(file);
    try {
      const grid = await readers[0]?.open();
      return grid && (await byTiles(grid, readers, most));
    } catch {
      return undefined;
    } finally {
      for (const reader of readers) reader.end();
    }
  };
  const here = async (file: HeicFile, most: number): Promise<Pixels | Stored> => {
    const open = await openHeic(file);
    if (!open) throw new FileError('heic-not-readable');
    const { image, tiles } = open;
    if (image.get_width() * image.get_height() > most) throw new FileError('damaged');
    return (tiles && (await byTiles(tiles.grid, [tiles], most).catch(() => undefined))) ?? whole(open);
  };
  const picture: DecodePicture = async (kind, bytes, header) => {
    if (kind !== 'heic') throw new FileError('format-unknown');
    try {
      const file = { module: new WebAssembly.Module(wasm()), bytes };
      const most = header.width * header.height;
      const found = (await apart(file, most)) ?? (await here(file, most));
      return 'channels' in found ? found : await finish(found, kind, bytes, header);
    } catch (error) {
      if (error instanceof FileError) throw error;
      throw new FileError('heic-not-readable', { cause: error });
    }
  };
  // No animation that is read here has stills of this kind.
  return { picture, still: unread };
}
