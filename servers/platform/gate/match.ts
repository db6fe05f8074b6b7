import {
  type AlignedHit,
  type ClipParts,
  type Match,
  type MatchOptions,
  type NamedHash,
  queryOf,
  showSame,
  uploadViewsOf,
} from '@amaan/bank';
import {
  FILE_LIMITS,
  type Integral,
  integralOf,
  type Moment,
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
  /** The moments of a clip that are asked about part by part. */
  readonly moments?: readonly Moment[];
}

/** The work that is done in threads of their own. */
export interface Threads {
  align(sums: Integral): Promise<readonly AlignedHit[]>;
  alignMoment(moment: Moment): Promise<readonly AlignedHit[]>;
  parts(moments: readonly Moment[]): Promise<ClipParts>;
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
  const moments: Moment[] = [];
  const onMoment = (moment: Moment) => moments.push(moment);
  const set = await framesToo(still, decoded, bytes, { density: QUERY_DENSITY, limits: LIMITS, onMoment });
  const picture = integralOf(pixels);
  return {
    set,
    parts: uploadViewsOf(picture),
    ...(depth === 'sums' && { sums: picture }),
    ...(moments.length > 0 && { moments }),
  };
}

/**
 * What an upload matches in the banks. Reads no database. Rule `aligned` is asked last, when the others found nothing:
 * it takes longest.
 */
export async function suggest(
  context: Context,
  asked: Pick<Asked, 'parts' | 'sums' | 'moments'> & { readonly set: Parameters<typeof queryOf>[0] },
  threads: Threads,
): Promise<Match[]> {
  const { set, parts, sums, moments = [] } = asked;
  const query = { ...queryOf(set), uploadViews: parts };
  const options = { at: context.now().getTime(), sample: chance(context) };
  const { banks, tallies } = context;
  const { matches, suppressed } = tallies.watch((watched) => banks.match(query, { ...options, ...watched }));
  if (matches.length > 0) return matches;
  const all = [
    ...(sums && banks.alignedRecords.pictures > 0
      ? banks.matchAligned(await threads.align(sums), { ...options, at: context.now().getTime() })
      : []),
    // One moment is never a match.
    ...(moments.length > 1 ? await suggestInClip(context, moments, threads, options) : []),
  ];
  const found = all
    // What a bank of harmless pictures silenced does not come back by another rule.
    .filter(
      ({ bank, content }) => !suppressed.some((each) => each.bank === bank && each.content === content),
    );
  for (const bank of new Set(found.map((match) => match.bank))) tallies.of(bank).matched++;
  return found;
}

/** At most so many moments of a clip are aligned, spread over it: each takes as long as a picture. */
const ALIGNED_MOMENTS = 12;

/** What a clip shows in a part of its picture at two moments or more: by its parts' hashes first, then aligned. */
async function suggestInClip(
  context: Context,
  moments: readonly Moment[],
  threads: Threads,
  options: MatchOptions,
): Promise<Match[]> {
  const { banks } = context;
  const clip = await threads.parts(moments);
  const look = banks.lookAtClip(clip, options);
  for (let moment = 0; moment < clip.moments.length; moment++) {
    look.see(moment);
    // Others look between.
    await new Promise((resolve) => setImmediate(resolve));
  }
  const found = look.found();
  if (found.length > 0 || banks.alignedRecords.all === 0) return found;
  const asked: Array<{ t: number; hash: Uint8Array; hits: readonly AlignedHit[] }> = [];
  for (const moment of spread(moments, ALIGNED_MOMENTS)) {
    const { t, hash } = moment;
    const same = asked.find((other) => showSame(other.hash, hash));
    asked.push({ t, hash, hits: same?.hits ?? (await threads.alignMoment(moment)) });
  }
  return banks.matchAlignedClip(asked, { ...options, at: context.now().getTime() });
}

/** At most `most` of a list, evenly spread. */
function spread<T>(all: readonly T[], most: number): T[] {
  const count = Math.min(most, all.length);
  return Array.from({ length: count }, (_, i) => all[Math.floor(((i + 0.5) * all.length) / count)]!);
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
