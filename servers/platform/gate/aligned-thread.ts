import { parentPort } from 'node:worker_threads';
import { Aligned, BankError, MOST_OF_MOMENT } from '@amaan/bank';
import { giveWay } from '@amaan/bank/node';
import type { ViewRecord } from '@amaan/signal';
import type { AlignedTask } from './aligned.ts';

giveWay(5);

// Apart, so that pictures are not compared with the key frames of clips, which are many.
const pictures = new Aligned();
const keyFrames = new Aligned();

/** What finds no room is left to the other rules: `amaan_aligned_records` of the metrics tells when that is near. */
function add(store: Aligned, id: number, views: ViewRecord): void {
  try {
    store.add(id, views);
  } catch (error) {
    if (!(error instanceof BankError && error.code === 'aligned-full')) throw error;
  }
}

/** Rule `aligned`: records in, then one upload at a time. */
parentPort?.on('message', (task: AlignedTask) => {
  if ('search' in task) {
    const found = task.clip
      ? [pictures, keyFrames].flatMap((store) => store.search(task.search, MOST_OF_MOMENT))
      : pictures.search(task.search);
    parentPort?.postMessage(found);
  } else if ('prepare' in task) {
    pictures.prepare();
    keyFrames.prepare();
    parentPort?.postMessage([]);
  } else
    for (const [id, views, clip] of task.records) {
      const store = clip ? keyFrames : pictures;
      if (views) add(store, id, views);
      else store.remove(id);
    }
});
