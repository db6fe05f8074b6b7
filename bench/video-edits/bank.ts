import { Aligned, Banks, clipParts, MOST_OF_MOMENT, queryOf } from '@amaan/bank';
import { MATCH_DISTANCE, type Moment, QUERY_DENSITY, type SignalSet } from '@amaan/signal';
import { signalsOfVideoFile } from '@amaan/signal/node';

/** Each rule with the ones before it: what is found when it is switched on. */
export const CLIP_RULES = ['plain', 'upload-view', 'aligned'] as const;
export type ClipRule = (typeof CLIP_RULES)[number];

const OPTIONS = { at: 0, sample: 0 };
/** As the gate does. */
const ALIGNED_MOMENTS = 12;

/** A bank of clips that is asked as the gate asks its own. */
export class ClipBank {
  readonly #banks = new Banks();
  readonly #aligned = new Aligned();
  #size = 0;

  constructor() {
    this.#banks.put({ name: 'A', threshold: MATCH_DISTANCE, enabledRatio: 1, kind: 'match', aligned: true });
    this.#banks.followRecords((id, views) => views && this.#aligned.add(id, views));
  }

  get size(): number {
    return this.#size;
  }

  add(name: string, set: SignalSet): void {
    this.#banks.add('A', name, set);
    this.#size++;
  }

  /** The clips that each rule finds, and the milliseconds that the parts and the alignment took. */
  async ask(file: string): Promise<{ found: Record<ClipRule, Set<string>>; ms: number }> {
    const moments: Moment[] = [];
    const onMoment = (moment: Moment) => moments.push(moment);
    const set = await signalsOfVideoFile(file, { exact: false, density: QUERY_DENSITY, onMoment });
    const named = (matches: ReadonlyArray<{ content: string }>) => matches.map(({ content }) => content);
    const plain = new Set(named(this.#banks.match(queryOf(set), OPTIONS).matches));
    const start = performance.now();
    const clip = clipParts(moments);
    const look = this.#banks.lookAtClip(clip, OPTIONS);
    for (let moment = 0; moment < moments.length; moment++) look.see(moment);
    const byPart = new Set([...plain, ...named(look.found())]);
    const step = Math.max(1, moments.length / ALIGNED_MOMENTS);
    const hits = moments
      .filter((_, i) => Math.floor(i / step) !== Math.floor((i - 1) / step))
      .map(({ t, picture }) => ({ t, hits: this.#aligned.search(picture, MOST_OF_MOMENT) }));
    const aligned = new Set([...byPart, ...named(this.#banks.matchAlignedClip(hits, OPTIONS))]);
    return { found: { plain, 'upload-view': byPart, aligned }, ms: performance.now() - start };
  }
}
