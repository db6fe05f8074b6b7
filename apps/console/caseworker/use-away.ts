import { useEffect, useRef, useState } from 'preact/hooks';

const MINUTE = 60_000;
/** The keys are put away after so long without a key, a pointer or a touch. */
const AWAY_MS = 30 * MINUTE;
/** After so long at the screen the console proposes a break, and again every so often. */
const REST_MS = 50 * MINUTE;

/**
 * Watches over the time at the screen.
 *
 * @param away called once when nobody has been here for half an hour
 * @returns minutes since the last break when it is time for one, else 0
 */
export function useAway(away: () => void): { minutes: number; rested: () => void } {
  const [minutes, setMinutes] = useState(0);
  const since = useRef(Date.now());
  const last = useRef(Date.now());
  const act = useRef(away);
  act.current = away;
  useEffect(() => {
    const here = () => {
      last.current = Date.now();
    };
    const names = ['keydown', 'pointerdown', 'wheel', 'touchstart'] as const;
    for (const name of names) document.addEventListener(name, here, { passive: true });
    const timer = setInterval(() => {
      const now = Date.now();
      if (now - last.current >= AWAY_MS) act.current();
      else setMinutes(now - since.current >= REST_MS ? Math.floor((now - since.current) / MINUTE) : 0);
    }, MINUTE);
    return () => {
      for (const name of names) document.removeEventListener(name, here);
      clearInterval(timer);
    };
  }, []);
  return {
    minutes,
    rested: () => {
      since.current = Date.now();
      setMinutes(0);
    },
  };
}
