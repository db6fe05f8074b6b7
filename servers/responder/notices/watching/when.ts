const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** After a removal we look again for a while: content comes back. */
const LOOKS_AFTER = [DAY, 3 * DAY, 7 * DAY, 30 * DAY];

/** What decides when a notice's links are looked at next. */
export interface Watched {
  /** `looksAfter`: how often it was looked at since it was gone. */
  readonly links: readonly {
    readonly observed: boolean;
    readonly state: string;
    readonly looksAfter: number;
  }[];
  /** The end of the clock, or null: milliseconds since 1970. */
  readonly due: number | null;
  readonly now: number;
  readonly demo: boolean;
  /** From 0 to 1. */
  readonly chance: number;
}

/**
 * How long to wait before the next look (milliseconds): soon after a first miss, denser near the end of the clock,
 * rarely once all is gone, and then never (undefined). A quarter more or less by chance, because a look every so many
 * minutes would tell the site that someone watches.
 */
export function nextLook({ links, due, now, demo, chance }: Watched): number | undefined {
  const open = links.filter((link) => !link.observed);
  const missed = open.some((link) => link.state === 'missing');
  const wait = open.length === 0 ? LOOKS_AFTER[Math.min(...links.map((link) => link.looksAfter))] : undefined;
  if (open.length === 0 && wait === undefined) return undefined;
  if (demo && open.length > 0) return missed ? 500 : 3000;
  return (wait ?? whileOpen(missed, due === null ? DAY : due - now)) * (demo ? 1 : 0.75 + chance * 0.5);
}

function whileOpen(missed: boolean, left: number): number {
  if (missed) return 10 * MINUTE;
  return Math.min(6 * HOUR, Math.max(15 * MINUTE, left > 0 ? left / 8 : 6 * HOUR));
}
