// `npm run bench -- robust [--json] [--limit N] [--half tuning|reporting] [--photos FOLDER]`: edits photographs in 108
// ways and counts which copies each rule finds.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Aligned, HashIndex, uploadViews } from '@amaan/bank';
import { encodeViewHashes, VIEW_COUNT } from '@amaan/signal';
import { decodePicture } from '@amaan/signal/node';
import { load } from './robust/canvas.ts';
import { chart } from './robust/chart.ts';
import { EDITS } from './robust/edits.ts';
import { measure, RULES } from './robust/measure.ts';
import { photosOf } from './robust/photos.ts';

const BANKS = [10_000, 100_000];

function option(args: readonly string[], name: string): string | undefined {
  const at = args.indexOf(name);
  return at < 0 ? undefined : args[at + 1];
}

/** Milliseconds for one upload by rule: views and look-ups together. */
interface Cost {
  readonly 'upload-view': number;
  readonly aligned: number;
}

function timed(rounds: number, work: () => void): number {
  work();
  const start = performance.now();
  for (let i = 0; i < rounds; i++) work();
  return Number(((performance.now() - start) / rounds).toFixed(1));
}

/** What one upload costs against banks of each size, filled with uniform hashes. */
async function cost(upload: Uint8Array): Promise<Record<string, Cost>> {
  const { pixels } = await decodePicture(upload);
  const times: Record<string, Cost> = {};
  let state = 1;
  const bytes = new Uint8Array(VIEW_COUNT.k52 * 32);
  const quality = Array.from({ length: VIEW_COUNT.k52 }, () => 100);
  for (const size of BANKS) {
    const index = new HashIndex();
    const aligned = new Aligned();
    for (let id = 0; id < size; id++) {
      for (let i = 0; i < bytes.length; i++) {
        state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
        bytes[i] = state >>> 24;
      }
      index.add(id, bytes.slice(0, 32));
      aligned.add(id, { layout: 'k52', aspect: 1.5, hashes: encodeViewHashes(bytes), quality });
    }
    times[size] = {
      'upload-view': timed(10, () => {
        for (const { hash } of uploadViews(pixels)) index.search(hash, 31);
      }),
      aligned: timed(3, () => aligned.search(pixels)),
    };
  }
  return times;
}

/** Runs the measurement; the last line is JSON with `--json`. */
export async function run(args: string[]): Promise<number> {
  const half = option(args, '--half') ?? 'reporting';
  if (half !== 'reporting' && half !== 'tuning') {
    console.error('--half is tuning or reporting.');
    return 2;
  }
  const folder = option(args, '--photos');
  const bank = [...photosOf('tuning', folder), ...photosOf('reporting', folder)];
  const all = photosOf(half, folder);
  const limit = Math.min(all.length, Number(option(args, '--limit') ?? all.length));
  // Evenly spread, so that a part of the half has all its kinds of photographs.
  const photos = all.filter(
    (_, i) => Math.floor((i * limit) / all.length) !== Math.floor(((i - 1) * limit) / all.length),
  );
  const outcome = await measure(photos, bank);
  const first = photos[0] ?? bank[0];
  const shot = EDITS.find(({ family }) => family === 'screenshot');
  const picture = first && (await load(first.file, 800));
  const msPerUpload = picture && shot ? await cost(await shot.make(picture, [picture])) : {};

  const shown = (value: number) => Number(value.toFixed(1));
  console.table(
    Object.fromEntries(
      Object.entries(outcome.families).map(([family, recall]) => [
        family,
        Object.fromEntries(RULES.map((rule) => [rule, shown(recall[rule])])),
      ]),
    ),
  );
  const { recall, falsePairs, pairs } = outcome;
  console.log(
    `Mean recall in percent over 25 families: ${RULES.map((rule) => `${rule} ${shown(recall[rule])}`).join(', ')}.`,
  );
  console.log(
    `False pairs among ${pairs}: plain ${falsePairs.plain}, upload-view ${falsePairs['upload-view']}.`,
  );
  console.log(`Look-ups for an upload: ${shown(outcome.lookups)}; milliseconds by records:`, msPerUpload);
  const out = join(import.meta.dirname, 'out');
  mkdirSync(out, { recursive: true });
  const result = {
    bench: 'robust',
    half,
    recall: Object.fromEntries(RULES.map((rule) => [rule, shown(recall[rule])])),
    falsePairs,
    pairs,
    lookups: shown(outcome.lookups),
    msPerUpload,
    families: outcome.families,
  };
  writeFileSync(join(out, 'robust.json'), `${JSON.stringify(result, undefined, 2)}\n`);
  writeFileSync(join(out, 'robust.svg'), chart(outcome));
  console.log('Written: bench/out/robust.json and bench/out/robust.svg.');
  if (args.includes('--json')) console.log(JSON.stringify(result));
  return 0;
}
