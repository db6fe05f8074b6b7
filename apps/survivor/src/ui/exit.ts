/** Where the exit leads: a neutral page of our own. */
export const NEUTRAL = '/safe';
const TWICE_MS = 1500;

/** Covers the screen at once, forgets everything, and puts the neutral page in this page's place in the history. */
export function leave(forget: () => void): void {
  document.documentElement.classList.add('gone');
  forget();
  location.replace(NEUTRAL);
}

/**
 * Leaves on a double Escape, and when the browser shows an old copy of the page again.
 *
 * @returns takes the listeners away
 */
export function watchExit(onLeave: () => void): () => void {
  let last = -TWICE_MS;
  const key = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    if (event.timeStamp - last < TWICE_MS) onLeave();
    last = event.timeStamp;
  };
  const shown = (event: PageTransitionEvent) => {
    if (event.persisted) onLeave();
  };
  window.addEventListener('keydown', key, true);
  window.addEventListener('pageshow', shown);
  return () => {
    window.removeEventListener('keydown', key, true);
    window.removeEventListener('pageshow', shown);
  };
}
