// `npm run bench -- robust [--json] [--minutes N] [--from N] [--limit N] [--strangers N] [--half tuning|reporting] [--photos FOLDER] [--among FOLDER] [--alike N]`:
// edits photographs in 108 ways and counts which copies each rule finds among the records of all photographs and of
// strangers. It stops after 12 minutes of edits when nothing else is said; `--from N` goes on after N photographs;
// `--among FOLDER` banks the pictures of a folder as well, and makes the strangers from them.
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Pixels } from '@amaan/signal';
import { decodePicture } from '@amaan/signal/node';
import { measureAlike } from './robust/alike.ts';
import { load } from './robust/canvas.ts';
import { chart } from './robust/chart.ts';
import { costs } from './robust/cost.ts';
import { EDITS } from './robust/edits.ts';
import { measure, RULES } from './robust/measure.ts';
import { type Photo, photosOf } from './robust/photos.ts';
import { drawings, strangersOf } from './robust/strangers.ts';

const OUT = join(import.meta.dirname, 'out');
const USAGE =
  'npm run bench -- robust [--json] [--minutes N] [--from N] [--limit N] [--strangers N] [--half tuning|reporting] [--photos FOLDER] [--among FOLDER] [--alike N]';

function option(args: readonly string[], name: string): string | undefined {
  const at = args.indexOf(name);
  return at < 0 ? undefined : args[at + 1];
}

function told(what: string): (done: number) => void {
  return (done) => {
    if (process.stderr.isTTY) process.stderr.write(`\r${what}: ${done}   `);
    else if (done % 500 === 0 || done < 100) console.error(`${what}: ${done}`);
  };
}

/** One upload of every ninth kind of edit. */
async function someUploads(photo: Photo): Promise<Pixels[]> {
  const picture = await load(photo.file, 800);
  const edits = EDITS.filter((_, i) => i % 9 === 0);
  return Promise.all(
    edits.map(async (edit) => (await decodePicture(await edit.make(picture, [picture]))).pixels),
  );
}

/** Evenly spread, and in an order in which every beginning is a fair sample. */
function chosen(all: readonly Photo[], from: number, limit: number): Photo[] {
  const step = 23;
  return all
    .map((_, i) => all[(i * step) % all.length])
    .flatMap((photo) => photo ?? [])
    .slice(from, from + limit);
}

/** Drawn pictures are 128 pixels wide or so; uploads are four times that. */
const TIMES = 4;

/** `--alike N`: false pairs of rule `aligned` among N pictures under like interfaces, captions and stickers. */
async function runAlike(count: number, photos: readonly Photo[], json: boolean): Promise<number> {
  const files = chosen(photos, 0, count).map(({ file }) => load(file, 640));
  const kinds = { drawn: drawings(count, TIMES), photographs: await Promise.all(files) };
  const results: Record<string, unknown> = {};
  for (const [kind, pictures] of Object.entries(kinds)) {
    if (pictures.length < 2) continue;
    const { wrong, ...outcome } = await measureAlike(pictures, told(`Uploads, ${kind}`));
    const { falsePairs, pairs, uploads, records } = outcome;
    console.log(`${kind}: ${uploads} uploads against ${records} records of others, edited in the same ways.`);
    console.log(`False pairs of aligned among ${pairs}: ${falsePairs}.`);
    for (const line of wrong) console.log(`  ${line}`);
    results[kind] = outcome;
  }
  if (json) console.log(JSON.stringify({ bench: 'robust-alike', ...results }));
  return 0;
}

/** Runs the measurement; the last line is JSON with `--json`. */
export async function run(args: string[]): Promise<number> {
  const half = option(args, '--half') ?? 'reporting';
  const [minutes, count] = [
    Number(option(args, '--minutes') ?? 12),
    Number(option(args, '--strangers') ?? 5000),
  ];
  const limit = Number(option(args, '--limit') ?? Number.POSITIVE_INFINITY);
  const from = Number(option(args, '--from') ?? 0);
  const bounds = minutes > 0 && count > 0 && limit > 0 && from >= 0;
  if ((half !== 'reporting' && half !== 'tuning') || !bounds) {
    console.error(USAGE);
    return 2;
  }
  const folder = option(args, '--photos');
  const all = photosOf(half, folder);
  const alike = Number(option(args, '--alike') ?? 0);
  if (alike >= 2) return runAlike(alike, all, args.includes('--json'));
  const others = photosOf(half === 'tuning' ? 'reporting' : 'tuning', folder);
  const among = option(args, '--among');
  const strange = among === undefined ? [] : [...photosOf('tuning', among), ...photosOf('reporting', among)];
  const sources = among === undefined ? others : strange;
  const named = createHash('sha256')
    .update(sources.map(({ file }) => file).join('\n'))
    .digest('hex');
  const cache = join(OUT, `strangers-${named.slice(0, 12)}-${count}.bin`);
  const strangers = await strangersOf(sources, count, cache, told('Strangers'));
  const end = performance.now() + 60_000 * minutes;
  const photos = chosen(all, from, limit);
  const outcome = await measure(
    photos,
    [...others, ...all, ...strange],
    strangers,
    () => performance.now() > end,
    told(`Photographs of ${photos.length}`),
  );

  const shown = (value: number) => Number(value.toFixed(1));
  const perRule = (of: (rule: (typeof RULES)[number]) => number) =>
    Object.fromEntries(RULES.map((rule) => [rule, shown(of(rule))]));
  const families = Object.fromEntries(
    Object.entries(outcome.families).map(([family, recall]) => [family, perRule((rule) => recall[rule])]),
  );
  console.table(families);
  const { recall, falsePairs, pairs, records, uploads, wrong } = outcome;
  const list = (of: Record<string, number>) => RULES.map((rule) => `${rule} ${of[rule]}`).join(', ');
  console.log(`${uploads} uploads of ${outcome.photos} photographs (${half} half) among ${records} records.`);
  console.log(`Mean recall in percent over 25 families: ${list(perRule((rule) => recall[rule]))}.`);
  console.log(`False pairs among ${pairs}: ${list(falsePairs)}.`);
  for (const line of wrong) console.log(`  ${line}`);
  // Last, because filling a bank with 100,000 records takes a minute.
  const [first] = photos;
  const msPerUpload = first ? costs(await someUploads(first), strangers) : {};
  console.log(
    `Look-ups for an upload: ${shown(outcome.lookups)}; processor milliseconds by records:`,
    msPerUpload,
  );
  mkdirSync(OUT, { recursive: true });
  const result = {
    bench: 'robust',
    half,
    photos: outcome.photos,
    uploads,
    records,
    recall: perRule((rule) => recall[rule]),
    falsePairs,
    pairs,
    lookups: shown(outcome.lookups),
    msPerUpload,
    families,
  };
  writeFileSync(
    join(OUT, 'robust.json'),
    `${JSON.stringify({ ...result, wrong, missed: outcome.missed }, undefined, 2)}\n`,
  );
  writeFileSync(join(OUT, 'robust.svg'), chart(outcome));
  console.log('Written: bench/out/robust.json and bench/out/robust.svg.');
  if (args.includes('--json')) console.log(JSON.stringify(result));
  return 0;
}
