import { type Match, type NamedHash, queryOf, uploadViews } from '@amaan/bank';
import { type SignalSet, signalsOfPixels } from '@amaan/signal';
import { decodePicture, exactHashesOf } from '@amaan/signal/node';
import type { Context } from '../context.ts';
import type { EventMatch } from '../review/event.ts';

/** What the gate asks about: the upload's signals, and the hashes of its parts for rule `upload-view`. */
export interface Asked {
  readonly set: SignalSet;
  readonly parts: readonly NamedHash[];
}

/** Reads an upload's bytes; the signals are the same that the survivor's room makes. @throws FileError */
export async function readPicture(bytes: Uint8Array): Promise<Asked> {
  const { pixels, orientation } = await decodePicture(bytes);
  const set = signalsOfPixels(
    pixels,
    orientation,
    bytes.length,
    { views: 'none', exact: true },
    exactHashesOf(bytes),
  );
  return { set, parts: uploadViews(pixels) };
}

/** What an upload matches in the banks. Reads no database. */
export function suggest(context: Context, { set, parts }: Asked): Match[] {
  const query = { ...queryOf(set), uploadViews: parts };
  const options = { at: context.now().getTime(), sample: chance(context) };
  return context.tallies.watch((watched) => context.banks.match(query, { ...options, ...watched })).matches;
}

/** A number in [0, 1) for banks that take part in only some look-ups. */
function chance(context: Context): number {
  const [a = 0, b = 0] = context.random(2);
  return (a * 256 + b) / 65_536;
}

const MOST = 20;

/** The matches as the ledger keeps them and the site gets them, closest first. */
export function asEvents(matches: readonly Match[]): EventMatch[] {
  return matches.slice(0, MOST).map(({ bank, content, rule, distance, view, video }) => ({
    bank,
    content,
    rule,
    distance,
    ...(view === undefined ? {} : { view }),
    ...(video && {
      video: {
        queryPercent: Math.round(video.queryPercent),
        bankPercent: Math.round(video.bankPercent),
        mark: video.mark,
      },
    }),
  }));
}
