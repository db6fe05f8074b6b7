// Reads the colour profiles that phones and cameras put into pictures (ICC.1:2022): three curves and a matrix, or one
// curve for grey. Profiles by look-up table belong to printers and scanners and are not read.
//
// The server does not use this reader: its library (node/profile.ts, and decode.ts for files that carry a profile) also
// knows the tables of printers and scanners and the inks of CMYK, and is far too large for her phone. Two ways are the
// price; icc.test.ts holds them to within 2 steps of 255 of each other.

/** What turns stored samples into light: a curve for each channel, 0 to 1 for the 256 samples, and where it leads. */
export interface Profile {
  readonly colours: 'rgb' | 'grey';
  /** One for grey, three for RGB; 256 entries each. */
  readonly curves: readonly Float32Array[];
  /** Columns are the three channels, rows are X, Y, Z of D50; undefined for grey. */
  readonly matrix?: readonly number[];
}

const TAGS_AT = 128;
const MAX_TAGS = 100;
const MAX_POINTS = 65_536;

const word = (view: DataView, at: number) =>
  String.fromCharCode(...[0, 1, 2, 3].map((i) => view.getUint8(at + i)));
const fixed = (view: DataView, at: number) => view.getInt32(at) / 65_536;

function tagsOf(view: DataView): Map<string, number> {
  const tags = new Map<string, number>();
  const count = Math.min(view.getUint32(TAGS_AT), MAX_TAGS);
  for (let i = 0; i < count; i++) {
    const at = TAGS_AT + 4 + 12 * i;
    tags.set(word(view, at), view.getUint32(at + 4));
  }
  return tags;
}

/** The number of parameters of each parametric curve (10.18), and what it makes of x. */
const PARAMETRIC: readonly {
  count: number;
  at: (x: number, p: readonly number[]) => number;
}[] = [
  { count: 1, at: (x, [g = 1]) => x ** g },
  { count: 3, at: (x, [g = 1, a = 1, b = 0]) => (x >= -b / a ? (a * x + b) ** g : 0) },
  { count: 4, at: (x, [g = 1, a = 1, b = 0, c = 0]) => (x >= -b / a ? (a * x + b) ** g : 0) + c },
  { count: 5, at: (x, [g = 1, a = 1, b = 0, c = 0, d = 0]) => (x >= d ? (a * x + b) ** g : c * x) },
  {
    count: 7,
    at: (x, [g = 1, a = 1, b = 0, c = 0, d = 0, e = 0, f = 0]) => (x >= d ? (a * x + b) ** g + e : c * x + f),
  },
];

function curveAt(view: DataView, at: number): ((x: number) => number) | undefined {
  if (word(view, at) === 'para') {
    const kind = PARAMETRIC[view.getUint16(at + 8)];
    if (!kind) return undefined;
    const given = Array.from({ length: kind.count }, (_, i) => fixed(view, at + 12 + 4 * i));
    return (x) => kind.at(x, given);
  }
  if (word(view, at) !== 'curv') return undefined;
  const count = view.getUint32(at + 8);
  if (count === 0) return (x) => x;
  if (count === 1) {
    const gamma = view.getUint16(at + 12) / 256;
    return (x) => x ** gamma;
  }
  if (count > MAX_POINTS) return undefined;
  const points = Array.from({ length: count }, (_, i) => view.getUint16(at + 12 + 2 * i) / 65_535);
  return (x) => {
    const place = x * (count - 1);
    const low = Math.floor(place);
    const from = points[low] ?? 1;
    return from + (place - low) * ((points[low + 1] ?? from) - from);
  };
}

function read(view: DataView): Profile | undefined {
  if (word(view, 36) !== 'acsp') return undefined;
  const colours = { 'RGB ': 'rgb', GRAY: 'grey' } as const;
  const kind = colours[word(view, 16) as keyof typeof colours];
  if (!kind) return undefined;
  const tags = tagsOf(view);
  const curves: Float32Array[] = [];
  for (const name of kind === 'rgb' ? ['rTRC', 'gTRC', 'bTRC'] : ['kTRC']) {
    const at = tags.get(name);
    const curve = at === undefined ? undefined : curveAt(view, at);
    if (!curve) return undefined;
    const table = Float32Array.from({ length: 256 }, (_, i) => Math.min(1, Math.max(0, curve(i / 255))));
    if (table.some(Number.isNaN)) return undefined;
    curves.push(table);
  }
  if (kind === 'grey') return { colours: kind, curves };
  const columns = ['rXYZ', 'gXYZ', 'bXYZ'].map((name) => tags.get(name));
  const matrix: number[] = [];
  for (let row = 0; row < 3; row++)
    for (const at of columns) {
      if (at === undefined || word(view, at) !== 'XYZ ') return undefined;
      matrix.push(fixed(view, at + 8 + 4 * row));
    }
  return { colours: kind, curves, matrix };
}

/** Reads a profile. @returns undefined for one that is broken, or of a kind that is not read here */
export function readProfile(bytes: Uint8Array): Profile | undefined {
  try {
    return read(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  } catch (error) {
    // A DataView throws RangeError past its end.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
