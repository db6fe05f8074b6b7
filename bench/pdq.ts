// `npm run bench -- pdq [--json]`: hashing and decoding of pictures beside PyPI's pdqhash, in one run, one thread each.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AmaanError } from '@amaan/base';
import { fastBlock, hamming, hashPixels, hashPixelsExact, type Pixels } from '@amaan/signal';
import { decodePicture } from '@amaan/signal/node';
import sharp from 'sharp';
import { pythonWith } from './venv.ts';

const SIZES: Record<'0.25mp' | '1mp' | '12mp', [number, number]> = {
  '0.25mp': [577, 433],
  '1mp': [1155, 866],
  '12mp': [4032, 3024],
};
type SizeName = keyof typeof SIZES;
const NAMES = Object.keys(SIZES).map((name) => name as SizeName);
const ROUNDS = { '0.25mp': 15, '1mp': 9, '12mp': 2 };
/** Pictures of each size; the figure is the middle one's. About one in twelve needs the exact kernel (`recomputed`). */
const PICTURES = 5;
const FILE_ROUNDS = 9;

interface PeerAnswer {
  hashing: Record<string, number>;
  /** 256 digits 0 and 1, the highest bit first. */
  hashes: Record<string, string>;
  file: { decode: number; whole: number };
}

/** Waves of many directions and lengths, the short ones weak, with a fine grain: the spectrum of a photograph. */
function draw(width: number, height: number, seed: number): Pixels {
  let state = seed >>> 0;
  const random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const waves = Array.from({ length: 40 }, (_, i) => {
    const [length, turn] = [1 + i, 2 * Math.PI * random()];
    const strength = 70 / length ** 0.8;
    return { x: length * Math.cos(turn), y: length * Math.sin(turn), phase: 7 * random(), strength };
  });
  // The waves are the same for a block of pixels: drawing must not take longer than measuring.
  const block = Math.ceil(width / 600);
  const across = Math.ceil(width / block);
  const light = new Float32Array(across * Math.ceil(height / block));
  for (let i = 0; i < light.length; i++) {
    const [u, v] = [((i % across) * block) / width, (Math.floor(i / across) * block) / height];
    for (const { x, y, phase, strength } of waves)
      light[i] = (light[i] ?? 0) + strength * Math.sin(2 * Math.PI * (x * u + y * v) + phase);
  }
  const data = new Uint8ClampedArray(width * height * 3);
  for (let at = 0, y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const value =
        120 + (light[Math.floor(y / block) * across + Math.floor(x / block)] ?? 0) + 12 * random();
      data[at++] = value;
      data[at++] = 0.9 * value;
      data[at++] = 0.8 * value;
    }
  return { width, height, channels: 3, data };
}

function middle(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** The middle of the times of several rounds, in milliseconds. */
async function median(rounds: number, work: () => unknown): Promise<number> {
  await work();
  const times: number[] = [];
  for (let i = 0; i < rounds; i++) {
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  }
  return middle(times);
}

function askPeer(job: unknown): PeerAnswer {
  const python = pythonWith('pdq', ['pdqhash', 'pillow', 'numpy']);
  const script = join(import.meta.dirname, 'pdq-peer.py');
  const { status, stdout } = spawnSync(python, [script], {
    input: JSON.stringify(job),
    stdio: ['pipe', 'pipe', 2],
    encoding: 'utf8',
  });
  if (status !== 0) throw new AmaanError('bench-peer', 'The peer failed. What stands above says why.');
  return JSON.parse(stdout) as PeerAnswer;
}

/** Bits in which our hash and the peer's differ. */
function apart(pixels: Pixels, digits: string): number {
  const bytes = digits.match(/.{8}/g)?.map((byte) => Number.parseInt(byte, 2)) ?? [];
  return hamming(hashPixels(pixels).hash, Uint8Array.from(bytes));
}

/** Runs the measurement; the last line is JSON with `--json`. */
export async function run(args: string[]): Promise<void> {
  sharp.concurrency(1);
  const folder = mkdtempSync(join(tmpdir(), 'amaan-bench-pdq-'));
  try {
    const pictures = NAMES.flatMap((name) =>
      Array.from({ length: PICTURES }, (_, i) => {
        const pixels = draw(...SIZES[name], i + 1);
        const path = join(folder, `${name}-${i}.rgb`);
        writeFileSync(path, pixels.data);
        return { name, key: `${name}-${i}`, path, pixels };
      }),
    );
    const raw = Object.fromEntries(
      pictures.map(({ key, name, path, pixels: { width, height } }) => [
        key,
        { path, width, height, rounds: ROUNDS[name] },
      ]),
    );
    const jpeg = join(folder, 'photo.jpg');
    const { width, height, data } = draw(...SIZES['12mp'], 1);
    await sharp(data, { raw: { width, height, channels: 3 } })
      .jpeg({ quality: 90 })
      .toFile(jpeg);
    const peer = askPeer({ raw, file: { path: jpeg, rounds: FILE_ROUNDS } });

    const rows: Record<string, Record<string, number>> = {};
    for (const name of NAMES) {
      const own = pictures.filter((picture) => picture.name === name);
      const fast: number[] = [];
      let [recomputed, most] = [0, 0];
      for (const { key, pixels } of own) {
        fast.push(await median(2 * ROUNDS[name] + 1, () => hashPixels(pixels)));
        if (!fastBlock(pixels)?.sure) recomputed++;
        most = Math.max(most, apart(pixels, peer.hashes[key] ?? ''));
      }
      const exact = await median(3, () => hashPixelsExact(own[0]?.pixels ?? draw(...SIZES[name], 1)));
      const pdqhash = middle(own.map(({ key }) => peer.hashing[key] ?? Number.NaN));
      const ours = middle(fast);
      rows[name] = { pdqhash, exact, fast: ours, ratio: pdqhash / ours, recomputed, 'most bits apart': most };
    }
    const bytes = readFileSync(jpeg);
    const decode = await median(FILE_ROUNDS, () => decodePicture(bytes));
    const whole = await median(FILE_ROUNDS, async () => hashPixels((await decodePicture(bytes)).pixels));
    const file = { decode, whole, wholeOverDecode: whole / decode };
    const pillow = { ...peer.file, wholeOverDecode: peer.file.whole / peer.file.decode };

    const round = (row: Record<string, number>) =>
      Object.fromEntries(Object.entries(row).map(([key, value]) => [key, Number(value.toPrecision(4))]));
    console.log('Hash only, milliseconds (ratio = pdqhash / ours fast):');
    console.table(Object.fromEntries(Object.entries(rows).map(([name, row]) => [name, round(row)])));
    console.log('A JPEG of 12 megapixels from file to hash, milliseconds:');
    console.table({ 'Pillow + pdqhash': round(pillow), ours: round(file) });
    const result = {
      bench: 'pdq',
      ratios: Object.fromEntries(NAMES.map((name) => [name, Number((rows[name]?.ratio ?? 0).toFixed(1))])),
      wholeFileOverDecode: Number((whole / decode).toFixed(3)),
    };
    mkdirSync(join(import.meta.dirname, 'out'), { recursive: true });
    const all = { ...result, hashOnly: rows, file, pillow };
    writeFileSync(join(import.meta.dirname, 'out', 'pdq.json'), `${JSON.stringify(all, undefined, 2)}\n`);
    if (args.includes('--json')) console.log(JSON.stringify(result));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
