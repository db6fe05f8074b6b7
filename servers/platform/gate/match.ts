import { type AlignedHit, type Match, type NamedHash, queryOf, uploadViewsOf } from '@amaan/bank';
import {
  FILE_LIMITS,
  type Integral,
  integralOf,
  QUERY_DENSITY,
  type SignalSet,
  signalsOfPixels,
} from '@amaan/signal';
import { decodePicture, exactHashesOf, framesToo } from '@amaan/signal/node';
import type { Context } from '../context.ts';
import type { EventMatch } from '../review/event.ts';

/** Half of what a decoder has for one upload: an animation's frames may take as long again as its first picture. */
const LIMITS = { ...FILE_LIMITS, photoMs: 8000 };

/** What the gate asks about: the upload's signals, and the hashes of its parts for rule `upload-view`. */
export interface Asked {
  readonly set: SignalSet;
  readonly parts: readonly NamedHash[];
  /** The picture's sums, where a bank uses rule `aligned`. */
  readonly sums?: Integral;
}

/**
 * What is wanted of a picture: `plain` its own hashes and no more, `parts` those of its parts and frames too, `sums` also
 * what rule `aligned` reads.
 */
export type Depth = 'plain' | 'parts' | 'sums';

/** Reads an upload's bytes; the signals are the same that the survivor's room makes. @throws FileError */
export async function readPicture(bytes: Uint8Array, depth: Depth = 'parts'): Promise<Asked> {
  const decoded = await decodePicture(bytes, LIMITS);
  const { pixels, orientation } = decoded;
  if (depth === 'plain') {
    const wishes = { views: 'none', exact: false } as const;
    return { set: signalsOfPixels(pixels, orientation, bytes.length, wishes), parts: [] };
  }
  const still = signalsOfPixels(
    pixels,
    orientation,
    bytes.length,
    { views: 'none', exact: true },
    exactHashesOf(bytes),
  );
  const set = await framesToo(still, decoded, bytes, { density: QUERY_DENSITY, limits: LIMITS });
  const picture = integralOf(pixels);
  return { set, parts: uploadViewsOf(picture), ...(depth === 'sums' && { sums: picture }) };
}

/**
 * What an upload matches in the banks. Reads no database. Rule `aligned` is asked last, when the others found nothing:
 * it takes longest.
 */
export async function suggest(
  context: Context,
  { set, parts, sums }: Pick<Asked, 'parts' | 'sums'> & { readonly set: Parameters<typeof queryOf>[0] },
  align: (sums: Integral) => Promise<readonly AlignedHit[]>,
): Promise<Match[]> {
  const query = { ...queryOf(set), uploadViews: parts };
  const options = { at: context.now().getTime(), sample: chance(context) };
  const { banks, tallies } = context;
  const { matches, suppressed } = tallies.watch((watched) => banks.match(query, { ...options, ...watched }));
  if (matches.length > 0 || !sums || banks.alignedRecords === 0) return matches;
  const aligned = banks
    .matchAligned(await align(sums), { ...options, at: context.now().getTime() })
    // What a bank of harmless pictures silenced does not come back by another rule.
    .filter(
      ({ bank, content }) => !suppressed.some((each) => each.bank === bank && each.content === content),
    );
  for (const bank of new Set(aligned.map((match) => match.bank))) tallies.of(bank).matched++;
  return aligned;
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
