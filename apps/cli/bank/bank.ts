import { createHash } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { BANK_FILE_HEAD, contentIdOf, writeBankContent, writeBankEnd } from '@amaan/bank';
import type { Command } from '../command.ts';
import { listFiles, progress } from '../files.ts';
import { loadBank } from './load.ts';
import { readArguments } from './options.ts';
import { readAll } from './readers.ts';

async function build(out: string, paths: readonly string[], views: 'k24' | 'k52' | 'none'): Promise<number> {
  const files = await listFiles(paths);
  const bar = progress(files.length);
  const part = `${out}.part`;
  const seen = new Set<string>();
  const digest = createHash('sha256');
  const lines: string[] = [];
  let failed = 0;
  const target = await open(part, 'w', 0o600);
  try {
    const write = async (line: string) => {
      digest.update(line);
      await target.write(line);
    };
    await write(`${BANK_FILE_HEAD}\n`);
    await readAll(files, { views, parts: false, query: false }, (read) => {
      bar.step();
      const content = contentIdOf(read.file);
      if ('error' in read) {
        failed++;
        bar.clear();
        console.error(`${read.file}: ${read.error.message}`);
      } else if (seen.has(content)) {
        failed++;
        bar.clear();
        console.error(`${read.file}: another file has this name; give it one of its own.`);
      } else {
        seen.add(content);
        lines.push(writeBankContent({ content, signals: read.signals }));
      }
    });
    for (const line of lines) await write(line);
    await target.write(writeBankEnd(seen.size, digest.digest('hex')));
    await target.sync();
    await target.close();
    // Whoever reads meanwhile finds the old bank or the new one, never a half.
    await rename(part, out);
  } catch (error) {
    await target.close();
    await rm(part, { force: true });
    throw error;
  } finally {
    bar.end();
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
