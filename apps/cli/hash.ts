import { readFile, stat } from 'node:fs/promises';
import { AmaanError } from '@amaan/base';
import { FILE_LIMITS, FileError, type SignalSet } from '@amaan/signal';
import { signalsOfPicture } from '@amaan/signal/node';
import type { Command } from './command.ts';
import { inOrder, listFiles, progress } from './files.ts';

type Outcome =
  | { file: string; signals: SignalSet }
  | { file: string; error: { code: string; message: string } };

interface Wishes {
  readonly views: 'k24' | 'k52' | 'none';
  readonly exact: boolean;
}

async function hashFile(file: string, wishes: Wishes): Promise<Outcome> {
  try {
    if ((await stat(file)).size > FILE_LIMITS.photoBytes) throw new FileError('file-too-large');
    return { file, signals: await signalsOfPicture(await readFile(file), wishes) };
  } catch (error) {
    if (error instanceof AmaanError) return { file, error: { code: error.code, message: error.message } };
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'failed';
    const message = code === 'ENOENT' ? 'There is no such file.' : `The file could not be read (${code}).`;
    return { file, error: { code: code.toLowerCase(), message } };
  }
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

function report(outcome: Outcome, json: boolean): void {
  if (json) {
    const { file } = outcome;
    if ('error' in outcome) console.log(JSON.stringify({ file, error: outcome.error }));
    else {
      const { v: _, ...signals } = outcome.signals;
      console.log(JSON.stringify({ file, ...signals }));
    }
  } else if ('error' in outcome) console.error(`${outcome.file}: ${outcome.error.message}`);
  else for (const line of plainLines(outcome.file, outcome.signals)) console.log(line);
}

/** `amaan hash`: the signals of pictures, one line each. */
export const hash: Command = {
  name: 'hash',
  summary: 'Prints the PDQ hashes of pictures.',
  usage: [
    'npm run amaan -- hash [--json] [--views] FILE|FOLDER...',
    '',
    'Prints a line for each file: hash, quality (below 50 is not usable), file.',
    '--json   one JSON object a line, with sizes, MD5 and SHA-256; or the file with an error',
    '--views  with --json: also the hashes of 52 fixed views, which let edited copies be found',
    '',
    'A file that cannot be read does not stop the rest; the exit code is 1 then.',
  ].join('\n'),
  async run(args) {
    const json = args.includes('--json');
    const paths = args.filter((arg) => !arg.startsWith('--'));
    const unknown = args.find((arg) => arg.startsWith('--') && arg !== '--json' && arg !== '--views');
    if (unknown !== undefined || paths.length === 0) {
      console.error(unknown === undefined ? this.usage : `amaan hash: there is no option ${unknown}.`);
      return 2;
    }
    const files = await listFiles(paths);
    const wishes: Wishes = { views: args.includes('--views') ? 'k52' : 'none', exact: json };
    const bar = progress(files.length);
    let failed = 0;
    await inOrder(
      files,
      (file) => hashFile(file, wishes),
      (outcome) => {
        bar.step();
        if ('error' in outcome) failed++;
        report(outcome, json);
      },
    );
    bar.end();
    return failed > 0 ? 1 : 0;
  },
};
