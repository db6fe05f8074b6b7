// Windows bitmaps, which the libraries here do not write.

/** The ways of writing one: by colours in 24 or 32 bits, by 5 + 6 + 5 bits under masks, by a table, by a table in runs. */
export const BMP_FORMS = ['bits-24', 'bits-32', 'masks-16', 'table-8', 'table-4', 'runs-8'] as const;
export type BmpForm = (typeof BMP_FORMS)[number];

const HEADERS = 54;
const [RUNS, MASKS] = [1, 3];
const SIX = Array.from({ length: 216 }, (_, i) => [Math.floor(i / 36), Math.floor(i / 6) % 6, i % 6]);

/** One row of indices as runs, with stretches without repeats as they are. */
function packRuns(row: readonly number[]): number[] {
  const out: number[] = [];
  for (let at = 0; at < row.length; ) {
    let same = 1;
    while (same < 255 && row[at + same] === row[at]) same++;
    let mixed = 0;
    while (mixed < 254 && at + mixed < row.length && row[at + mixed] !== row[at + mixed + 1]) mixed++;
    if (mixed >= 3) {
      out.push(0, mixed, ...row.slice(at, at + mixed), ...(mixed & 1 ? [0] : []));
      at += mixed;
    } else {
      out.push(same, row[at] ?? 0);
      at += same;
    }
  }
  return [...out, 0, 0];
}

/** A bitmap of RGB pixels. A table of 256 has six steps of each colour, one of 16 has greys. */
export function writeBmp(width: number, height: number, rgb: Buffer, form: BmpForm = 'bits-24'): Buffer {
  const bits = Number(form.split('-')[1]);
  const table = bits === 8 ? SIX.map((steps) => steps.map((step) => 51 * step)) : [];
  if (bits === 4) for (let i = 0; i < 16; i++) table.push([17 * i, 17 * i, 17 * i]);
  const extra = form === 'masks-16' ? 12 : 4 * table.length;
  const sample = (x: number, y: number, c: number) => rgb[3 * (y * width + x) + c] ?? 0;
  const value = (x: number, y: number): number => {
    const [r = 0, g = 0, b = 0] = [0, 1, 2].map((c) => sample(x, y, c));
    if (bits === 8) return 36 * Math.floor(r / 43) + 6 * Math.floor(g / 43) + Math.floor(b / 43);
    if (bits === 4) return (r + g + b) / 3 / 16;
    return bits === 16 ? ((r >> 3) << 11) | ((g >> 2) << 5) | (b >> 3) : (r << 16) | (g << 8) | b;
  };
  const stride = 4 * Math.ceil((width * bits) / 32);
  const rows = Array.from({ length: height }, (_, i) => {
    const y = height - 1 - i;
    const values = Array.from({ length: width }, (__, x) => Math.floor(value(x, y)));
    if (form === 'runs-8') return Buffer.from(packRuns(values));
    const row = Buffer.alloc(stride);
    for (const [x, one] of values.entries())
      if (bits === 4) row[x >> 1] = (row[x >> 1] ?? 0) | (one << (x % 2 === 0 ? 4 : 0));
      else row.writeUIntLE(one, (x * bits) / 8, bits / 8);
    return row;
  });
  const pixels = Buffer.concat([...rows, Buffer.from(form === 'runs-8' ? [0, 1] : [])]);
  const head = Buffer.alloc(HEADERS + extra);
  head.write('BM');
  head.writeUInt32LE(head.length + pixels.length, 2);
  head.writeUInt32LE(head.length, 10);
  head.writeUInt32LE(40, 14);
  head.writeInt32LE(width, 18);
  head.writeInt32LE(height, 22);
  head.writeUInt16LE(1, 26);
  head.writeUInt16LE(bits, 28);
  head.writeUInt32LE(form === 'runs-8' ? RUNS : form === 'masks-16' ? MASKS : 0, 30);
  head.writeUInt32LE(pixels.length, 34);
  head.writeUInt32LE(table.length, 46);
  if (form === 'masks-16')
    for (const [i, mask] of [0xf800, 0x7e0, 0x1f].entries()) head.writeUInt32LE(mask, 54 + 4 * i);
  for (const [i, [r = 0, g = 0, b = 0]] of table.entries()) head.set([b, g, r, 0], HEADERS + 4 * i);
  return Buffer.concat([head, pixels]);
}
