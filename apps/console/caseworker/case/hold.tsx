import { useState } from 'preact/hooks';
import { entry } from '../../text/entry.ts';
import { useWords } from '../../text/words.tsx';
import { work } from '../../text/work.ts';
import { Choice, Field, Notice } from '../../ui/field.tsx';
import { useLacks } from '../../ui/lacks.tsx';
import { useWork } from '../../ui/work.ts';
import { useDesk } from '../desk-context.ts';
import type { OpenedCase } from './open-case.ts';

const REASONS = ['court', 'police', 'regulator', 'complaint'] as const;

/** A legal hold: the case outlasts its retention until a day. */
export function Hold({ opened, reload }: { opened: OpenedCase; reload: () => Promise<void> }) {
  const { say, day } = useWords();
  const { api } = useDesk();
  const { run, busy, problem } = useWork();
  const [until, setUntil] = useState('');
  const [reason, setReason] = useState<(typeof REASONS)[number]>('court');
  const { id, status } = opened.sealed;
  const lacks = useLacks({ until: until === '' && work['hold.until.lack'] });
  const hold = () =>
    lacks.complete() &&
    run(async () => {
      await api.post(`/v1/cases/${id}/hold`, { v: 1, until, reason });
      await reload();
    });
  return (
    <section class="card" data-view="hold">
      <h2>{say(work['hold.title'])}</h2>
      <p class="hint">{say(work['hold.say'])}</p>
      {status.heldUntil && <p>{say(work['hold.is'], { day: day(status.heldUntil) })}</p>}
      {problem && <Notice kind="error">{problem}</Notice>}
      <div class="row">
        <Field
          label={say(work['hold.until'])}
          value={until}
          change={setUntil}
          act="hold-until"
          type="date"
          lack={lacks.of('until')}
        />
        <Choice
          label={say(work['hold.reason'])}
          value={reason}
          act="hold-reason"
          options={REASONS.map((value) => ({ value, label: say(work[`hold.${value}`]) }))}
          change={setReason}
        />
      </div>
      <button type="button" data-act="hold" aria-disabled={busy} onClick={hold}>
        {say(work['hold.go'])}
      </button>
    </section>
  );
}

/** What staff do and do not do, and who outside takes a report (child-safety rules T1 to T6). */
const STEPS = ['minor.do.not', 'minor.do.report', 'minor.do.log', 'minor.do.child', 'minor.do.you'] as const;

/** The one button for a doubt about age. It asks nothing but whether it was pressed on purpose. */
export function Doubt({ opened, gone }: { opened: OpenedCase; gone: () => void }) {
  const { say } = useWords();
  const { api, minorReports } = useDesk();
  const { run, busy, problem } = useWork();
  const [sure, setSure] = useState(false);
  if (opened.sealed.status.phase === 'erased') return null;
  const divert = () =>
    run(async () => {
      await api.post(`/v1/cases/${opened.sealed.id}/minor`);
      gone();
    });
  return (
    <section class="card" data-view="doubt">
      <h2>{say(work['minor.title'])}</h2>
      <p class="hint">{say(work['minor.say'])}</p>
      <p>{minorReports ? say(work['minor.first'], { who: minorReports }) : say(work['minor.nobody'])}</p>
      <details data-view="minor-do">
        <summary data-act="minor-do">{say(work['minor.do'])}</summary>
        <ul>
          {STEPS.map((step) => (
            <li key={step}>{say(work[step])}</li>
          ))}
        </ul>
      </details>
      {problem && <Notice kind="error">{problem}</Notice>}
      <button
        type="button"
        class="bad"
        data-act={sure ? 'minor-yes' : 'minor'}
        aria-disabled={busy}
        onClick={() => (sure ? divert() : setSure(true))}
      >
        {say(sure ? work['minor.yes'] : work['minor.go'])}
      </button>
      {sure && (
        <button type="button" onClick={() => setSure(false)}>
          {say(entry['cancel'])}
        </button>
      )}
    </section>
  );
}
