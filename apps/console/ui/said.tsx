import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Line } from '../text/line.ts';
import { useWords } from '../text/words.tsx';

/** Says to those who do not see the page what an act did. */
export type Tell = (line: Line, parts?: Readonly<Record<string, string | number>>) => void;

/**
 * A place for what an act did, read out once the reader is free (WCAG 4.1.3). It stands on the page before anything is
 * said in it: many screen readers pass over one that comes together with its words.
 *
 * @returns the place, to be put on the page once, and what speaks in it
 */
export function useSaid(): { said: JSX.Element; tell: Tell } {
  const { say } = useWords();
  const [last, setLast] = useState<Parameters<Tell>>();
  return {
    said: (
      <p class="out" role="status" data-view="said">
        {last && say(...last)}
      </p>
    ),
    tell: (line, parts) => setLast([line, parts]),
  };
}
