import { useState } from 'preact/hooks';
import { ApiError } from '../api/client.ts';
import { entry } from '../text/entry.ts';
import type { Line } from '../text/line.ts';
import { useWords } from '../text/words.tsx';

/** Error codes that any part of the console may meet. */
const COMMON: Readonly<Record<string, Line>> = {
  changed: entry['error.changed'],
  'day-done': entry['error.day-done'],
  internal: entry['error.internal'],
  busy: entry['error.busy'],
  rate: entry['error.busy'],
};

/**
 * Runs one piece of work at a time and keeps what went wrong, in the reader's language.
 *
 * @param known sentences for error codes; the server's own English sentence stands for the others
 */
export function useWork(known: Readonly<Record<string, Line>> = {}): {
  busy: boolean;
  problem: string | undefined;
  run: (work: () => Promise<void>) => void;
  fail: (problem: string | undefined) => void;
} {
  const { say } = useWords();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const attempt = async (work: () => Promise<void>) => {
    setBusy(true);
    setProblem(undefined);
    try {
      await work();
    } catch (error) {
      const code = (error as { code?: unknown }).code;
      const line = typeof code === 'string' ? (known[code] ?? COMMON[code]) : undefined;
      if (line) setProblem(say(line));
      else if (error instanceof ApiError && error.status > 0) setProblem(error.message);
      else if (error instanceof ApiError) setProblem(say(entry['error.network']));
      else setProblem(error instanceof Error ? error.message : String(error));
    } finally {
      setBusy(false);
    }
  };
  return {
    busy,
    problem,
    fail: setProblem,
    run: (work) => {
      if (!busy) void attempt(work);
    },
  };
}
