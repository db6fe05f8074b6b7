import { fromBase64 } from '@amaan/base';
import { wasm } from '../wasm/build/halves.ts';

/** What `wasm/halves.ts` exports. */
export interface Kernel {
  readonly scratchBytes: () => number;
  readonly resultsOffset: () => number;
  readonly setup: (
    entries: number,
    hashes: number,
    tombstones: number,
    offsets: number,
    partners: number,
    partnersStride: number,
    positions: number,
    positionsStride: number,
    scratch: number,
  ) => void;
  readonly search: (query: number, radius: number) => number;
  readonly scan: (query: number, radius: number, from: number, end: number) => number;
  readonly scanned: () => number;
  readonly build: () => void;
}

interface KernelModule {
  readonly module: WebAssembly.Module;
  readonly scratchBytes: number;
  readonly resultsOffset: number;
}

let loaded: KernelModule | undefined;

/** The compiled kernel; compiled at first use, once in each thread. */
export function kernelModule(): KernelModule {
  if (loaded) return loaded;
  const module = new WebAssembly.Module(fromBase64(wasm));
  const sizes = kernelIn(module, new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true }));
  loaded = { module, scratchBytes: sizes.scratchBytes(), resultsOffset: sizes.resultsOffset() };
  return loaded;
}

/** The kernel over one memory, for one thread. */
export function kernelIn(module: WebAssembly.Module, memory: WebAssembly.Memory): Kernel {
  // The exports of our own module, whose source stands beside this interface.
  return new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as Kernel;
}
