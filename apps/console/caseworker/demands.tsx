import { useState } from 'preact/hooks';
import { useWords } from '../text/words.tsx';
import { work } from '../text/work.ts';
import { Notice } from '../ui/field.tsx';
import { useWork } from '../ui/work.ts';
import { useDesk } from './desk-context.ts';

const OUTCOMES = ['nothing', 'given'] as const;

/** Counts what authorities demand, for the public figures. */
export function Demands() {
  const { say } = useWords();
  const { api } = useDesk();
  const { run, busy, problem } = useWork();
  const [counted, setCounted] = useState(false);
  const count = (outcome: (typeof OUTCOMES)[number]) =>
    run(async () => {
      setCounted(false);
      await api.post('/v1/demands', { v: 1, outcome });
      setCounted(true);
    });
  return (
    <section class="card" data-view="demands">
      <h2>{say(work['demands.title'])}</h2>
      <p class="hint">{say(work['demands.say'])}</p>
      {problem && <Notice kind="error">{problem}</Notice>}
      <div class="row">
        {OUTCOMES.map((outcome) => (
          <button
            key={outcome}
            type="button"
            data-act={`demand-${outcome}`}
            aria-disabled={busy}
            onClick={() => count(outcome)}
          >
            {say(work[`demands.${outcome}`])}
          </button>
        ))}
      </div>
      {counted && <Notice kind="good">{say(work['demands.counted'])}</Notice>}
    </section>
  );
}
