import { parentPort } from 'node:worker_threads';
import { HASH_BYTES } from '@amaan/signal';
import { Segment } from '../index/segment.ts';
import type { Hit } from '../index.ts';
import type { SearchAnswer, SearchTask } from './search-pool.ts';

let segments: Segment[] = [];

function answer({ hashes, radius }: SearchTask): SearchAnswer {
  const count = hashes.length / HASH_BYTES;
  const flat = [count];
  for (let query = 0; query < count; query++) {
    const hits: Hit[] = [];
    const hash = hashes.subarray(HASH_BYTES * query, HASH_BYTES * (query + 1));
    for (const segment of segments) segment.search(hash, radius, hits);
    for (const { id, distance } of hits) flat.push(query, id, distance);
  }
  return Uint32Array.from(flat);
}

parentPort?.on('message', (task: SearchTask) => {
  if (task.segments) segments = task.segments.map((data) => new Segment(data, task.slot));
  const found = answer(task);
  parentPort?.postMessage(found, [found.buffer]);
});
