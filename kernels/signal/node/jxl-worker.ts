// JPEG XL by libjxl in WebAssembly, which turns the picture and converts its colours to sRGB itself.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import decode, { init } from '@jsquash/jxl/decode.js';
import { limitMemory } from './wasm-memory.ts';
import type { Answer } from './apart.ts';

const MEMORY_MB = 1024;

/** The decoder makes one of these, which Node does not have. */
class Picture implements Answer {
  readonly data: Uint8ClampedArray;
  readonly width: number;
  readonly height: number;

  constructor(data: Uint8ClampedArray, width: number, height: number) {
    this.data = data;
    this.width = width;
    this.height = height;
  }
}
Object.assign(globalThis, { ImageData: Picture });

const path = fileURLToPath(import.meta.resolve('@jsquash/jxl/codec/dec/jxl_dec.wasm'));
await init(new WebAssembly.Module(limitMemory(readFileSync(path), MEMORY_MB)));
const file: Uint8Array = workerData;
const { width, height, data } = await decode(Uint8Array.from(file).buffer);
const copy = Uint8ClampedArray.from(data);
parentPort?.postMessage({ width, height, data: copy } satisfies Answer, [copy.buffer]);
