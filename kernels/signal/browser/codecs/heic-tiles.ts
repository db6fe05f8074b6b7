// Phones cut a HEIC picture into tiles. Each is decoded and turned to sRGB by itself: by as many workers as there are,
// and with the memory of a tile where the whole would need that of three pictures.
import makeHeif, { type Heif, type HeifDecoder, type HeifImage } from 'libheif-js/libheif-wasm/libheif.js';
import { FileError } from '../../file/errors.ts';
import { type Orientation, TURNS } from '../../pdq/orientation.ts';
import { srgbFrom } from './finish.ts';
import { storedColours } from '../../file/stored-colours.ts';
import { QUIET } from './quiet.ts';

// Numbers of libheif's C interface.
const RGB = 1;
const RGBA = 11;
const INTERLEAVED = 10;
const ROTATION = 0x69726f74;
const MIRROR = 0x696d6972;

/** The compiled decoder and the file: what a worker needs to decode tiles of it. */
export interface HeicFile {
  module: WebAssembly.Module;
  bytes: Uint8Array<ArrayBuffer>;
}

/** RGBA of a tile in sRGB, and where it lies in the stored picture. */
export interface Tile {
  x: number;
  y: number;
  width: number;
  height: number;
  data: Uint8ClampedArray<ArrayBuffer>;
}

/** How a picture is cut, as it is stored, and how it is turned to be shown. */
export interface Grid {
  columns: number;
  rows: number;
  tileWidth: number;
  tileHeight: number;
  width: number;
  height: number;
  orientation: Orientation;
}

/** An opened file: its first image, as a whole or by tiles where it has them. */
export interface OpenHeic {
  image: HeifImage;
  tiles?: {
    grid: Grid;
    /** @param spare an array of an earlier tile, to be used again: 48 new ones would wait to be cleared away */
    read(index: number, spare?: Tile['data']): Promise<Tile>;
  };
}

function openDecoder(module: WebAssembly.Module): Heif {
  return makeHeif({
    ...QUIET,
    instantiateWasm: (imports, receive) => receive(new WebAssembly.Instance(module, imports)),
  });
}

/** The one turn or mirroring that the file states; undefined where it states more, or cuts off a part. */
function orientationOf(heif: Heif, file: number, item: number, list: number): Orientation | undefined {
  const count = heif._heif_item_get_transformation_properties(file, item, list, 2);
  if (count === 0) return 'original';
  const property = heif.HEAPU32[list / 4] ?? 0;
  const type = heif._heif_item_get_property_type(file, item, property);
  if (count > 1) return undefined;
  if (type === MIRROR)
    return heif._heif_item_get_property_transform_mirror(file, item, property) === 1 ? 'flipY' : 'flipX';
  if (type !== ROTATION) return undefined;
  const degrees = heif._heif_item_get_property_transform_rotation_ccw(file, item, property);
  return ({ 0: 'original', 90: 'rot90', 180: 'rot180', 270: 'rot270' } as const)[degrees];
}

/** @returns undefined where the picture is not cut, or not in a way that gives the pixels of the whole */
function gridOf(heif: Heif, decoder: HeifDecoder, image: HeifImage, scratch: number): Grid | undefined {
  const handle = image.handle.$$.ptr;
  if (heif._heif_image_handle_has_alpha_channel(handle)) return undefined;
  const item = heif._heif_image_handle_get_item_id(handle);
  const orientation = orientationOf(heif, decoder.decoder.$$.ptr, item, scratch);
  if (!orientation) return undefined;
  heif._heif_image_handle_get_image_tiling(scratch, handle, 0, scratch + 16);
  const [error = 1] = heif.HEAPU32.subarray(scratch / 4);
  // Its version, then how many tiles there are, then sizes.
  const [, columns = 0, rows = 0, tileWidth = 0, tileHeight = 0, width = 0, height = 0] =
    heif.HEAPU32.subarray(scratch / 4 + 4);
  const [shownWidth, shownHeight] = TURNS[orientation].transpose ? [height, width] : [width, height];
  const whole =
    error === 0 &&
    columns * rows > 1 &&
    // Colours are stored for two by two pixels: at an odd border they would be another pixel's.
    (tileWidth | tileHeight) % 2 === 0 &&
    (orientation === 'original' || (width | height) % 2 === 0) &&
    columns === Math.ceil(width / tileWidth) &&
    rows === Math.ceil(height / tileHeight) &&
    shownWidth === image.get_width() &&
    shownHeight === image.get_height();
  return whole ? { columns, rows, tileWidth, tileHeight, width, height, orientation } : undefined;
}

/** Lays a tile upright into the pixels of the whole. */
export function placeTile({ width, height, orientation }: Grid, tile: Tile, whole: Uint32Array): void {
  const { transpose, mirrorRows, mirrorColumns } = TURNS[orientation];
  const [shownWidth, shownHeight] = transpose ? [height, width] : [width, height];
  const right = mirrorColumns ? -1 : 1;
  const down = mirrorRows ? -shownWidth : shownWidth;
  const first = (mirrorColumns ? shownWidth - 1 : 0) + (mirrorRows ? (shownHeight - 1) * shownWidth : 0);
  const [stepX, stepY] = transpose ? [down, right] : [right, down];
  const pixels = new Uint32Array(tile.data.buffer, 0, tile.width * tile.height);
  for (let y = 0, from = 0; y < tile.height; y++) {
    let to = first + tile.x * stepX + (tile.y + y) * stepY;
    for (let x = 0; x < tile.width; x++, to += stepX) whole[to] = pixels[from++] as number;
  }
}

/**
 * Opens a HEIC file and decodes nothing yet.
 *
 * @returns undefined when it cannot be read; `tiles.read` throws FileError `heic-not-readable`
 */
export async function openHeic({ module, bytes }: HeicFile): Promise<OpenHeic | undefined> {
  const heif = openDecoder(module);
  const decoder = new heif.HeifDecoder();
  const [image] = decoder.decode(bytes);
  if (!image) return undefined;
  const scratch = heif._malloc(128);
  const grid = gridOf(heif, decoder, image, scratch);
  if (!grid) return { image };
  const colours = await storedColours('heic', bytes);
  // A copy: the decoder has the file, and a view of a few bytes would hold it a second time.
  if (colours.profile) colours.profile = Uint8Array.from(colours.profile);
  const options = heif._heif_decoding_options_alloc();
  // The second byte: tiles stay as they are stored.
  heif.HEAPU8[options + 1] = 1;

  const handle = image.handle.$$.ptr;
  const word = (at: number) => heif.HEAPU32[(scratch + at) / 4] ?? 0;
  const decode = (column: number, row: number, width: number, height: number, spare?: Tile['data']) => {
    heif._heif_image_handle_get_grid_image_tile_id(scratch, handle, 0, column, row, scratch + 16);
    // A tile that is turned by itself is for the whole to judge.
    const turned = heif._heif_item_get_transformation_properties(
      decoder.decoder.$$.ptr,
      word(16),
      scratch + 24,
      1,
    );
    if (word(0) !== 0 || turned !== 0) throw new FileError('heic-not-readable');
    heif._heif_image_handle_decode_image_tile(scratch, handle, scratch + 16, RGB, RGBA, options, column, row);
    if (word(0) !== 0) throw new FileError('heic-not-readable');
    const decoded = word(16);
    try {
      const from = heif._heif_image_get_plane_readonly2(decoded, INTERLEAVED, scratch + 20);
      const stride = word(20);
      if (
        from === 0 ||
        heif._heif_image_get_width(decoded, INTERLEAVED) !== grid.tileWidth ||
        heif._heif_image_get_height(decoded, INTERLEAVED) !== grid.tileHeight
      )
        throw new FileError('heic-not-readable');
      const bytesOfTile = 4 * width * height;
      const data =
        spare && spare.buffer.byteLength >= bytesOfTile
          ? new Uint8ClampedArray(spare.buffer, 0, bytesOfTile)
          : new Uint8ClampedArray(bytesOfTile);
      for (let y = 0; y < height; y++)
        data.set(heif.HEAPU8.subarray(from + y * stride, from + y * stride + 4 * width), 4 * width * y);
      return data;
    } finally {
      heif._heif_image_release(decoded);
    }
  };
  return {
    image,
    tiles: {
      grid,
      read: async (index, spare) => {
        const [column, row] = [index % grid.columns, Math.floor(index / grid.columns)];
        const [x, y] = [column * grid.tileWidth, row * grid.tileHeight];
        const width = Math.min(grid.tileWidth, grid.width - x);
        const height = Math.min(grid.tileHeight, grid.height - y);
        const data = decode(column, row, width, height, spare);
        const { data: seen } = srgbFrom({ width, height, data }, colours);
        // What is not converted in place is of the tile's size all the same.
        if (seen !== data) data.set(seen);
        return { x, y, width, height, data };
      },
    },
  };
}
