import { Aligned, HashIndex, uploadViews } from '@amaan/bank';
import { MATCH_DISTANCE, type Pixels, QUALITY_FLOOR, viewHashes, type ViewRecord } from '@amaan/signal';
import { mixed } from './strangers.ts';

const BANKS = [10_000, 100_000];

/** Processor milliseconds of one upload by rule, after decoding: views and look-ups together, one thread. */
interface Cost {
  readonly 'upload-view': number;
  readonly aligned: number;
}

/** Mean over the uploads. Processor time, because the machine may have other work. */
function timed(uploads: readonly Pixels[], work: (upload: Pixels) => void): number {
  for (const upload of uploads.slice(0, 2)) work(upload);
  const start = process.cpuUsage();
  for (const upload of uploads) work(upload);
  const { user, system } = process.cpuUsage(start);
  return Number(((user + system) / 1000 / uploads.length).toFixed(1));
}

/** What an upload costs against banks of each size, filled with the views of strangers. */
export function costs(uploads: readonly Pixels[], strangers: readonly ViewRecord[]): Record<string, Cost> {
  const times: Record<string, Cost> = {};
  // Flat parts of pictures are banked by nobody.
  const banked = strangers.filter(({ quality }) => (quality[0] ?? 0) >= QUALITY_FLOOR);
  for (const size of BANKS) {
    const index = new HashIndex();
    const aligned = new Aligned();
    const next = mixed(banked, size);
    for (let id = 0; id < size; id++) {
      const views = banked[id] ?? next();
      index.add(id, viewHashes(views).slice(0, 32));
      aligned.add(id, views);
    }
    times[size] = {
      'upload-view': timed(uploads, (upload) => {
        for (const { hash } of uploadViews(upload)) index.search(hash, MATCH_DISTANCE);
      }),
      aligned: timed(uploads, (upload) => aligned.search(upload)),
    };
  }
  return times;
}
