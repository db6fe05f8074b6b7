import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hashFromHex, parseSignalSet } from '@amaan/signal';
import sharp from 'sharp';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
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
