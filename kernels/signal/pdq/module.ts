import { fromBase64 } from '@amaan/base';
import { wasm } from '../wasm/build/pdq.ts';

/** The functions of wasm/pdq.ts. Addresses are byte offsets in `memory`. */
export interface PdqModule {
  readonly memory: WebAssembly.Memory;
  addRows(rows: number, stride: number, pairs: number, weights: number, sums: number, bytes: number): void;
  addRowFloat(row: number, weight: number, sums: number, bytes: number): void;
  toFloat(sums: number, count: number): void;
  along(sums: number, table: number, scale: number, out: number): void;
  transform(grid: number, dct: number, columns: number, half: number, block: number): void;
  steps(grid: number, slack: number): number;
}

let loaded: PdqModule | null | undefined;

/** The WebAssembly kernel, or undefined where WebAssembly is switched off or too old: then plain TypeScript serves. */
export function pdqModule(): PdqModule | undefined {
  if (loaded === undefined)
    try {
      const { exports } = new WebAssembly.Instance(new WebAssembly.Module(fromBase64(wasm)));
      // The exports are what wasm/pdq.ts declares; no run-time check could say more than the property tests do.
      loaded = exports as unknown as PdqModule;
    } catch {
      loaded = null;
    }
  return loaded ?? undefined;
}

/** Makes the memory at least this long. */
export function reserve(memory: WebAssembly.Memory, bytes: number): void {
  const missing = bytes - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(missing / 65_536));
}
