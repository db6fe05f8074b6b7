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
    let kept = run.replace(TRAILING, '');
    // A bracket that the Urdu sentence opened before this run is closed outside of it.
    while (kept.endsWith(')') && kept.split(')').length > kept.split('(').length) kept = kept.slice(0, -1);
    return `\u2066${kept}\u2069${run.slice(kept.length)}`;
  });
}

/** Has this text no Arabic letter at all? Then it reads from left to right as a whole, wherever it stands. */
export function readsLeftToRight(text: string): boolean {
  return !ARABIC.test(text);
}
