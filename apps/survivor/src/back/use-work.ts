import { useState } from 'preact/hooks';
import type { Key } from '../strings/index.ts';
import { troubleOf } from '../ui/trouble.ts';

/** Runs one thing at a time and says how it went. */
export interface Work {
  readonly busy: boolean;
  readonly trouble: Key | undefined;
  readonly done: Key | undefined;
  run(work: () => Promise<unknown>, done?: Key): void;
}

/** The state of the work that a part of the case has under way. */
export function useWork(): Work {
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Key>();
  const [done, setDone] = useState<Key>();
  return {
    busy,
    trouble,
    done,
    run(work, after) {
      setBusy(true);
      setTrouble(undefined);
      setDone(undefined);
      work()
        .then(
          () => setDone(after),
          (error: unknown) => setTrouble(troubleOf(error, 'app.failed')),
        )
        .finally(() => setBusy(false));
    },
  };
}
