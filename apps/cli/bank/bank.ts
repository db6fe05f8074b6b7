import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { open, rename, rm, stat } from 'node:fs/promises';
import { BANK_FILE_HEAD, contentIdOf, writeBankContent, writeBankEnd } from '@amaan/bank';
import { loadBank } from '@amaan/bank/node';
import { AmaanError } from '@amaan/base';
import type { Command } from '../command.ts';
import { listFiles, progress } from '../files.ts';
import { readArguments } from './options.ts';
import { readAll } from './readers.ts';

/** Where the bank is written until it is whole. Whoever reads meanwhile finds the old bank or the new one, never a half. */
async function openPart(out: string) {
  const isFolder = (await stat(out).catch(() => undefined))?.isDirectory();
  const target = isFolder ? undefined : await open(`${out}.part`, 'w', 0o600).catch(() => undefined);
  if (!target)
    throw new AmaanError(
      'bank-file-unwritable',
      `No bank can be written to ${out}: name a file in a folder that is there.`,
    );
  return target;
}

async function build(out: string, paths: readonly string[], views: 'k24' | 'k52' | 'none'): Promise<number> {
  const files = await listFiles(paths);
  if (files.length === 0) {
    console.error(`amaan bank: there is no picture and no video in ${paths.join(', ')}.`);
    return 1;
  }
  const target = await openPart(out);
  const part = `${out}.part`;
  const onSignal = (signal: 'SIGINT' | 'SIGTERM') => {
    rmSync(part, { force: true });
    console.error('amaan bank: stopped; no bank was written.');
    process.exit(signal === 'SIGINT' ? 130 : 143);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, onSignal);
  const bar = progress(files.length);
  const seen = new Set<string>();
  const digest = createHash('sha256');
  const lines: string[] = [];
  let failed = 0;
  const leaveOut = (file: string, why: string) => {
    failed++;
    bar.clear();
    console.error(`${file}: ${why}`);
  };
  try {
    const write = async (line: string) => {
      digest.update(line);
      await target.write(line);
    };
    await write(`${BANK_FILE_HEAD}\n`);
    await readAll(files, { views, parts: false, query: false }, (read) => {
      bar.step();
      const content = contentIdOf(read.file);
      if ('error' in read) leaveOut(read.file, read.error.message);
      else if (seen.has(content)) leaveOut(read.file, 'another file has this name; give it one of its own.');
      else {
        seen.add(content);
        lines.push(writeBankContent({ content, signals: read.signals }));
      }
    });
    for (const line of lines) await write(line);
    await target.write(writeBankEnd(seen.size, digest.digest('hex')));
    await target.sync();
    await target.close();
    if (seen.size > 0) await rename(part, out);
  } finally {
    bar.end();
    await target.close().catch(() => undefined);
    await rm(part, { force: true });
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, onSignal);
  }
  if (seen.size === 0) {
    console.error('amaan bank: none of the files could be read; no bank was written.');
    return 1;
  }
  console.log(`${out}: ${seen.size} contents${failed > 0 ? `, ${failed} files left out` : ''}.`);
  return failed > 0 ? 1 : 0;
}

async function info(path: string, json: boolean): Promise<number> {
  const { banks: _, ...about } = await loadBank(path);
  if (json) console.log(JSON.stringify({ file: path, ...about }));
  else {
    console.log(`${path}: ${about.form === 'bank' ? 'a bank, whole' : 'a list of hashes'}`);
    console.log(`contents   ${about.photos} photos, ${about.videos} videos`);
    console.log(`hashes     ${about.hashes} to compare with, ${about.unusable} too plain to use`);
    console.log(
      `views      ${about.views.k24} with 24, ${about.views.k52} with 52, ${about.keyFrames} key frames of videos`,
    );
  }
  return 0;
}

/** `amaan bank`: makes a bank file of pictures and videos, and tells what one holds. */
export const bank: Command = {
  name: 'bank',
  summary: 'Makes a bank of pictures and videos, or tells what a bank holds.',
  usage: [
    'npm run amaan -- bank build --out bank.amaan [--views k52|k24|none] FILE|FOLDER...',
    'npm run amaan -- bank info [--json] bank.amaan|LIST',
    '',
    'build  hashes every picture and video; a content is called as its file, without the extension.',
    '       The bank holds fingerprints only. --views none reveals least, k52 (the default) finds most.',
    'info   checks the file and counts what it holds; also reads a plain list of PDQ hashes.',
  ].join('\n'),
  async run(args) {
    const [verb, ...others] = args;
    const given = readArguments(others, ['--out', '--views'], ['--json']);
    if (typeof given === 'string') {
      console.error(`amaan bank: ${given}`);
      return 2;
    }
    const { values, switches, rest } = given;
    const out = values.get('--out');
    const views = values.get('--views') ?? 'k52';
    if (
      verb === 'build' &&
      out &&
      rest.length > 0 &&
      (views === 'k52' || views === 'k24' || views === 'none')
    )
      return build(out, rest, views);
    const [path] = rest;
    if (verb === 'info' && path !== undefined && rest.length === 1) return info(path, switches.has('--json'));
    console.error(this.usage);
    return 2;
  },
};
