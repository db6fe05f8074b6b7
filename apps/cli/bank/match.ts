import { type Banks, type ClipParts, type Match, type MatchOptions, queryOf, type Rule } from '@amaan/bank';
import { FILE_BANK, type LoadedBank, loadBank } from '@amaan/bank/node';
import type { Command } from '../command.ts';
import { listFiles, progress } from '../files.ts';
import { readArguments } from './options.ts';
import type { Read } from './read.ts';
import { readAll } from './readers.ts';

const RULES: readonly Rule[] = ['plain', 'upload-view', 'aligned'];
/** `aligned` is asked for by name: it costs more, and its rate of false pairs is not shown to be low enough yet. */
const DEFAULT = 'plain,upload-view';

/** What the file matches, and the milliseconds that reading and matching took. */
function look({ banks }: LoadedBank, read: Exclude<Read, { error: unknown }>, rules: ReadonlySet<string>) {
  const start = performance.now();
  const query = {
    ...(rules.has('plain') && queryOf(read.signals)),
    ...(rules.has('upload-view') && { uploadViews: read.parts }),
  };
  const options = { at: 0, sample: 0, banks: [FILE_BANK] };
  const { matches } = banks.match(query, options);
  const more = [
    ...(read.clip && rules.has('upload-view') ? inClip(banks, read.clip, options) : []),
    ...read.aligned,
  ];
  for (const match of more)
    if (!matches.some(({ content }) => content === match.content)) matches.push(match);
  return { matches, ms: read.ms + performance.now() - start };
}

function inClip(banks: Banks, clip: ClipParts, options: MatchOptions): Match[] {
  const look = banks.lookAtClip(clip, options);
  for (let moment = 0; moment < clip.moments.length; moment++) look.see(moment);
  return look.found();
}

function fieldsOf({ content, rule, distance, view, signalType, video }: Match) {
  return {
    content,
    rule,
    distance,
    ...(view !== undefined && { view }),
    ...(signalType !== 'pdq' && { signalType }),
    ...(video && { video }),
  };
}

function report(read: Read, bank: LoadedBank, rules: ReadonlySet<string>, json: boolean): void {
  const { file } = read;
  if ('error' in read) {
    if (json) console.log(JSON.stringify({ file, error: read.error }));
    else console.error(`${file}: ${read.error.message}`);
    return;
  }
  const { matches, ms } = look(bank, read, rules);
  if (json)
    console.log(JSON.stringify({ file, matches: matches.map(fieldsOf), ms: Math.round(10 * ms) / 10 }));
  else if (matches.length === 0) console.log(`${file}: no match`);
  else
    for (const { content, rule, distance, view } of matches)
      console.log(
        `${file}: ${content} (${rule}, ${distance} bits${view ? `, ${view.startsWith('at ') ? view : `part ${view}`}` : ''})`,
      );
}

/** `amaan match`: looks pictures and videos up in a bank file or a list of hashes. */
export const match: Command = {
  name: 'match',
  summary: 'Looks pictures and videos up in a bank.',
  usage: [
    'npm run amaan -- match --bank bank.amaan|LIST [--rules RULES] [--json] FILE|FOLDER...',
    '',
    'Prints for each file which contents of the bank it matches, by which rule and at which distance. A match',
    'suggests; a person decides.',
    '--rules RULES  plain: the whole picture. upload-view: also its parts, turned and mirrored. Both when not given.',
    '               aligned: cropped, turned, covered copies, where the bank has views; slow, and off unless named',
    '--json         one JSON object a line: {file, matches: [{content, rule, distance, view?}], ms}',
    '',
    'A file that cannot be read does not stop the rest; the exit code is 1 then.',
  ].join('\n'),
  async run(args) {
    const given = readArguments(args, ['--bank', '--rules'], ['--json']);
    if (typeof given === 'string') {
      console.error(`amaan match: ${given}`);
      return 2;
    }
    const { values, switches, rest } = given;
    const path = values.get('--bank');
    const rules = new Set((values.get('--rules') ?? DEFAULT).split(','));
    const strange = [...rules].find((rule) => !RULES.some((known) => known === rule));
    if (path === undefined || rest.length === 0 || strange !== undefined) {
      console.error(strange === undefined ? this.usage : `amaan match: there is no rule "${strange}".`);
      return 2;
    }
    const bank = await loadBank(path);
    if (bank.hashes === 0) console.error('amaan match: the bank holds nothing to compare with.');
    else if (rules.has('aligned') && bank.views.k24 + bank.views.k52 + bank.keyFrames === 0)
      console.error('amaan match: the bank has no views, so rule aligned finds nothing in it.');
    const files = await listFiles(rest);
    if (files.length === 0) {
      console.error(`amaan match: there is no picture and no video in ${rest.join(', ')}.`);
      return 1;
    }
    const bar = progress(files.length);
    let failed = 0;
    const wish = {
      views: 'none' as const,
      parts: rules.has('upload-view'),
      query: true,
      ...(rules.has('aligned') && { aligned: path }),
    };
    await readAll(files, wish, (read) => {
      bar.clear();
      if ('error' in read) failed++;
      report(read, bank, rules, switches.has('--json'));
      bar.step();
    });
    bar.end();
    return failed > 0 ? 1 : 0;
  },
};
