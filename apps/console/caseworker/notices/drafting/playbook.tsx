import { useState } from 'preact/hooks';
import type { Addressee } from '../../../api/notices.ts';
import { notices } from '../../../text/notice.ts';
import { useWords } from '../../../text/words.tsx';
import { Field, Notice } from '../../../ui/field.tsx';
import { useLacks } from '../../../ui/lacks.tsx';
import { useWork } from '../../../ui/work.ts';
import { useDesk } from '../../desk-context.ts';

function List({ title, lines }: { title: string; lines: readonly string[] }) {
  if (lines.length === 0) return null;
  return (
    <>
      <dt>{title}</dt>
      {lines.map((line) => (
        <dd key={line} dir="auto">
          {line}
        </dd>
      ))}
    </>
  );
}

/** What is known of how an addressee takes notices; whoever tries it enters the day. */
export function PlaybookCard({ addressee }: { addressee: Addressee }) {
  const { say, day: dayOf, language } = useWords();
  const { api, me } = useDesk();
  const { run, busy, problem } = useWork();
  const today = new Date().toISOString().slice(0, 10);
  const [checked, setChecked] = useState<string>();
  const [on, setOn] = useState(today);
  const { code, form, works, wording, refuses, alternatives, languages, stale } = addressee;
  const lacks = useLacks({ on: (on === '' || on > today) && notices['playbook.lack'] });
  const check = () =>
    lacks.complete() &&
    run(async () => {
      await api.post(`/v1/addressees/${code}/checks`, { v: 1, on });
      setChecked(on);
    });
  const newer = checked !== undefined && checked >= (addressee.checkedOn ?? '');
  const day = newer ? checked : addressee.checkedOn;
  const by = newer ? me.name : addressee.checkedBy;
  return (
    <details data-view="playbook" data-playbook={code}>
      <summary>
        {say(notices['playbook'])}{' '}
        {stale && checked === undefined && (
          <span class="badge warn">
            {say(notices[addressee.checkedOn === null ? 'playbook.untried' : 'playbook.old'])}
          </span>
        )}
      </summary>
      <dl class="facts">
        <List title={say(notices['playbook.works'])} lines={[works[language]]} />
        {form && <List title={say(notices['playbook.form'])} lines={[form]} />}
        {wording && <List title={say(notices['playbook.wording'])} lines={[wording[language]]} />}
        <List title={say(notices['playbook.refuses'])} lines={refuses.map((each) => each[language])} />
        <List
          title={say(notices['playbook.alternatives'])}
          lines={alternatives.map((each) => each[language])}
        />
        <dt>{say(notices['playbook.languages'])}</dt>
        <dd>{languages.map((each) => say(notices[`language.${each}`])).join(say(notices['list.comma']))}</dd>
        <dt>{say(notices['playbook.checked'])}</dt>
        <dd data-checked={day ?? 'never'}>
          {day === null && say(notices['playbook.never'])}
          {day !== null && dayOf(day)}
          {day !== null && <>, {by === null ? say(notices['playbook.shipped']) : <bdi>{by}</bdi>}</>}
        </dd>
      </dl>
      {checked === undefined && (
        <div class="row">
          <Field
            label={say(notices['playbook.tried-on'])}
            value={on}
            change={setOn}
            act="check-playbook-on"
            type="date"
            lack={lacks.of('on')}
          />
          <button type="button" data-act="check-playbook" aria-disabled={busy} onClick={check}>
            {say(notices['playbook.check'])}
          </button>
        </div>
      )}
      {problem && <Notice kind="error">{problem}</Notice>}
    </details>
  );
}
