import { Aligned, HashIndex, uploadViewsOf } from '@amaan/bank';
import {
  hashPixels,
  hashViews,
  integralOf,
  MATCH_DISTANCE,
  type Pixels,
  QUALITY_FLOOR,
  viewHashes,
  type ViewRecord,
} from '@amaan/signal';
import { decodePicture } from '@amaan/signal/node';
import { load } from './canvas.ts';
import { EDITS } from './edits.ts';
import type { Photo } from './photos.ts';

/** Each rule with the ones before it: what is found when it is switched on. */
export const RULES = ['plain', 'upload-view', 'aligned'] as const;
export type RuleName = (typeof RULES)[number];
export type PerRule<T> = Record<RuleName, T>;

/** What a run found. Recall in percent; pairs are an upload and a record of another photograph or a stranger. */
export interface Outcome {
  readonly photos: number;
  readonly uploads: number;
  readonly records: number;
  readonly pairs: number;
  readonly recall: PerRule<number>;
  readonly falsePairs: PerRule<number>;
  readonly families: Record<string, PerRule<number>>;
  readonly lookups: number;
  /** Every false pair of any rule: which edit of which photograph was taken for which other. */
  readonly wrong: readonly string[];
  /** Copies that no rule found. */
  readonly missed: readonly string[];
}

const pixelsOf = ({ width, height, data }: { width: number; height: number; data: Buffer }): Pixels => ({
  width,
  height,
  channels: 3,
  data,
});

/** What a run compares with: the photographs' own records first, then strangers'. */
export class Records {
  readonly names: string[] = [];
  readonly #plain = new HashIndex();
  readonly #aligned = new Aligned();

  add(name: string, views: ViewRecord): void {
    const id = this.names.length;
    this.names.push(name);
    if ((views.quality[0] ?? 0) < QUALITY_FLOOR) return;
    this.#plain.add(id, viewHashes(views).slice(0, 32));
    this.#aligned.add(id, views);
  }

  /** The records that each rule finds for an upload, and how many look-ups it took. */
  find(pixels: Pixels): { found: PerRule<Set<number>>; lookups: number } {
    const near = (hash: Uint8Array) => this.#plain.search(hash, MATCH_DISTANCE).map(({ id }) => id);
    const picture = integralOf(pixels);
    const parts = uploadViewsOf(picture);
    const plain = new Set(near(hashPixels(pixels).hash));
    const byView = new Set([...plain, ...parts.flatMap(({ hash }) => near(hash))]);
    const aligned = new Set([...byView, ...this.#aligned.search(picture).map(({ id }) => id)]);
    return { found: { plain, 'upload-view': byView, aligned }, lookups: parts.length };
  }
}

/** Edits photographs in every way, until the time is up, and asks all records about each result. */
export async function measure(
  photos: readonly Photo[],
  bank: readonly Photo[],
  strangers: readonly ViewRecord[],
  until: () => boolean,
  told: (done: number) => void,
): Promise<Outcome> {
  const records = new Records();
  for (const { name, file } of bank) records.add(name, hashViews(pixelsOf(await load(file, 1024)), 'k52'));
  for (const [i, views] of strangers.entries()) records.add(`stranger ${i + 1}`, views);
  const strange = bank.filter((photo) => !photos.includes(photo));
  const grounds = await Promise.all(
    (strange.length > 2 ? strange : bank).slice(0, 12).map(({ file }) => load(file, 800)),
  );
  const [wrong, missed]: [string[], string[]] = [[], []];
  const none = () => ({ plain: 0, 'upload-view': 0, aligned: 0 });
  const tallies = new Map(EDITS.map(({ family }) => [family, { uploads: 0, found: none() }]));
  const falsePairs = none();
  let [uploads, lookups, done] = [0, 0, 0];
  for (const [i, photo] of photos.entries()) {
    const picture = await load(photo.file, 800);
    const others = [0, 1, 2].map((k) => grounds[(3 * i + k) % grounds.length] ?? picture);
    for (const edit of EDITS) {
      const { pixels } = await decodePicture(await edit.make(picture, others));
      const asked = records.find(pixels);
      const tally = tallies.get(edit.family) ?? { uploads: 0, found: none() };
      uploads++;
      tally.uploads++;
      lookups += asked.lookups;
      // A strange picture that an edit put in is no false pair when it is found.
      const placed = /collage|pip/.test(edit.family);
      for (const rule of RULES)
        for (const id of asked.found[rule]) {
          if (records.names[id] === photo.name) tally.found[rule]++;
          else if (!placed) {
            falsePairs[rule]++;
            // Each rule finds what the ones before it find: named once, by the plainest.
            const first = RULES.find((each) => asked.found[each].has(id));
            if (rule === first)
              wrong.push(`${photo.name} ${edit.family} ${edit.name}: ${records.names[id]} by ${rule}`);
          }
        }
      if (![...asked.found.aligned].some((id) => records.names[id] === photo.name))
        missed.push(`${photo.name} ${edit.family} ${edit.name}`);
    }
    told(++done);
    if (until()) break;
  }
  const mean = (rule: RuleName, parts: ReadonlyArray<PerRule<number>>) =>
    parts.reduce((sum, part) => sum + part[rule], 0) / parts.length;
  const families = Object.fromEntries(
    [...tallies].map(([family, tally]) => {
      const share = (rule: RuleName) => (100 * tally.found[rule]) / tally.uploads;
      return [
        family,
        { plain: share('plain'), 'upload-view': share('upload-view'), aligned: share('aligned') },
      ];
    }),
  );
  const all = Object.values(families);
  return {
    photos: done,
    uploads,
    records: records.names.length,
    pairs: uploads * (records.names.length - 1),
    recall: {
      plain: mean('plain', all),
      'upload-view': mean('upload-view', all),
      aligned: mean('aligned', all),
    },
    falsePairs,
    families,
    lookups: lookups / uploads,
    wrong,
    missed,
  };
}
