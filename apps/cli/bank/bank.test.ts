import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { drawClip } from '@amaan/signal/testing/video';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { bank } from './bank.ts';
import { match } from './match.ts';

let folder: string;
let lines: string[];
let complaints: string[];
const at = (name: string) => join(folder, name);

/** Soft noise that follows from the seed: structure at every place and in no order, as PDQ needs it. */
function picture(seed: number): Sharp {
  const noise = Buffer.alloc(20 * 15 * 3);
  let state = 7919 * seed + 1;
  for (let i = 0; i < noise.length; i++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    noise[i] = state & 255;
  }
  return sharp(noise, { raw: { width: 20, height: 15, channels: 3 } }).resize(320, 240, { kernel: 'cubic' });
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'amaan-bank-'));
  await picture(1).png().toFile(at('one.png'));
  await picture(2).png().toFile(at('two.png'));
  await picture(1).jpeg({ quality: 60 }).toFile(at('upload.jpg'));
  await sharp(await picture(1).png().toBuffer())
    .flop()
    .extend({ top: 60, bottom: 60, background: 'black' })
    .png()
    .toFile(at('framed.png'));
  lines = [];
  complaints = [];
  vi.spyOn(console, 'log').mockImplementation((line: string) => lines.push(line));
  vi.spyOn(console, 'error').mockImplementation((line: string) => complaints.push(line));
});

afterEach(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true });
});

async function ask(...args: string[]): Promise<Array<{ file: string; matches: unknown[]; ms: number }>> {
  lines = [];
  expect(await match.run(['--json', ...args])).toBe(0);
  return lines.map((line) => JSON.parse(line) as { file: string; matches: unknown[]; ms: number });
}

test('a bank of pictures finds the picture, and its framed mirror image by rule upload-view', async () => {
  expect(await bank.run(['build', '--out', at('b.amaan'), at('one.png'), at('two.png')])).toBe(0);
  expect(lines).toEqual([`${at('b.amaan')}: 2 contents.`]);
  const [plain, framed] = await ask('--bank', at('b.amaan'), at('upload.jpg'), at('framed.png'));
  expect(plain).toMatchObject({ file: at('upload.jpg'), matches: [{ content: 'one', rule: 'plain' }] });
  expect(framed).toMatchObject({
    matches: [{ content: 'one', rule: 'upload-view', view: expect.any(String) }],
  });
  const [only] = await ask('--bank', at('b.amaan'), '--rules', 'plain', at('framed.png'));
  expect(only?.matches).toEqual([]);
  await sharp(at('one.png'))
    .extract({ left: 20, top: 30, width: 240, height: 180 })
    .png()
    .toFile(at('cropped.png'));
  const [cropped] = await ask('--bank', at('b.amaan'), '--rules', 'plain,aligned', at('cropped.png'));
  expect(cropped?.matches).toMatchObject([{ content: 'one', rule: 'aligned', view: expect.any(String) }]);
  lines = [];
  await bank.run(['info', '--json', at('b.amaan')]);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    form: 'bank',
    photos: 2,
    hashes: 2,
    views: { k24: 0, k52: 2 },
  });
});

test('clips: the bank tells its key frames, and a cropped copy is found by them', async () => {
  const small = { width: 160, height: 120, seed: 21 };
  await writeFile(at('clip.mp4'), await drawClip({ ...small, seconds: 3 }));
  const part = { x: 0.08, y: 0.04, width: 0.86, height: 0.86 };
  await writeFile(at('copy.mp4'), await drawClip({ ...small, seconds: 2, part, mirrored: true }));
  await bank.run(['build', '--out', at('b.amaan'), at('clip.mp4')]);
  lines = [];
  await bank.run(['info', '--json', at('b.amaan')]);
  expect(JSON.parse(lines[0] ?? '').keyFrames).toBeGreaterThan(2);
  const [copy] = await ask('--bank', at('b.amaan'), '--rules', 'plain,upload-view,aligned', at('copy.mp4'));
  expect(copy?.matches).toMatchObject([
    { content: 'clip', rule: 'aligned', view: expect.stringMatching(/^at /), video: {} },
  ]);
});

test('a plain list of hashes is a bank too', async () => {
  await bank.run(['build', '--out', at('b.amaan'), at('one.png')]);
  const file = await readFile(at('b.amaan'), 'utf8');
  const hash = /"pdq":\{"hash":"([0-9a-f]{64})"/.exec(file)?.[1] ?? '';
  await writeFile(at('list.txt'), `${hash.toUpperCase()}\n`);
  const [found] = await ask('--bank', at('list.txt'), at('upload.jpg'));
  expect(found?.matches).toMatchObject([{ content: hash, rule: 'plain' }]);
});

test('a damaged bank is refused; a bad file and a name given twice do not stop the rest', async () => {
  await writeFile(at('bad.png'), 'no picture');
  await picture(3).png().toFile(at('one.webp'));
  expect(
    await bank.run(['build', '--out', at('b.amaan'), ...['one.png', 'bad.png', 'one.webp'].map(at)]),
  ).toBe(1);
  expect(complaints).toHaveLength(2);
  expect(lines).toEqual([`${at('b.amaan')}: 1 contents, 2 files left out.`]);
  const whole = await readFile(at('b.amaan'), 'utf8');
  await writeFile(at('b.amaan'), whole.replace('"width":320', '"width":321'));
  await expect(match.run(['--bank', at('b.amaan'), at('one.png')])).rejects.toMatchObject({
    code: 'bank-file-damaged',
  });
});

test('where nothing can be read or written a sentence says so, and the old bank stays as it is', async () => {
  await bank.run(['build', '--out', at('b.amaan'), at('one.png')]);
  const before = await readFile(at('b.amaan'));
  await writeFile(at('bad.png'), 'no picture');
  expect(await bank.run(['build', '--out', at('b.amaan'), at('bad.png')])).toBe(1);
  expect(complaints.at(-1)).toContain('no bank was written');
  expect(await readFile(at('b.amaan'))).toEqual(before);
  await mkdir(at('empty'));
  expect(await bank.run(['build', '--out', at('c.amaan'), at('empty')])).toBe(1);
  expect(await match.run(['--bank', at('b.amaan'), at('empty')])).toBe(1);
  expect(complaints.at(-1)).toContain('no picture and no video');
  for (const out of [at('empty'), at('nowhere/b.amaan')])
    await expect(bank.run(['build', '--out', out, at('one.png')])).rejects.toMatchObject({
      code: 'bank-file-unwritable',
    });
  await expect(match.run(['--bank', at('one.png'), at('one.png')])).rejects.toMatchObject({
    code: 'bank-file-strange',
  });
  expect((await readdir(folder)).filter((name) => name.endsWith('.part'))).toEqual([]);
});

test.each([
  [bank, []],
  [bank, ['build', 'x']],
  [bank, ['build', '--out']],
  [match, ['x']],
  [match, ['--bank', 'x', '--rules', 'guess', 'y']],
  [match, ['--bank', 'x', '--hurry', 'y']],
])('arguments that make no sense end in exit code 2 and a word about it', async (command, args) => {
  expect(await command.run(args)).toBe(2);
  expect(complaints).toHaveLength(1);
});
