/** Runs that read from left to right inside Urdu: addresses, dates, section numbers, codes, Latin words. */
const RUN = /[A-Za-z0-9][A-Za-z0-9!-~]*(?:[ ,/]+[A-Za-z0-9(][A-Za-z0-9!-~]*)*/g;
const ARABIC = /\p{Script=Arabic}/u;
const TRAILING = /[.,:;!?]+$/;

/**
 * Puts each such run between isolates (Unicode TR9), so that `38(3)` and `2026-11-25` keep their order in a line that
 * reads from right to left.
 */
export function isolateRuns(text: string): string {
  return text.replace(RUN, (run) => {
    // A bracket that the Urdu sentence opened before this run is closed outside of it, and ends it.
    const end = closedOutside(run);
    const kept = run.slice(0, end).replace(TRAILING, '');
    return `\u2066${kept}\u2069${run.slice(kept.length, end)}${isolateRuns(run.slice(end))}`;
  });
}

/** Where the first bracket stands that this run closes and did not open; its length where there is none. */
function closedOutside(run: string): number {
  let open = 0;
  for (const { 0: bracket, index } of run.matchAll(/[()]/g)) {
    open += bracket === '(' ? 1 : -1;
    if (open < 0) return index;
  }
  return run.length;
}

/** Has this text no Arabic letter at all? Then it reads from left to right as a whole, wherever it stands. */
export function readsLeftToRight(text: string): boolean {
  return !ARABIC.test(text);
}
