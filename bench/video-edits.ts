// `npm run bench -- video-edits [--json] [--minutes N] [--strangers N] [--clips FOLDER]`: edits clips in 28 ways with
// ffmpeg and counts which copies each rule finds in a bank of all clips and of strangers' (a camera wandering over
// photographs). `--stills [N]`: false pairs of a banked picture and a clip that shows it at two moments.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { signalsOfVideoFile } from '@amaan/signal/node';
import { photosOf } from './robust/photos.ts';
import { ClipBank, CLIP_RULES, type ClipRule } from './video-edits/bank.ts';
import { CLIP_EDITS, editClip, panOf } from './video-edits/edits.ts';
import { measureStills } from './video-edits/stills.ts';

const CLIPS = join(import.meta.dirname, '../../shared/data/photos/clips');
const OUT = join(import.meta.dirname, 'out');

function option(args: readonly string[], name: string): string | undefined {
  const at = args.indexOf(name);
  return at < 0 ? undefined : args[at + 1];
}

const percent = (part: number, all: number) => Number(((100 * part) / all).toFixed(1));

async function runStills(args: string[]): Promise<number> {
  const outcome = await measureStills(Number(option(args, '--stills') ?? 20_000));
  console.log(
    `${outcome.clips} clips (${outcome.frames} frames) against ${outcome.pictures} other pictures.`,
  );
  console.log(
    `Pairs ${outcome.pairs}: ${outcome.oneMoment} with one moment within 31 bits, ${outcome.falsePairs} with two (a match).`,
  );
  for (const line of outcome.wrong) console.log(`  ${line}`);
  if (args.includes('--json')) console.log(JSON.stringify({ bench: 'video-stills', ...outcome }));
  return 0;
}

/** Runs the measurement; the last line is JSON with `--json`. */
export async function run(args: string[]): Promise<number> {
  if (args.includes('--stills')) return runStills(args);
  const folder = option(args, '--clips') ?? CLIPS;
  const [minutes, strangers] = [
    Number(option(args, '--minutes') ?? 15),
    Number(option(args, '--strangers') ?? 40),
  ];
  if (!existsSync(folder) || !(minutes > 0) || !(strangers >= 0)) {
    console.error(
      'npm run bench -- video-edits [--json] [--minutes N] [--strangers N] [--clips FOLDER] | --stills N',
    );
    return 2;
  }
  const room = mkdtempSync(join(tmpdir(), 'amaan-edits-'));
  try {
    return await measure(args, folder, room, { minutes, strangers });
  } finally {
    rmSync(room, { recursive: true, force: true });
  }
}

async function measure(
  args: string[],
  folder: string,
  room: string,
  { minutes, strangers }: { minutes: number; strangers: number },
): Promise<number> {
  const names = readdirSync(folder).filter((name) => name.endsWith('.mp4'));
  const bank = new ClipBank();
  const clips: Array<{ name: string; file: string; seconds: number }> = [];
  for (const name of names) {
    const file = join(folder, name);
    const set = await signalsOfVideoFile(file, { exact: false, views: 'k24' });
    bank.add(name, set);
    clips.push({ name, file, seconds: (set.durationMs ?? 0) / 1000 });
  }
  const photos = [...photosOf('tuning'), ...photosOf('reporting')];
  const pan = join(room, 'pan.mp4');
  for (const [i, { name, file }] of photos.slice(0, strangers).entries()) {
    await panOf(file, i, pan);
    bank.add(`pan of ${name}`, await signalsOfVideoFile(pan, { exact: false, views: 'k24' }));
  }
  const ground = photos.at(-1)?.file ?? '';
  const end = performance.now() + 60_000 * minutes;
  const found = new Map<string, Record<ClipRule, number> & { uploads: number }>();
  const wrong: string[] = [];
  const missed: string[] = [];
  const falsePairs = { plain: 0, 'upload-view': 0, aligned: 0 };
  let [uploads, pairs, ms] = [0, 0, 0];
  // Edit by edit, clip by clip, in a step that shares no factor with their number: a run cut short is a fair sample.
  const all = CLIP_EDITS.flatMap((edit) => clips.map((clip) => ({ edit, clip })));
  for (let i = 0; i < all.length && performance.now() < end; i++) {
    const { edit, clip } = all[(i * 61) % all.length]!;
    const other = clips[(clips.indexOf(clip) + 3) % clips.length]!;
    const file = await editClip(edit, clip, { clip: other.file, photo: ground }, room);
    const asked = await bank.ask(file);
    ms += asked.ms;
    uploads++;
    pairs += bank.size - 1;
    const row = found.get(edit.family) ?? { plain: 0, 'upload-view': 0, aligned: 0, uploads: 0 };
    found.set(edit.family, row);
    row.uploads++;
    for (const rule of CLIP_RULES) {
      if (asked.found[rule].has(clip.name)) row[rule]++;
      for (const name of asked.found[rule]) {
        // What an edit put around the clip is in the upload.
        if (name === clip.name || (name === other.name && edit.graph.includes('[o]'))) continue;
        falsePairs[rule]++;
        wrong.push(`${clip.name} ${edit.family}, ${edit.name}: ${name} by ${rule}`);
      }
    }
    if (!asked.found.aligned.has(clip.name)) missed.push(`${clip.name} ${edit.family}, ${edit.name}`);
    if (i % 20 === 19) console.error(`${i + 1} of ${all.length}`);
  }
  const families = Object.fromEntries(
    [...found].map(([family, row]) => [
      family,
      Object.fromEntries(CLIP_RULES.map((rule) => [rule, percent(row[rule], row.uploads)])),
    ]),
  );
  console.table(families);
  const recall = Object.fromEntries(
    CLIP_RULES.map((rule) => [
      rule,
      percent(
        [...found.values()].reduce((sum, row) => sum + row[rule], 0),
        uploads,
      ),
    ]),
  );
  console.log(`${uploads} uploads of ${clips.length} clips among ${bank.size}; recall in percent:`, recall);
  console.log(`False pairs among ${pairs}:`, falsePairs);
  for (const line of wrong) console.log(`  ${line}`);
  console.log(`Not found: ${missed.join('; ')}`);
  const msPerUpload = Math.round(ms / uploads);
  console.log(`Milliseconds for the parts and the alignment of an upload: ${msPerUpload}.`);
  const result = {
    bench: 'video-edits',
    clips: clips.length,
    uploads,
    bank: bank.size,
    recall,
    falsePairs,
    pairs,
  };
  mkdirSync(OUT, { recursive: true });
  writeFileSync(
    join(OUT, 'video-edits.json'),
    `${JSON.stringify({ ...result, families, wrong, missed }, undefined, 2)}\n`,
  );
  if (args.includes('--json')) console.log(JSON.stringify({ ...result, msPerUpload, families }));
  return 0;
}
