import { useState } from 'preact/hooks';
import type { Regime } from '../../../api/notices.ts';
import { notices } from '../../../text/notice.ts';
import { useWords } from '../../../text/words.tsx';
import { Field, Notice } from '../../../ui/field.tsx';
import { useLacks } from '../../../ui/lacks.tsx';
import { useWork } from '../../../ui/work.ts';
import { useDesk } from '../../desk-context.ts';

/** What staff must know of a row: that no lawyer has read it, that nobody checked it lately; administrators enter who read it. */
export function LawReview({ regime }: { regime: Regime }) {
  const { say } = useWords();
  return (
    <>
      {regime.stale && <Notice>{say(notices['row.stale'])}</Notice>}
      {regime.note && (
        <p class="hint" dir="ltr" lang="en">
          {regime.note}
        </p>
      )}
      {regime.draft && <Notice>{say(notices['draft'])}</Notice>}
      {regime.draft && <EnterReview id={regime.id} digest={regime.digest} />}
    </>
  );
}

/** Where an administrator enters which lawyer read a row of the file that is loaded, and when. */
export function EnterReview({ id, digest, entered }: { id: string; digest: string; entered?: () => void }) {
  const { say } = useWords();
  const { api, me } = useDesk();
  const { run, busy, problem } = useWork();
  const [lawyer, setLawyer] = useState('');
  const [on, setOn] = useState('');
  const [done, setDone] = useState(false);
  const lacks = useLacks({
    lawyer: lawyer.trim().length < 3 && notices['review.lawyer.lack'],
    on: on === '' && notices['review.on.lack'],
  });
  const enter = () =>
    lacks.complete() &&
    run(async () => {
      await api.post(`/v1/regimes/${id}/reviews`, { v: 1, fileDigest: digest, lawyer: lawyer.trim(), on });
      setDone(true);
      entered?.();
    });
  if (me.role !== 'admin') return null;
  if (done) return <Notice kind="good">{say(notices['review.done'])}</Notice>;
  return (
    <details data-view="law-review">
      <summary>{say(notices['review'])}</summary>
      <Field
        label={say(notices['review.lawyer'])}
        value={lawyer}
        change={setLawyer}
        act="review-lawyer"
        lack={lacks.of('lawyer')}
        maxLength={200}
      />
      <Field
        label={say(notices['review.on'])}
        value={on}
        change={setOn}
        act="review-on"
        type="date"
        lack={lacks.of('on')}
      />
      <button type="button" data-act="enter-review" aria-disabled={busy} onClick={enter}>
        {say(notices['fact.go'])}
      </button>
      {problem && <Notice kind="error">{problem}</Notice>}
    </details>
  );
}
