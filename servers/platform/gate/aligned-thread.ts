import { parentPort } from 'node:worker_threads';
import { Aligned } from '@amaan/bank';
import { giveWay } from '@amaan/bank/node';
import type { AlignedTask } from './aligned.ts';

giveWay(5);

const aligned = new Aligned();

/** Rule `aligned`: records in, then one upload at a time. */
parentPort?.on('message', (task: AlignedTask) => {
  if ('search' in task) parentPort?.postMessage(aligned.search(task.search));
  else
    for (const [id, views] of task.records)
      if (views) aligned.add(id, views);
      else aligned.remove(id);
});
