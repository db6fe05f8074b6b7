// Different pictures under one interface: screenshots, captions, frames and stickers are alike, what they show is not.
import { Aligned } from '@amaan/bank';
import { hashViews } from '@amaan/signal';
import { decodePicture } from '@amaan/signal/node';
import type { Picture } from './canvas.ts';
import { EDITS } from './edits.ts';

const FAMILIES = new Set(['screenshot', 'meme', 'emoji', 'border', 'text', 'watermark']);
/** What `measureAlike` counts. */
export interface Alike {
  readonly records: number;
  readonly uploads: number;
  readonly pairs: number;
  /** Pairs that rule `aligned` called a match. */
  readonly falsePairs: number;
  readonly wrong: readonly string[];
}

/**
 * Banks edited copies of the first half of some pictures and asks about copies of the other half, edited in the same
 * ways: every match is a false one.
 */
export async function measureAlike(
  pictures: readonly Picture[],
  told: (done: number) => void,
): Promise<Alike> {
  const edits = EDITS.filter(({ family }) => FAMILIES.has(family));
  const banked = pictures.slice(0, pictures.length / 2);
  const asked = pictures.slice(pictures.length / 2);
  const pixelsOf = async (picture: Picture, edit: (typeof EDITS)[number]) =>
    (await decodePicture(await edit.make(picture, [picture]))).pixels;
  const aligned = new Aligned();
  const names: string[] = [];
  for (const picture of banked)
    for (const edit of edits) {
      aligned.add(names.length, hashViews(await pixelsOf(picture, edit), 'k52'));
      names.push(`${edit.family} ${edit.name}`);
      told(names.length);
    }
  const wrong: string[] = [];
  let uploads = 0;
  for (const picture of asked)
    for (const edit of edits) {
      for (const { id, distance } of aligned.search(await pixelsOf(picture, edit)))
        wrong.push(`${edit.family} ${edit.name} met ${names[id]} at ${distance}`);
      told(names.length + ++uploads);
    }
  return {
    records: names.length,
    uploads,
    pairs: uploads * names.length,
    falsePairs: wrong.length,
    wrong,
  };
}
