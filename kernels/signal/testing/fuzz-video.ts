import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FileError } from '../file/errors.ts';
import { FILE_LIMITS } from '../file/limits.ts';
import { signalsOfVideoFile } from '../node/video.ts';
import { drawClip } from './draw-video.ts';
import { dice, type FuzzReport, mutate } from './fuzz.ts';

const MOST_MS = 10_000;

/** Gives fuzzed videos to the reading process and counts what comes out. */
export async function fuzzVideos(
  count: number,
  seed: number,
  onFile?: (done: number) => void,
): Promise<FuzzReport> {
  const report: FuzzReport = { files: 0, read: 0, refused: {}, bad: [], slowestMs: 0 };
  const folder = mkdtempSync(join(tmpdir(), 'amaan-fuzz-'));
  const path = join(folder, 'clip.mp4');
  const good = await drawClip({ width: 96, height: 64, seconds: 1 });
  const roll = dice(seed);
  try {
    for (let i = 0; i < count; i++) {
      writeFileSync(path, mutate(good, roll));
      const from = performance.now();
      try {
        await signalsOfVideoFile(path, { exact: false, limits: { ...FILE_LIMITS, videoMs: MOST_MS } });
        report.read += 1;
      } catch (error) {
        if (error instanceof FileError) report.refused[error.code] = (report.refused[error.code] ?? 0) + 1;
        else report.bad.push(`clip ${i} of seed ${seed}: ${String(error)}`);
      }
      report.slowestMs = Math.max(report.slowestMs, performance.now() - from);
      report.files += 1;
      onFile?.(report.files);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  return report;
}
