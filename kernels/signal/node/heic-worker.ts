import { parentPort, workerData } from 'node:worker_threads';
import decode from 'heic-decode';
import type { Answer } from './apart.ts';

const bytes: Uint8Array = workerData;
const { width, height, data } = await decode({ buffer: bytes });
parentPort?.postMessage({ width, height, data } satisfies Answer, [data.buffer as ArrayBuffer]);
