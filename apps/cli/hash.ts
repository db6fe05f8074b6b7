import { stat } from 'node:fs/promises';
import { AmaanError } from '@amaan/base';
import {
  BANK_DENSITY,
  type Density,
  FileError,
  type SignalSet,
  writeVpdqJson,
  writeVpdqText,
} from '@amaan/signal';
import {
  contentTypeOfFile,
  exactHashesOfFile,
  referenceFramesOfFile,
  signalsOfFile,
} from '@amaan/signal/node';
import type { Command } from './command.ts';
import { inOrder, listFiles, progress } from './files.ts';

type Outcome =
  | { file: string; signals: SignalSet }
  | ({ file: string; error: { code: string; message: string } } & Partial<ExactOnly>);

/** What is left of a video that cannot be decoded: it finds the identical file. */
interface ExactOnly {
  contentType: 'video';
  bytes: number;
  md5: string;
  sha256: string;
}

interface Wishes {
  readonly views: 'k24' | 'k52' | 'none';
  readonly exact: boolean;
  readonly density?: Density;
}

/** What went wrong with a file, in a code and a sentence. */
export function problemOf(error: unknown): { code: string; message: string } {
  if (error instanceof AmaanError) return { code: error.code, message: error.message };
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'failed';
  const message = code === 'ENOENT' ? 'There is no such file.' : `The file could not be read (${code}).`;
  return { code: code.toLowerCase(), message };
}

async function exactOnly(file: string): Promise<ExactOnly | undefined> {
  const { size: bytes } = await stat(file);
  if (bytes === 0 || (await contentTypeOfFile(file)) !== 'video') return undefined;
  return { contentType: 'video', bytes, ...(await exactHashesOfFile(file)) };
}

async function hashFile(file: string, wishes: Wishes): Promise<Outcome> {
  try {
    return { file, signals: await signalsOfFile(file, wishes) };
  } catch (error) {
    const exact =
      wishes.exact && error instanceof FileError ? await exactOnly(file).catch(() => undefined) : undefined;
    return { file, ...exact, error: problemOf(error) };
  }
}

/** Prints videos in the form that vPDQ's own tools read, one after the other. @returns the exit code */
async function printVpdq(files: readonly string[], form: string, secondsPerHash: number): Promise<number> {
  let failed = 0;
  for (const file of files) {
    try {
      const frames = await referenceFramesOfFile(file, secondsPerHash);
      process.stdout.write(form === 'json' ? `${writeVpdqJson(frames)}\n` : writeVpdqText(frames));
    } catch (error) {
      failed += 1;
      console.error(`${file}: ${problemOf(error).message}`);
    }
  }
  return failed > 0 ? 1 : 0;
}

/** `hash quality file`; a turned picture has a second line for its pixels as stored. */
function plainLines(file: string, { pdq, pdqStored, orientation, frames }: SignalSet): string[] {
  const line = (signal: { hash: string; quality: number }, note = '') =>
    `${signal.hash} ${signal.quality} ${file}${note}`;
  return [
    ...(pdq ? [line(pdq)] : []),
    ...(pdqStored ? [line(pdqStored, ` (as stored, orientation ${orientation})`)] : []),
    ...(frames ?? []).map((frame) => line(frame, ` (at ${frame.t} s)`)),
  ];
}

const PARTIAL = 'Only a part of its frames could be read: it ends in its middle, or goes on beyond a limit.';

function isIncomplete(outcome: Outcome): boolean {
  return 'error' in outcome || outcome.signals.partial === true;
}

function report(outcome: Outcome, json: boolean): void {
  if (json) {
    if ('error' in outcome) console.log(JSON.stringify(outcome));
    else {
      const { v: _, ...signals } = outcome.signals;
      console.log(JSON.stringify({ file: outcome.file, ...signals }));
    }
  } else if ('error' in outcome) console.error(`${outcome.file}: ${outcome.error.message}`);
  else {
    for (const line of plainLines(outcome.file, outcome.signals)) console.log(line);
    if (outcome.signals.partial) console.error(`${outcome.file}: ${PARTIAL}`);
  }
}

interface Options {
  json: boolean;
  views: boolean;
  rate: number | undefined;
  vpdq: string | undefined;
  paths: string[];
}

/** Reads the arguments. @returns what is wrong with them, as a sentence, when something is */
function readOptions(args: readonly string[]): Options | string {
  const options: Options = { json: false, views: false, rate: undefined, vpdq: undefined, paths: [] };
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? '';
    if (arg === '--json') options.json = true;
    else if (arg === '--views') options.views = true;
    else if (arg === '--video-rate') {
      options.rate = Number(args[++i]);
      if (!(options.rate > 0 && options.rate <= 60)) return '--video-rate needs a number from 0.01 to 60.';
    } else if (arg === '--vpdq') {
      options.vpdq = args[++i];
      if (options.vpdq !== 'text' && options.vpdq !== 'json') return '--vpdq needs "text" or "json".';
    } else if (arg.startsWith('--')) return `there is no option ${arg}.`;
    else options.paths.push(arg);
  }
  return options;
}

/** `amaan hash`: the signals of pictures and videos, one line each. */
export const hash: Command = {
  name: 'hash',
  summary: 'Prints the PDQ hashes of pictures and of the frames of videos.',
  usage: [
    'npm run amaan -- hash [--json] [--views] [--video-rate N] FILE|FOLDER...',
    'npm run amaan -- hash --vpdq text|json [--video-rate N] VIDEO...',
    '',
    'Prints a line for each picture or kept frame: hash, quality (below 50 is not usable), file. An animated picture',
    'has both, the picture being its first frame.',
    '--json          one JSON object a line, with sizes, MD5 and SHA-256; or the file with an error',
    '--views         with --json: also the hashes of 52 fixed views, of videos for key frames, which let edited',
    '                copies be found',
    '--video-rate N  frames looked at in a second of video; without it every frame of a clip up to a',
    '                minute and 10 a second of a longer one. Near-duplicates are left out',
    '--vpdq FORM     videos and animated pictures as vPDQ writes them: one frame a second, none left out',
    '',
    'A file or folder that cannot be read does not stop the rest; the exit code is 1 then, and also when only a part of',
    'a clip could be read ("partial" with --json). With --json a video that cannot be decoded still gives its MD5 and',
    'SHA-256 beside the error.',
  ].join('\n'),
  async run(args) {
    const options = readOptions(args);
    if (typeof options === 'string' || options.paths.length === 0) {
      console.error(typeof options === 'string' ? `amaan hash: ${options}` : this.usage);
      return 2;
    }
    const { json, views, rate, vpdq } = options;
    const files = await listFiles(options.paths);
    if (vpdq !== undefined) return printVpdq(files, vpdq, rate === undefined ? 1 : 1 / rate);
    const wishes: Wishes = {
      views: views ? 'k52' : 'none',
      exact: json,
      ...(rate !== undefined && { density: { ...BANK_DENSITY, perSecond: rate } }),
    };
    const bar = progress(files.length);
    let failed = 0;
    await inOrder(
      files,
      (file) => hashFile(file, wishes),
      (outcome) => {
        bar.clear();
        if (isIncomplete(outcome)) failed++;
        report(outcome, json);
        bar.step();
      },
    );
    bar.end();
    return failed > 0 ? 1 : 0;
  },
};
