import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { readArguments } from '../bank/options.ts';
import type { Command } from '../command.ts';
import { inOrder, progress } from '../files.ts';
import { type Answer, askSlowly } from './ask.ts';
import { type Hosted, hosted } from './hosted.ts';

/** Items that an earlier run has finished. */
function finished(journal: string | undefined): Set<string> {
  if (journal === undefined || !existsSync(journal)) return new Set();
  return new Set(readFileSync(journal, 'utf8').split('\n').filter(Boolean));
}

/** `amaan backfill`: asks a gate about everything that a site hosts already, beside its daily work. */
export const backfill: Command = {
  name: 'backfill',
  summary: 'Asks a gate about what a site hosts already.',
  usage: [
    'npm run amaan -- backfill --gate URL [--done FILE] [--list FILE] FILE|FOLDER...',
    '',
    'Every picture and video goes through the slow lane of the gate: new uploads always come first. What matches is held',
    'for a person, and the site hears of it as of any upload. The key (role match) stands in AMAAN_GATE_KEY. Prints one',
    'JSON object a line: {item, decision, matches} or {item, error}.',
    '--list FILE  lines of the site’s own name of the item, a tab, and a path or an address that the gate may fetch.',
    '             Without it an item is named as its file, without the extension.',
    '--done FILE  remembers what is finished, so that a run which was stopped goes on where it was',
    '',
    'An item that cannot be asked about does not stop the rest; the exit code is 1 then.',
  ].join('\n'),
  async run(args) {
    const given = readArguments(args, ['--gate', '--done', '--list'], []);
    if (typeof given === 'string') {
      console.error(`amaan backfill: ${given}`);
      return 2;
    }
    const { values, rest } = given;
    const [url, journal, list] = ['--gate', '--done', '--list'].map((name) => values.get(name));
    const key = process.env['AMAAN_GATE_KEY'];
    if (url === undefined || !URL.canParse(url) || (rest.length === 0 && list === undefined)) {
      console.error(this.usage);
      return 2;
    }
    if (!key) {
      console.error('amaan backfill: put the key that the platform gave you into AMAAN_GATE_KEY.');
      return 2;
    }
    const done = finished(journal);
    const items: Hosted[] = (await hosted(rest, list)).filter(({ item }) => !done.has(item));
    const gate = { url: url.replace(/\/+$/, ''), key };
    const bar = progress(items.length);
    let failed = 0;
    await inOrder(
      items,
      (item) => askSlowly(gate, item, (ms) => pause(ms)),
      (answer: Answer) => {
        bar.clear();
        console.log(JSON.stringify(answer));
        bar.step();
        if ('error' in answer) failed++;
        else if (journal !== undefined) appendFileSync(journal, `${answer.item}\n`);
      },
    );
    bar.end();
    return failed > 0 ? 1 : 0;
  },
};
