import { fromBase64 } from '@amaan/base';
import { wasm } from '../../wasm/build/aligned.ts';

/** What `wasm/aligned.ts` exports; addresses are byte offsets in `memory`. */
export interface AlignedKernel {
  readonly memory: WebAssembly.Memory;
  free(): number;
  start(): void;
  picture(sums: number, columns: number, rows: number, width: number, height: number): void;
  window(x: number, y: number, ax: number, ay: number, bx: number, by: number): void;
  quality(): number;
  outside(): number;
  features(): number;
  places(): number;
  turn(transpose: boolean, mirrorRows: boolean, mirrorColumns: boolean): number;
  distance(to: number, x: number, y: number, ax: number, ay: number, bx: number, by: number): number;
  misfit(to: number, x: number, y: number, ax: number, ay: number, bx: number, by: number): number;
  lowMisfit(to: number, x: number, y: number, ax: number, ay: number, bx: number, by: number): number;
  keyBits(): number;
  probes(): number;
  views(words: number, bands: number, usable: number, stamps: number, results: number, most: number): void;
  keys(length: number): void;
  build(table: number, count: number, offsets: number, entries: number): void;
  ask(): void;
  probe(table: number, offsets: number, entries: number, count: number, half: number, most: number): number;
  scan(from: number, to: number, most: number): number;
}

let compiled: WebAssembly.Module | undefined;

/** A kernel with a memory of its own; the code is compiled once in each thread. */
export function alignedKernel(): AlignedKernel {
  compiled ??= new WebAssembly.Module(fromBase64(wasm));
  // The exports of our own module, whose source stands beside this interface.
  const kernel = new WebAssembly.Instance(compiled).exports as unknown as AlignedKernel;
  kernel.start();
  return kernel;
}
