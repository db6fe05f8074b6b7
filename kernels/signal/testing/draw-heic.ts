// HEIC files as phones write them: one picture cut into tiles (ISO/IEC 23008-12, 6.6.2.3). Nothing here encodes HEVC: the
// tiles are the pictures of `tiles.heic`, four scenes of 64 x 64 that were written once.
import { readFileSync } from 'node:fs';
import { box } from './boxes.ts';

export { turnedBox } from './boxes.ts';

/** A picture to be made of tiles; they are laid row by row and repeat. */
export interface Tiled {
  columns: number;
  rows: number;
  width: number;
  height: number;
  /** Properties of the whole, after its size. */
  properties?: readonly Buffer[];
  /** Properties of each tile. */
  ofTiles?: readonly Buffer[];
}

interface Part {
  /** The decoder's configuration, a whole box. */
  hvcC: Buffer;
  side: number;
  data: Buffer;
}

const u8 = (...values: number[]) => Buffer.from(values);
const u16 = (...values: number[]) => Buffer.concat(values.map((value) => u8(value >> 8, value & 255)));
const u32 = (...values: number[]) => Buffer.concat(values.map((value) => u16(value >>> 16, value & 0xffff)));
const full = (name: string, version: number, ...data: Buffer[]) => box(name, u32(version * 2 ** 24), ...data);

/** The pictures of a file with several, all of one size and one configuration, as heif-enc writes it. */
function partsOf(file: Buffer): Part[] {
  const at = (name: string) => file.indexOf(name, 0, 'latin1') - 4;
  const whole = (start: number) => file.subarray(start, start + file.readUInt32BE(start));
  const [hvcC, iloc, side] = [whole(at('hvcC')), whole(at('iloc')), file.readUInt32BE(at('ispe') + 12)];
  // For each item, by its number: whose data, where it begins, how many pieces; then place and length of the one piece.
  return Array.from({ length: iloc.readUInt16BE(14) }, (_, i) => {
    const from = 16 + 18 * i;
    const place = iloc.readUInt32BE(from + 4) + iloc.readUInt32BE(from + 10);
    return { hvcC, side, data: file.subarray(place, place + iloc.readUInt32BE(from + 14)) };
  });
}

/** Writes such a file. @param tiles a file with the pictures to use; `tiles.heic` when there is none */
export function tiledHeic(
  whole: Tiled,
  tiles = readFileSync(new URL('tiles.heic', import.meta.url)),
): Buffer {
  const parts = partsOf(tiles);
  const [first] = parts;
  if (!first) throw new TypeError('There is no picture to use as a tile.');
  const count = whole.columns * whole.rows;
  const ids = Array.from({ length: count }, (_, i) => i + 2);
  const used = ids.map((_, i) => parts[i % parts.length] ?? first);
  const infe = (id: number, kind: string, hidden: number) =>
    box('infe', u32(2 * 2 ** 24 + hidden), u16(id, 0), Buffer.from(`${kind}\0`));
  const [properties, ofTiles] = [whole.properties ?? [], whole.ofTiles ?? []];
  const ispe = (width: number, height: number) => full('ispe', 0, u32(width, height));
  const ipco = box(
    'ipco',
    first.hvcC,
    ispe(first.side, first.side),
    ...ofTiles,
    ispe(whole.width, whole.height),
    ...properties,
  );
  const numbers = (from: number, length: number) =>
    u8(length, ...Array.from({ length }, (_, i) => 0x80 | (from + i)));
  const ipma = full(
    'ipma',
    0,
    u32(count + 1),
    u16(1),
    numbers(3 + ofTiles.length, 1 + properties.length),
    ...ids.flatMap((id) => [u16(id), numbers(1, 2 + ofTiles.length)]),
  );
  const grid = Buffer.concat([u8(0, 0, whole.rows - 1, whole.columns - 1), u16(whole.width, whole.height)]);
  const meta = (mdat: number) => {
    let place = mdat;
    const rows = used.map(({ data }, i) => {
      const row = Buffer.concat([u16(i + 2, 0, 0, 1), u32(place, data.length)]);
      place += data.length;
      return row;
    });
    return full(
      'meta',
      0,
      full('hdlr', 0, u32(0), Buffer.from('pict'), Buffer.alloc(13)),
      full('pitm', 0, u16(1)),
      full(
        'iloc',
        1,
        u8(0x44, 0),
        u16(count + 1),
        // The grid's own few bytes are in `idat`.
        Buffer.concat([u16(1, 1, 0, 1), u32(0, grid.length)]),
        ...rows,
      ),
      full('iinf', 0, u16(count + 1), infe(1, 'grid', 0), ...ids.map((id) => infe(id, 'hvc1', 1))),
      full('iref', 0, box('dimg', u16(1, count, ...ids))),
      box('iprp', ipco, ipma),
      box('idat', grid),
    );
  };
  const ftyp = box('ftyp', Buffer.from('heic'), u32(0), Buffer.from('mif1heic'));
  const before = ftyp.length + meta(0).length + 8;
  return Buffer.concat([ftyp, meta(before), box('mdat', ...used.map(({ data }) => data))]);
}
