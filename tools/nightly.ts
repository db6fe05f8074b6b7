// What takes too long for every change: many hostile files, every sample clip, a million changes to the index, a month of clocks. `npm run nightly -- [SEED]`; the
// seed is printed, so that a finding can be repeated. Ends with `nightly: ok`, or with what was found and exit code 1.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { hamming, hashFromHex, readVpdqText } from '@amaan/signal';
import { referenceFramesOfFile } from '@amaan/signal/node';
import { type FuzzReport, fuzzPictures } from '../kernels/signal/testing/fuzz.ts';
import { fuzzFormats } from '../kernels/signal/testing/fuzz-formats.ts';
import { fuzzVideos } from '../kernels/signal/testing/fuzz-video.ts';

const PICTURES = 20_000;
const VIDEOS = 200;
const TEXTS = 200_000;
const CLIPS = '../shared/data/video';
const GIGABYTE = 2 ** 30;

const seed = Number(process.argv[2] ?? Math.floor(Date.now() / 86_400_000));
const findings: string[] = [];

function say(text: string): void {
  console.log(`nightly: ${text}`);
}

function tell(what: string, report: FuzzReport): void {
  const refused = Object.entries(report.refused).map(([code, times]) => `${code} ${times}`);
  say(
    `${report.files} ${what}: ${report.read} read, ${refused.join(', ')}; slowest ${Math.round(report.slowestMs)} ms`,
  );
  findings.push(...report.bad);
}

async function clips(): Promise<void> {
  if (!existsSync(CLIPS)) {
    say('sample clips skipped: they are not here');
    return;
  }
  for (const file of readdirSync(CLIPS).filter((name) => name.endsWith('.mp4'))) {
    const name = basename(file, '.mp4');
    const reference = readVpdqText(readFileSync(join(CLIPS, 'vpdq-hashes', `${name}.txt`), 'utf8'));
    const ours = await referenceFramesOfFile(join(CLIPS, file), 0);
    const distances = reference.flatMap(({ hash, quality }, i) => {
      const mine = ours[i];
      return quality >= 50 && mine && mine.quality >= 50
        ? [hamming(hashFromHex(hash), hashFromHex(mine.hash))]
        : [];
    });
    const mean = distances.reduce((sum, one) => sum + one, 0) / distances.length;
    const close = (100 * distances.filter((one) => one <= 2).length) / distances.length;
    say(
      `${name}: ${ours.length} frames, mean ${mean.toFixed(2)} bits, most ${Math.max(...distances)}, 0-2 bits ${close.toFixed(1)} %`,
    );
    // The reference's own test asks for less than 31 bits; with its arithmetic for colours we differ by 4 at most.
    if (ours.length !== reference.length || Math.max(...distances) > 10 || mean >= 1)
      findings.push(`${name} differs from the reference`);
  }
}

/** A month of ten thousand running clocks on a database, with a server that is down now and then. */
function clocks(): void {
  const { status } = spawnSync('node_modules/.bin/vitest', ['run', 'servers/responder/notices/month'], {
    stdio: 'inherit',
    env: { ...process.env, AMAAN_MONTH_CLOCKS: '10000', AMAAN_MONTH_SEED: String(seed) },
  });
  if (status !== 0) findings.push('a deadline was missed, raised twice, late or without need');
}

/** The index against a plain map, a million operations with and without the thread that merges. */
function index(): void {
  const { status } = spawnSync('node_modules/.bin/vitest', ['run', 'kernels/bank/index'], {
    stdio: 'inherit',
    env: { ...process.env, AMAAN_NIGHTLY: '1' },
  });
  if (status !== 0) findings.push('the index differs from a plain map');
}

/** Two starts at once on a folder without a database. */
function twoStarts(): void {
  const { status } = spawnSync('node_modules/.bin/vitest', ['run', 'servers/store/alone'], {
    stdio: 'inherit',
    env: { ...process.env, AMAAN_NIGHTLY: '1' },
  });
  if (status !== 0) findings.push('two starts at once did not leave one server on one database');
}

/** Her page as an onion service, in a tor network on this machine alone; skipped where no tor is. */
function onion(): void {
  const { status } = spawnSync('node_modules/.bin/vitest', ['run', 'e2e/onion'], {
    stdio: 'inherit',
    env: { ...process.env, AMAAN_NIGHTLY: '1' },
  });
  if (status !== 0) findings.push('her page was not reached by its onion name');
}

/** Every screen of a review in both languages at both widths; each day sees half of them. */
function screens(): void {
  const { status } = spawnSync('node_modules/.bin/vitest', ['run', 'e2e/held-upload'], {
    stdio: 'inherit',
    env: { ...process.env, AMAAN_NIGHTLY: '1' },
  });
  if (status !== 0) findings.push('a screen of the review, its keyboard or what it tells');
}

/** Every property of the kernels and servers from this night's seed; the everyday suite has one fixed seed. */
function properties(): void {
  const { status } = spawnSync('node_modules/.bin/vitest', ['run', 'kernels', 'servers/platform/review'], {
    stdio: 'inherit',
    env: { ...process.env, AMAAN_SEED: String(seed) },
  });
  if (status !== 0) findings.push('a property fails from this seed');
}

/** A new user's whole way in Urdu on a slow phone; a list of links that is longer than one sealed item. */
function slowPhone(): void {
  const files = ['apps/survivor/telling', 'apps/survivor/src/case/keys-changed'];
  const { status } = spawnSync('node_modules/.bin/vitest', ['run', ...files], {
    stdio: 'inherit',
    env: { ...process.env, AMAAN_NIGHTLY: '1' },
  });
  if (status !== 0) findings.push('the way of a new user on a slow phone, or a long list of links');
}

say(`seed ${seed}`);
tell(
  'hostile pictures',
  await fuzzPictures(PICTURES, seed, (done) => {
    if (done % 4000 === 0) say(`${done} of ${PICTURES}`);
  }),
);
if (process.memoryUsage().rss > GIGABYTE)
  findings.push('over a gigabyte of memory after the hostile pictures');
tell('hostile videos', await fuzzVideos(VIDEOS, seed));
tell('hostile lists of frames (vPDQ)', fuzzFormats(TEXTS, seed));
await clips();
properties();
index();
slowPhone();
screens();
clocks();
twoStarts();
onion();
for (const finding of findings) say(finding);
if (findings.length > 0) process.exitCode = 1;
else say('ok');
