import { Aligned, uploadViewsOf } from '@amaan/bank';
import { hamming, hashPixels, hashViews, integralOf, MATCH_DISTANCE, type Pixels } from '@amaan/signal';
import { decodePicture } from '@amaan/signal/node';
import { load } from './canvas.ts';
import { EDITS } from './edits.ts';
import type { Photo } from './photos.ts';

/** Each rule with the ones before it: what is found when it is switched on. */
export const RULES = ['plain', 'upload-view', 'aligned'] as const;
export type RuleName = (typeof RULES)[number];
export type PerRule<T> = Record<RuleName, T>;

/** What a run found. Recall in percent; pairs are an upload and a record of another photograph. */
export interface Outcome {
  readonly photos: number;
  readonly uploads: number;
  readonly pairs: number;
  readonly recall: PerRule<number>;
  readonly falsePairs: PerRule<number>;
  readonly families: Record<string, PerRule<number>>;
  readonly lookups: number;
  readonly viewMs: number;
  readonly alignedMs: number;
  /** Every false pair of any rule: which edit of which photograph was taken for which other. */
  readonly wrong: readonly string[];
}

const pixelsOf = ({ width, height, data }: { width: number; height: number; data: Buffer }): Pixels => ({
  width,
  height,
  channels: 3,
  data,
});

/** Edits every photograph in every way and asks the records of all `bank` photographs about each result. */
export async function measure(photos: readonly Photo[], bank: readonly Photo[]): Promise<Outcome> {
  const records: Array<{ name: string; hash: Uint8Array }> = [];
  const aligned = new Aligned();
  for (const [id, { name, file }] of bank.entries()) {
    const pixels = pixelsOf(await load(file, 1024));
    const whole = hashPixels(pixels);
    records.push({ name, hash: whole.hash });
    if (whole.verdict === 'usable') aligned.add(id, hashViews(pixels, 'k52', whole));
  }
  const strange = bank.filter((photo) => !photos.includes(photo));
  const grounds = await Promise.all(
    (strange.length > 2 ? strange : bank).slice(0, 12).map(({ file }) => load(file, 800)),
  );
  const wrong: string[] = [];
  const found = new Map(
    EDITS.map(({ family }) => [family, { uploads: 0, plain: 0, 'upload-view': 0, aligned: 0 }]),
  );
  const falsePairs = { plain: 0, 'upload-view': 0, aligned: 0 };
  let [uploads, lookups, viewMs, alignedMs, pairs] = [0, 0, 0, 0, 0];
  for (const [i, photo] of photos.entries()) {
    const picture = await load(photo.file, 800);
    const others = [0, 1, 2].map((k) => grounds[(3 * i + k) % grounds.length] ?? picture);
    for (const edit of EDITS) {
      const { pixels } = await decodePicture(await edit.make(picture, others));
      const start = performance.now();
      const views = uploadViewsOf(integralOf(pixels));
      const between = performance.now();
      viewMs += between - start;
      const hits = new Set(aligned.search(pixels).map(({ id }) => id));
      alignedMs += performance.now() - between;
      const plain = hashPixels(pixels).hash;
      const tally = found.get(edit.family);
      uploads++;
      lookups += views.length;
      if (tally) tally.uploads++;
      for (const [id, record] of records.entries()) {
        const own = record.name === photo.name;
        const byPlain = hamming(plain, record.hash) <= MATCH_DISTANCE;
        const byView = byPlain || views.some(({ hash }) => hamming(hash, record.hash) <= MATCH_DISTANCE);
        const byAligned = byView || hits.has(id);
        if (!own) {
          // A strange picture that an edit put in is no false pair when it is found.
          pairs++;
          const placed = /collage|pip/.test(edit.family);
          if (byPlain) falsePairs.plain++;
          if (byView && !placed) falsePairs['upload-view']++;
          if (byAligned && !placed) {
            falsePairs.aligned++;
            wrong.push(`${photo.name} ${edit.family} ${edit.name}: ${record.name}`);
          }
        } else if (tally) {
          if (byPlain) tally.plain++;
          if (byView) tally['upload-view']++;
          if (byAligned) tally.aligned++;
        }
      }
    }
    if (process.stderr.isTTY) process.stderr.write(`\r${i + 1} of ${photos.length} photographs `);
  }
  const families: Record<string, PerRule<number>> = {};
  for (const [family, tally] of found)
    families[family] = {
      plain: (100 * tally.plain) / tally.uploads,
      'upload-view': (100 * tally['upload-view']) / tally.uploads,
      aligned: (100 * tally.aligned) / tally.uploads,
    };
  const mean = (rule: RuleName) =>
    Object.values(families).reduce((sum, family) => sum + family[rule], 0) / Object.keys(families).length;
  const recall = { plain: mean('plain'), 'upload-view': mean('upload-view'), aligned: mean('aligned') };
  return {
    photos: photos.length,
    uploads,
    pairs,
    recall,
    falsePairs,
    families,
    lookups: lookups / uploads,
    viewMs: viewMs / uploads,
    alignedMs: alignedMs / uploads,
    wrong,
  };
}
