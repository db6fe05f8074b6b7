import type { RefObject } from 'preact';
import { useCallback, useEffect, useLayoutEffect, useState } from 'preact/hooks';
import type { Api } from '../api/client.ts';
import type { JobView } from '../api/review.ts';
import { review } from '../text/review.ts';
import { useWords } from '../text/words.tsx';
import { focusHeading } from '../ui/focus.ts';
import type { Tell } from '../ui/said.tsx';
import { useWork } from '../ui/work.ts';
import type { Said } from './decide.tsx';

const KNOWN = {
  trained: review['error.trained'],
  claimed: review['error.claimed'],
  decided: review['error.decided'],
  'another-person': review['error.another-person'],
  'not-yours': review['error.not-yours'],
};

/** One job and the acts on it; each says what it did, and leaves the focus where its reader can go on. */
export function useJob(of: {
  api: Api;
  /** The job's address. */
  base: string;
  changed: () => Promise<void>;
  tell: Tell;
  section: RefObject<HTMLElement | null>;
}) {
  const { api, base, changed, tell, section } = of;
  const { say, when } = useWords();
  const [view, setView] = useState<JobView>();
  const { run, busy, problem } = useWork(KNOWN);
  const load = useCallback(async () => {
    const now = await api.get<JobView>(base);
    setView(now);
    return now.job;
  }, [api, base]);
  useEffect(() => run(async () => void (await load())), [load]);
  const there = view !== undefined;
  useLayoutEffect(() => {
    if (there) focusHeading(section.current);
  }, [there]);
  const act = (path: 'claim' | 'release' | 'decide', body?: Said) =>
    run(async () => {
      try {
        await api.post(`${base}/${path}`, body);
      } catch (error) {
        // What stands here may be old: somebody else took or decided it.
        await load().catch(() => undefined);
        throw error;
      }
      const now = await load();
      await changed();
      if (now.mine && now.claimedUntil) tell(review['held.mine'], { when: when(now.claimedUntil) });
      else if (!body) tell(review['held.not']);
      else {
        if (now.second) tell(review['event.decision.proposed']);
        else tell(review['done'], { decision: say(review[`decision.${body.decision}`]) });
        // The form that had the focus is gone.
        focusHeading(section.current);
      }
    });
  return { view, load, act, busy, problem };
}
