import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Line } from '../text/line.ts';
import { useWords } from '../text/words.tsx';

/** What a field still lacks, in a sentence, and which press of the button it answers. */
export interface Lack {
  readonly text: string;
  readonly press: number;
}

/**
 * What keeps a form from being sent: a button that is switched off tells nobody why, so it takes the press, and the first
 * field that lacks something says what and gets the focus.
 *
 * @param lacks for each field, in their order on the page, its sentence; `false` where nothing is missing
 */
export function useLacks<T extends string>(
  lacks: Readonly<Record<T, Line | false>>,
): { complete: () => boolean; of: (field: T) => Lack | undefined } {
  const { say } = useWords();
  const [told, setTold] = useState<{ field: T; press: number }>();
  return {
    complete: () => {
      const field = (Object.keys(lacks) as T[]).find((each) => lacks[each]);
      setTold((before) => field && { field, press: (before?.press ?? 0) + 1 });
      return field === undefined;
    },
    of: (field) => {
      const line = lacks[field];
      return told?.field === field && line ? { text: say(line), press: told.press } : undefined;
    },
  };
}

/** A field's id, its hint and what it lacks, as a screen reader is to read them: `at` goes to it, `below` beside it. */
export function useDescribed<E extends HTMLElement>(lack: Lack | undefined, hint?: string) {
  const id = useId();
  const ref = useRef<E>(null);
  const press = lack?.press;
  useLayoutEffect(() => {
    if (press !== undefined) ref.current?.focus();
  }, [press]);
  const described = [hint && `${id}-hint`, lack && `${id}-lack`].filter(Boolean).join(' ');
  return {
    at: {
      id,
      ref,
      ...(lack ? { 'aria-invalid': true } : {}),
      ...(described ? { 'aria-describedby': described } : {}),
    },
    below: (
      <>
        {lack && (
          <span class="refused lack" id={`${id}-lack`}>
            {lack.text}
          </span>
        )}
        {hint && (
          <span class="hint" id={`${id}-hint`}>
            {hint}
          </span>
        )}
      </>
    ),
  };
}
