import { fromBase64 } from '@amaan/base';
import { wasm } from '../wasm/build/views.ts';
import { DCT } from '../pdq/dct-table.ts';
import { BLOCK, GRID } from '../pdq/finish.ts';
import { reserve } from '../pdq/module.ts';

/** The functions of wasm/views.ts. Addresses are byte offsets in `memory`. */
interface ViewsKernel {
  readonly memory: WebAssembly.Memory;
  addRow(row: number, width: number, channels: number, factor: number, cells: number): void;
  addPixels(row: number, width: number, channels: number, above: number, below: number): void;
  addSums(
    cells: number,
    columns: number,
    width: number,
    factor: number,
    high: number,
    above: number,
    below: number,
  ): void;
  sample(
    sums: number,
    columns: number,
    width: number,
    height: number,
    left: number,
    top: number,
    wide: number,
    high: number,
    fill: number,
    places: number,
    grid: number,
  ): void;
  transform(grid: number, dct: number, columns: number, half: number, block: number): void;
  steps(grid: number, slack: number): number;
  turnedHash(
    block: number,
    transpose: number,
    mirrorRows: number,
    mirrorColumns: number,
    room: number,
    hash: number,
  ): void;
}

// The fixed part of the memory; what depends on the picture follows.
const DCT_AT = 1024;
const COLUMNS_AT = DCT_AT + 4 * BLOCK * GRID;

/** Addresses of what every look at a picture needs. */
export const AT = {
  dct: DCT_AT,
  columns: COLUMNS_AT,
  half: COLUMNS_AT + 4 * BLOCK * GRID,
  /** One more line than the grid has, because the last step of the quality reads past it and masks what it read. */
  grid: COLUMNS_AT + 8 * BLOCK * GRID,
  block: COLUMNS_AT + 8 * BLOCK * GRID + 4 * GRID * (GRID + 1),
  room: COLUMNS_AT + 8 * BLOCK * GRID + 4 * GRID * (GRID + 1) + 4 * BLOCK * BLOCK,
  hash: COLUMNS_AT + 8 * BLOCK * GRID + 4 * GRID * (GRID + 1) + 12 * BLOCK * BLOCK,
  places: COLUMNS_AT + 8 * BLOCK * GRID + 4 * GRID * (GRID + 1) + 12 * BLOCK * BLOCK + 64,
  free: 64 * 1024,
} as const;

let loaded: ViewsKernel | null | undefined;

/** The kernel with at least so much memory, or undefined where WebAssembly is switched off. */
export function viewsKernel(bytes: number): ViewsKernel | undefined {
  if (loaded === undefined)
    try {
      const { exports } = new WebAssembly.Instance(new WebAssembly.Module(fromBase64(wasm)));
      // The exports are what wasm/views.ts declares; no run-time check could say more than the tests do.
      loaded = exports as unknown as ViewsKernel;
      const { buffer } = loaded.memory;
      new Float32Array(buffer, AT.dct, BLOCK * GRID).set(DCT);
      const turned = new Float32Array(buffer, AT.columns, BLOCK * GRID);
      for (let i = 0; i < BLOCK; i++)
        for (let j = 0; j < GRID; j++) turned[j * BLOCK + i] = DCT[i * GRID + j] ?? 0;
    } catch {
      loaded = null;
    }
  if (loaded) reserve(loaded.memory, bytes);
  return loaded ?? undefined;
}
