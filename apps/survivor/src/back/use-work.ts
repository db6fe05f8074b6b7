import { useState } from 'preact/hooks';
import type { CaseKey } from '../strings/case.ts';
import { troubleOf } from '../ui/trouble.ts';

/** Runs one thing at a time and says how it went. */
export interface Work {
  readonly busy: boolean;
  readonly trouble: CaseKey | undefined;
  readonly done: CaseKey | undefined;
  run(work: () => Promise<unknown>, done?: CaseKey): void;
}

/** The state of the work that a part of the case has under way. */
export function useWork(): Work {
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<CaseKey>();
  const [done, setDone] = useState<CaseKey>();
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
