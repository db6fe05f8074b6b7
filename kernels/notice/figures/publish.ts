import { FIGURES, type FigureName, type TimeName } from './figures.ts';
import { LEAST, suppress } from './suppress.ts';

/** What a server counted in one month. It is never shown as it is. */
export interface MonthCounts {
  /** YYYY-MM, UTC. */
  readonly month: string;
  /** For each figure its counts by part; a plain count has the part `all`. */
  readonly counts: Readonly<Partial<Record<FigureName, Readonly<Record<string, number>>>>>;
  /** For each thing that is timed, the hours that each took. */
  readonly hours: Readonly<Partial<Record<TimeName, readonly number[]>>>;
}

/** A month as everybody may see it; null is kept back. */
export interface PublicMonth {
  readonly month: string;
  readonly figures: readonly PublicFigure[];
  readonly times: readonly PublicTime[];
}

/** `others`: all names together that are not told one by one. */
export interface PublicFigure {
  readonly name: FigureName;
  readonly total: number | null;
  readonly parts: readonly { readonly name: string; readonly count: number | null }[];
  readonly others?: number | null;
}

/** Whole hours, rounded up, within which half and nine of ten were done. */
export interface PublicTime {
  readonly name: TimeName;
  readonly median: number | null;
  readonly p90: number | null;
}

/** What may be told of a month's counts: nothing from which one person's case, upload or notice could be told. */
export function publishMonth({ month, counts, hours }: MonthCounts): PublicMonth {
  const names = Object.keys(FIGURES) as FigureName[];
  return {
    month,
    figures: names.flatMap((name) => {
      const counted = counts[name];
      return counted === undefined ? [] : [publishFigure(name, counted)];
    }),
    times: (Object.entries(hours) as [TimeName, readonly number[]][]).map(([name, each]) => ({
      name,
      median: quantile(each, 0.5),
      p90: quantile(each, 0.9),
    })),
  };
}

function publishFigure(name: FigureName, counted: Readonly<Record<string, number>>): PublicFigure {
  const figure = FIGURES[name];
  if (figure.parts === undefined) return { name, total: suppress([counted['all'] ?? 0]).total, parts: [] };
  const byName = figure.parts === 'names';
  const keys = byName ? Object.keys(counted) : Object.keys(figure.parts);
  const all = keys.map((key) => counted[key] ?? 0);
  // Whoever is not named had nought: that, too, is kept back.
  const { total, parts } = suppress(byName ? [...all, 0] : all);
  const told = keys.map((key, i) => ({ name: key, count: parts[i] ?? null }));
  if (!byName) return { name, total, parts: told };
  // Even the name of a platform that got one notice would tell something.
  const shown = told.filter((part) => part.count !== null).sort((a, b) => (b.count ?? 0) - (a.count ?? 0));
  const sum = shown.reduce((all, part) => all + (part.count ?? 0), 0);
  return { name, total, parts: shown, others: total === null ? null : total - sum || null };
}

/** The hours within which this share was done, where as many as `LEAST` lie on either side of it. */
function quantile(hours: readonly number[], share: number): number | null {
  const sorted = [...hours].sort((a, b) => a - b);
  const place = Math.ceil(sorted.length * share);
  if (place < LEAST || sorted.length - place < LEAST) return null;
  return Math.max(1, Math.ceil(sorted[place - 1] ?? 0));
}

/** The months from the first one up to the last that is over, newest first, `most` at most. */
export function closedMonths(first: Date, now: Date, most = 24): string[] {
  const index = (date: Date) => date.getUTCFullYear() * 12 + date.getUTCMonth();
  const months: string[] = [];
  for (let i = index(now) - 1; i >= index(first) && months.length < most; i--)
    months.push(`${Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}`);
  return months;
}
