import { type Match, queryOf } from '@amaan/bank';
import type { SignalSet } from '@amaan/signal';
import { signalsOfPicture } from '@amaan/signal/node';
import type { Context } from '../context.ts';
import type { EventMatch } from '../review/event.ts';

/** The signals of an upload's bytes, the same that the survivor's room makes. @throws FileError */
export async function readPicture(bytes: Uint8Array): Promise<{ set: SignalSet }> {
  return { set: await signalsOfPicture(bytes, { views: 'none', exact: true }) };
}

/** What an upload matches in the banks. Reads no database. */
export function suggest(context: Context, set: SignalSet): Match[] {
  return context.banks.match(queryOf(set), { at: context.now().getTime(), sample: chance(context) }).matches;
}

/** A number in [0, 1) for banks that take part in only some look-ups. */
function chance(context: Context): number {
  const [a = 0, b = 0] = context.random(2);
  return (a * 256 + b) / 65_536;
}

const MOST = 20;

/** The matches as the ledger keeps them and the site gets them, closest first. */
export function asEvents(matches: readonly Match[]): EventMatch[] {
  return matches.slice(0, MOST).map(({ bank, content, rule, distance, view }) => ({
    bank,
    content,
    rule,
    distance,
    ...(view === undefined ? {} : { view }),
  }));
}
