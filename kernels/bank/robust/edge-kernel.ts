import { fromBase64 } from '@amaan/base';
import type { Integral } from '@amaan/signal';
import { wasm } from '../wasm/build/edges.ts';

/** The functions of wasm/edges.ts. Addresses are byte offsets in `memory`. */
interface EdgeKernel {
  readonly memory: WebAssembly.Memory;
  lumas(sums: number, columns: number, rows: number, luma: number): void;
  down(luma: number, columns: number, rows: number, totals: number, table: number): void;
  along(luma: number, columns: number, rows: number, table: number): void;
}

const PAGE = 65_536;
let loaded: EdgeKernel | undefined;

function kernelWith(bytes: number): EdgeKernel {
  // The exports are what wasm/edges.ts declares; no run-time check could say more than the tests do.
  loaded ??= new WebAssembly.Instance(new WebAssembly.Module(fromBase64(wasm)))
    .exports as unknown as EdgeKernel;
  const missing = bytes - loaded.memory.buffer.byteLength;
  if (missing > 0) loaded.memory.grow(Math.ceil(missing / PAGE));
  return loaded;
}

/** Strengths of the lines between columns, summed down each, and of those between rows, summed along each. */
export interface EdgeTables {
  /** Row y: `columns` + 1 sums of what lies above y. */
  readonly down: Float32Array;
  /** Row y: `columns` + 1 sums of what lies left of each place. */
  readonly along: Float32Array;
}

/** Measures every line between two columns and two rows of a picture. */
export function edgeTables({ columns, rows, sums }: Integral): EdgeTables {
  const align = (bytes: number) => Math.ceil(bytes / 64) * 64;
  const tableBytes = 4 * (columns + 1) * (rows + 1);
  const sumsAt = 1024;
  const lumaAt = align(sumsAt + sums.byteLength);
  const totalsAt = align(lumaAt + 4 * columns * rows);
  const downAt = align(totalsAt + 8 * columns);
  const alongAt = align(downAt + tableBytes);
  const end = alongAt + tableBytes;
  const kernel = kernelWith(end);
  const { buffer } = kernel.memory;
  new Float64Array(buffer, sumsAt, sums.length).set(sums);
  kernel.lumas(sumsAt, columns, rows, lumaAt);
  kernel.down(lumaAt, columns, rows, totalsAt, downAt);
  kernel.along(lumaAt, columns, rows, alongAt);
  const down = new Float32Array(buffer.slice(downAt, downAt + tableBytes));
  const along = new Float32Array(buffer.slice(alongAt, end));
  // Nothing of the picture stays behind; the next one finds zeros where it counts on them.
  new Uint8Array(buffer, sumsAt, end - sumsAt).fill(0);
  return { down, along };
}
