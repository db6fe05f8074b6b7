import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hashFromHex, parseSignalSet, readVpdqText } from '@amaan/signal';
import sharp from 'sharp';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { drawScene } from '@amaan/signal/testing';
import { drawGif } from '@amaan/signal/testing/animation';
import { drawClip } from '@amaan/signal/testing/video';
import { inOrder, listFiles } from './files.ts';
import { hash } from './hash.ts';

let folder: string;
let lines: string[];
let complaints: string[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'amaan-hash-'));
  const data = Buffer.from(
    Array.from({ length: 120 * 90 * 3 }, (_, i) => (i * i * 31 + (i % 977) * 7) % 256),
  );
  const picture = sharp(data, { raw: { width: 120, height: 90, channels: 3 } });
  await picture.clone().png().toFile(join(folder, 'a.png'));
  await picture.clone().jpeg().withMetadata({ orientation: 6 }).toFile(join(folder, 'b.jpg'));
  await writeFile(join(folder, 'c.png'), 'no picture');
  await writeFile(join(folder, 'notes.txt'), 'not looked at');
  lines = [];
  complaints = [];
  vi.spyOn(console, 'log').mockImplementation((line: string) => lines.push(line));
  vi.spyOn(console, 'error').mockImplementation((line: string) => complaints.push(line));
});

afterEach(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true });
});

test('a folder: a line for each picture in order, a complaint for the bad one, exit code 1', async () => {
  expect(await hash.run([folder])).toBe(1);
  expect(lines.map((line) => line.split(' ')[2])).toEqual(
    ['a.png', 'b.jpg', 'b.jpg'].map((f) => join(folder, f)),
  );
  for (const line of lines) expect(hashFromHex(line.slice(0, 64))).toHaveLength(32);
  expect(lines[2]).toContain('as stored, orientation 6');
  expect(complaints).toHaveLength(1);
  expect(complaints[0]).toContain('c.png: The file is neither');
});

test('--json --views gives whole signal sets and errors with their codes', async () => {
  expect(await hash.run(['--json', '--views', folder, join(folder, 'missing.jpg')])).toBe(1);
  const [a, b, c, missing] = lines.map((line) => JSON.parse(line));
  for (const { file: _, ...signals } of [a, b]) {
    const set = parseSignalSet({ v: 1, ...signals });
    expect(set.views?.layout).toBe('k52');
    expect(set.sha256).toHaveLength(64);
  }
  expect([b.width, b.height, b.orientation]).toEqual([90, 120, 6]);
  expect(c.error.code).toBe('not-a-picture');
  expect(missing.error).toEqual({ code: 'enoent', message: 'There is no such file.' });
});

test('good files alone end in 0, no files or an unknown option in 2', async () => {
  expect(await hash.run([join(folder, 'a.png')])).toBe(0);
  expect(await hash.run([])).toBe(2);
  expect(await hash.run(['--fast', folder])).toBe(2);
});

test('a video: kept frames with --json, vPDQ forms, and exact hashes where it cannot be decoded', async () => {
  const clip = await drawClip({ width: 160, height: 120, seconds: 2 });
  const [good, cut] = [join(folder, 'clip.mp4'), join(folder, 'cut.mp4')];
  await writeFile(good, clip);
  await writeFile(cut, clip.subarray(0, 3000));
  expect(await hash.run(['--json', '--views', '--video-rate', '2', good, cut])).toBe(1);
  const [whole, part] = lines.map((line) => JSON.parse(line));
  expect(whole).toMatchObject({
    file: good,
    contentType: 'video',
    width: 160,
    height: 120,
    durationMs: 2000,
  });
  expect(whole.frames.length).toBeGreaterThan(1);
  const { file: _, ...signals } = whole;
  expect(parseSignalSet({ v: 2, ...signals }).keyFrames?.[0]?.views.layout).toBe('k52');
  expect(part).toEqual({
    file: cut,
    contentType: 'video',
    bytes: 3000,
    md5: createHash('md5').update(clip.subarray(0, 3000)).digest('hex'),
    sha256: createHash('sha256').update(clip.subarray(0, 3000)).digest('hex'),
    error: { code: 'damaged', message: expect.stringContaining('ends too early') },
  });
  let out = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    out += String(text);
    return true;
  });
  expect(await hash.run(['--vpdq', 'text', cut, good])).toBe(1);
  expect(readVpdqText(out).map(({ n, t }) => [n, t])).toEqual([
    [0, 0],
    [10, 1],
  ]);
  expect(complaints).toEqual([expect.stringContaining('ends too early')]);
});

test('an animated picture: its first frame and its frames, and a word where it ends in its middle', async () => {
  const frames = [1, 2, 3].map((seed) => ({
    data: drawScene(120, 90, seed),
    width: 120,
    height: 90,
    seconds: 1,
  }));
  const gif = await drawGif(120, 90, frames);
  const [good, cut] = [join(folder, 'moves.gif'), join(folder, 'cut.gif')];
  await writeFile(good, gif);
  await writeFile(cut, gif.subarray(0, Math.floor(0.9 * gif.length)));
  expect(await hash.run([good])).toBe(0);
  expect(lines.map((line) => line.slice(line.indexOf(good)))).toEqual([
    good,
    ...[0, 1, 2].map((t) => `${good} (at ${t} s)`),
  ]);
  lines = [];
  expect(await hash.run([cut])).toBe(1);
  expect(complaints).toEqual([expect.stringContaining('cut.gif: Only a part of its frames')]);
  lines = [];
  expect(await hash.run(['--json', good, cut])).toBe(1);
  const [whole, part] = lines.map((line) => JSON.parse(line));
  expect(whole).toMatchObject({
    contentType: 'video',
    durationMs: 3000,
    pdq: { hash: whole.frames[0].hash },
  });
  expect([whole.partial, part.partial, part.frames.length]).toEqual([undefined, true, 2]);
  let out = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    out += String(text);
    return true;
  });
  expect(await hash.run(['--vpdq', 'text', good])).toBe(0);
  expect(readVpdqText(out).map(({ n, t }) => [n, t])).toEqual([
    [0, 0],
    [1, 1],
    [2, 2],
  ]);
});

test('a folder that cannot be read is named and the rest is listed', async () => {
  const shut = join(folder, 'b-shut');
  await mkdir(shut);
  await writeFile(join(shut, 'x.png'), '');
  const files = await listFiles([folder], (path) =>
    path === shut
      ? Promise.reject(Object.assign(new Error('shut'), { code: 'EACCES' }))
      : readdir(path, { withFileTypes: true }),
  );
  expect(files).toEqual(['a.png', 'b-shut', 'b.jpg', 'c.png'].map((name) => join(folder, name)));
  // Whoever reads the folder as a file says so.
  expect(await hash.run(['--json', join(folder, 'a.png'), `${join(folder, 'a.png')}/nothing`])).toBe(1);
  expect(lines.map((line) => JSON.parse(line).error?.code)).toEqual([undefined, 'enotdir']);
});

test('results that wait behind a slow item are bounded, and all come in order', async () => {
  const slow = Promise.withResolvers<void>();
  let begun = 0;
  const given: number[] = [];
  const done = inOrder(
    Array.from({ length: 100 }, (_, i) => i),
    async (i) => {
      begun++;
      if (i === 0) await slow.promise;
      return i;
    },
    (i) => given.push(i),
    8,
  );
  await new Promise((resolve) => setTimeout(resolve, 20));
  // Where one processor works nothing overtakes the slow item at all.
  expect(begun).toBeLessThanOrEqual(9);
  expect(given).toEqual([]);
  slow.resolve();
  await done;
  expect(given).toEqual(Array.from({ length: 100 }, (_, i) => i));
});
