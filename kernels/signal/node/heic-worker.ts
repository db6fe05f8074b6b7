import { parentPort, workerData } from 'node:worker_threads';
import decode from 'heic-decode';

const bytes: Uint8Array = workerData;
const { width, height, data } = await decode({ buffer: bytes });
parentPort?.postMessage({ width, height, data }, [data.buffer as ArrayBuffer]);
