import { hamming, hashPixels, integralOf, MATCH_DISTANCE, type Pixels } from '@amaan/signal';
import { uploadViewsOf } from '@amaan/bank';
import { decodePicture } from '@amaan/signal/node';
import { load } from './canvas.ts';
import { EDITS } from './edits.ts';
import type { Photo } from './photos.ts';

export const RULES = ['plain', 'upload-view'] as const;
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
}

const pixelsOf = ({ width, height, data }: { width: number; height: number; data: Buffer }): Pixels => ({
  width,
  height,
  channels: 3,
  data,
});

/** Edits every photograph in every way and asks the records of all `bank` photographs about each result. */
export async function measure(photos: readonly Photo[], bank: readonly Photo[]): Promise<Outcome> {
  const records = await Promise.all(
    bank.map(async ({ name, file }) => ({ name, hash: hashPixels(pixelsOf(await load(file, 1024))).hash })),
  );
  const strange = bank.filter((photo) => !photos.includes(photo));
  const grounds = await Promise.all(
    (strange.length > 2 ? strange : bank).slice(0, 12).map(({ file }) => load(file, 800)),
  );
  const found = new Map(EDITS.map(({ family }) => [family, { uploads: 0, plain: 0, 'upload-view': 0 }]));
  const falsePairs = { plain: 0, 'upload-view': 0 };
  let [uploads, lookups, viewMs, pairs] = [0, 0, 0, 0];
  for (const [i, photo] of photos.entries()) {
    const picture = await load(photo.file, 800);
    const others = [0, 1, 2].map((k) => grounds[(3 * i + k) % grounds.length] ?? picture);
    for (const edit of EDITS) {
      const { pixels } = await decodePicture(await edit.make(picture, others));
      const start = performance.now();
      const views = uploadViewsOf(integralOf(pixels));
      viewMs += performance.now() - start;
      const plain = hashPixels(pixels).hash;
      const tally = found.get(edit.family);
      uploads++;
      lookups += views.length;
      if (tally) tally.uploads++;
      for (const record of records) {
        const own = record.name === photo.name;
        const byPlain = hamming(plain, record.hash) <= MATCH_DISTANCE;
        const byView = byPlain || views.some(({ hash }) => hamming(hash, record.hash) <= MATCH_DISTANCE);
        if (!own) {
          // A strange picture that an edit put in is no false pair when it is found.
          pairs++;
          const placed = /collage|pip/.test(edit.family);
          if (byPlain) falsePairs.plain++;
          if (byView && !placed) falsePairs['upload-view']++;
        } else if (tally) {
          if (byPlain) tally.plain++;
          if (byView) tally['upload-view']++;
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
    };
  const mean = (rule: RuleName) =>
    Object.values(families).reduce((sum, family) => sum + family[rule], 0) / Object.keys(families).length;
  const recall = { plain: mean('plain'), 'upload-view': mean('upload-view') };
  return {
    photos: photos.length,
    uploads,
    pairs,
    recall,
    falsePairs,
    families,
    lookups: lookups / uploads,
    viewMs: viewMs / uploads,
  };
}
