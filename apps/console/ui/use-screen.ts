import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { Api } from '../api/client.ts';

const MINUTE = 60_000;
/** The keys are put away after so long without a key, a pointer or a touch. */
const AWAY_MS = 30 * MINUTE;
/** So long without any is a break. */
const BREAK_MS = 5 * MINUTE;

/** How today stands, as the server counts it. */
export interface ScreenDay {
  /** With a key, a pointer or a touch, today. */
  readonly minutes: number;
  /** Minutes; 0: none. */
  readonly limit: number;
  /** Minutes after which a break is proposed; 0: never. */
  readonly rest: number;
  readonly done: boolean;
}

/** What the screen knows of the person's time at it. */
export interface AtScreen {
  /** Nothing before the server answered. */
  readonly today: ScreenDay | undefined;
  /** Minutes since the last break when it is time for one, else 0. */
  readonly minutes: number;
  readonly rested: () => void;
}

/**
 * Watches over the time at the screen, and tells the server of each minute that had a key, a pointer or a touch.
 *
 * @param path where the server counts
 * @param away called once when nobody has been here for half an hour
 */
export function useScreen(api: Api, path: string, away: () => void): AtScreen {
  const [today, setToday] = useState<ScreenDay>();
  const [minutes, setMinutes] = useState(0);
  const since = useRef(Date.now());
  const last = useRef(Date.now());
  const act = useRef(away);
  act.current = away;
  const rest = useRef(0);
  rest.current = today?.rest ?? 0;
  const ask = useCallback(
    (active: boolean) => {
      // A failed look is not worth a sentence: the next one comes in a minute.
      const answer = active ? api.post<ScreenDay>(path) : api.get<ScreenDay>(path);
      void answer.then(setToday).catch(() => undefined);
    },
    [api, path],
  );
  useEffect(() => {
    const here = () => {
      const now = Date.now();
      if (now - last.current >= BREAK_MS) since.current = now;
      last.current = now;
    };
    const names = ['keydown', 'pointerdown', 'wheel', 'touchstart'] as const;
    for (const name of names) document.addEventListener(name, here, { passive: true });
    ask(false);
    const timer = setInterval(() => {
      const now = Date.now();
      if (now - last.current >= AWAY_MS) return act.current();
      ask(now - last.current < MINUTE);
      const long = now - since.current >= rest.current * MINUTE;
      setMinutes(rest.current > 0 && long ? Math.floor((now - since.current) / MINUTE) : 0);
    }, MINUTE);
    return () => {
      for (const name of names) document.removeEventListener(name, here);
      clearInterval(timer);
    };
  }, [ask]);
  return {
    today,
    minutes,
    rested: () => {
      since.current = Date.now();
      setMinutes(0);
    },
  };
}
