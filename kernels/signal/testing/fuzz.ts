// Hostile files, made from good ones: the same list for the same seed, so that a finding can be repeated.
import { FileError } from '../file/errors.ts';
import { FILE_LIMITS } from '../file/limits.ts';
import { signalsOfPicture } from '../node/signals.ts';
import { parseSignalSet } from '../signal-set.ts';
import { bombPng, drawnFiles, writtenFiles } from './draw.ts';
import { drawnAnimations } from './draw-animation.ts';

/** Numbers below a limit, the same for the same seed (mulberry32). */
export function dice(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

const HEADER = 600;
const ODD = [0, 1, 0x7f, 0x80, 0xfe, 0xff];

/** A good file made bad: bytes of its header or anywhere changed, runs doubled or cut out, its end cut off. */
export function mutate(good: Uint8Array, roll: (below: number) => number): Uint8Array {
  const bytes = Uint8Array.from(good);
  const kind = roll(5);
  if (kind === 0) return bytes.subarray(0, roll(bytes.length));
  if (kind === 1) {
    const [from, length] = [roll(bytes.length), roll(200)];
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(from + length)]);
  }
  if (kind === 2) {
    const [from, length] = [roll(bytes.length), roll(2000)];
    return Buffer.concat([bytes.subarray(0, from + length), bytes.subarray(from)]);
  }
  const reach = kind === 3 ? Math.min(HEADER, bytes.length) : bytes.length;
  for (let times = 1 + roll(8); times > 0; times--)
    bytes[roll(reach)] = roll(2) === 0 ? (ODD[roll(ODD.length)] ?? 0) : roll(256);
  return bytes;
}

/** The fuzzed files of a seed: truncations at every byte of a small file first, then mutations and plain noise. */
export async function* hostileFiles(
  count: number,
  seed: number,
): AsyncGenerator<{ name: string; bytes: Uint8Array }> {
  const roll = dice(seed);
  const good = [
    ...(await drawnFiles(48, 36)),
    ...(await drawnAnimations(48, 36)),
    ...writtenFiles(),
    ['bomb.png', bombPng(30_000, 30_000)] as const,
  ];
  const [smallest] = good.toSorted(([, a], [, b]) => a.length - b.length);
  for (let i = 0; i < count; i++) {
    const cut = i < count / 5 ? smallest : undefined;
    const [name, bytes] = cut ?? good[roll(good.length)] ?? ['', Buffer.alloc(0)];
    if (cut && i < bytes.length) yield { name: `${name} cut at ${i}`, bytes: bytes.subarray(0, i) };
    else if (roll(12) === 0) {
      const noise = Uint8Array.from({ length: roll(4000) }, () => roll(256));
      noise.set(bytes.subarray(0, Math.min(roll(32), noise.length)));
      yield { name: `noise after the start of ${name}`, bytes: noise };
    } else yield { name: `${name} changed`, bytes: mutate(bytes, roll) };
  }
}

/** What a run of fuzzed files came to. */
export interface FuzzReport {
  files: number;
  read: number;
  /** How often each typed refusal came. */
  refused: Record<string, number>;
  /** Files that gave neither signals nor a typed error, or took over ten seconds. */
  bad: string[];
  slowestMs: number;
}

const SLOWEST_MS = 10_000;

/** Reads fuzzed files as pictures and counts what comes out. `onFile` hears how many are done. */
export async function fuzzPictures(
  count: number,
  seed: number,
  onFile?: (done: number) => void,
): Promise<FuzzReport> {
  const report: FuzzReport = { files: 0, read: 0, refused: {}, bad: [], slowestMs: 0 };
  for await (const { name, bytes } of hostileFiles(count, seed)) {
    const from = performance.now();
    try {
      const limits = { ...FILE_LIMITS, photoMs: SLOWEST_MS / 3 };
      parseSignalSet(await signalsOfPicture(bytes, { views: 'none', exact: false }, limits));
      report.read += 1;
    } catch (error) {
      if (error instanceof FileError) report.refused[error.code] = (report.refused[error.code] ?? 0) + 1;
      else report.bad.push(`${name}: ${String(error)}`);
    }
    const ms = performance.now() - from;
    report.slowestMs = Math.max(report.slowestMs, ms);
    if (ms > SLOWEST_MS) report.bad.push(`${name}: ${Math.round(ms)} ms`);
    report.files += 1;
    onFile?.(report.files);
  }
  return report;
}
