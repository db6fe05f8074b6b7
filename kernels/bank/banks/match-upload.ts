import { type Content, nameOf } from './content.ts';
import type { Holdings } from './holdings.ts';
import { matchFrames } from './match-frames.ts';
import { matchStills } from './match-stills.ts';
import { bandOf, compareStrength } from './rules.ts';
import { takesPart } from './takes-part.ts';
import type { Match, MatchOptions, MatchResult, NamedHash, Query, Rule, SilencedMatch } from './types.ts';

/** One match for each content: by the plainest rule that finds it, and the nearest. */
class Best<T extends Match> {
  readonly #kept = new Map<Content, T>();

  get(content: Content): T | undefined {
    return this.#kept.get(content);
  }

  keep(content: Content, match: T): void {
    const other = this.#kept.get(content);
    if (!other || compareStrength(match, other) < 0) this.#kept.set(content, match);
  }

  set(content: Content, match: T): void {
    this.#kept.set(content, match);
  }

  delete(content: Content): void {
    this.#kept.delete(content);
  }

  contents(): Iterable<Content> {
    return this.#kept.keys();
  }

  sorted(): T[] {
    return [...this.#kept.values()].sort(compareStrength);
  }
}

/** What the upload matches by the rules `plain` and `upload-view`, nearest first. It stops after each look-up. */
export function* matchUpload(
  holdings: Holdings,
  query: Query,
  options: MatchOptions,
): Generator<void, MatchResult> {
  const best = new Best<Match>();
  const silenced = new Best<SilencedMatch>();
  const asked = takesPart(options);
  const look = (rule: Rule, { hash, view }: NamedHash) => {
    for (const { content, part, distance, by } of holdings.near(hash, asked, options.onNear)) {
      if (part >= 0 && !content.frames?.pictures) continue;
      const match: Match = {
        ...nameOf(content),
        rule,
        distance,
        ...(view !== undefined && { view }),
        signalType: 'pdq',
        band: bandOf(distance),
      };
      if (by === undefined) best.keep(content, match);
      else silenced.keep(content, { ...match, silencedBy: by });
    }
  };
  for (const [rule, hashes = []] of [
    ['plain', query.hashes],
    ['upload-view', query.uploadViews],
  ] as const)
    for (const named of hashes) {
      look(rule, named);
      yield;
    }
  for (const [hex, signalType] of [
    [query.md5, 'video_md5'],
    [query.sha256, 'sha256'],
  ] as const)
    for (const content of holdings.withFile(hex))
      if (content.bank.settings.kind === 'match' && asked(content))
        best.keep(content, { ...nameOf(content), rule: 'plain', distance: 0, signalType, band: 'exact' });
  if (query.frames) yield* matchClip(holdings, query.frames, asked, best);
  // What another part of the upload, a file or a video finds is not silenced.
  for (const content of best.contents()) silenced.delete(content);
  return { matches: best.sorted(), suppressed: silenced.sorted() };
}

/** The banked videos and pictures that the frames of a clip show. */
function* matchClip(
  holdings: Holdings,
  frames: NonNullable<Query['frames']>,
  asked: (content: Content) => boolean,
  best: Best<Match>,
): Generator<void, void> {
  const videos = yield* matchFrames(frames, (hash) =>
    holdings
      .near(hash, asked)
      .flatMap(({ content, part, distance, by }) =>
        content.frames && part >= 0 && by === undefined
          ? [{ owner: content, record: content.frames, at: part, distance }]
          : [],
      ),
  );
  const shown = (owner: Content, distance: number, t: number) =>
    ({ ...nameOf(owner), rule: 'plain', distance, view: `at ${t} s`, band: bandOf(distance) }) as const;
  for (const { owner, distance, t, video } of videos) {
    const match: Match = { ...shown(owner, distance, t), signalType: 'vpdq', video };
    // What was found another way already still says how much of both meets.
    const other = best.get(owner);
    best.set(owner, other && compareStrength(other, match) <= 0 ? { ...other, video } : match);
  }
  const stills = yield* matchStills(frames, (hash) =>
    holdings
      .near(hash, asked)
      .flatMap(({ content, part, distance, by }) =>
        part < 0 && !content.frames && by === undefined ? [{ owner: content, distance }] : [],
      ),
  );
  for (const { owner, distance, t } of stills)
    best.keep(owner, { ...shown(owner, distance, t), signalType: 'pdq' });
}
