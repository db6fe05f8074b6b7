import { useState } from 'preact/hooks';
import type { Addressee } from '../../../api/notices.ts';
import { notices } from '../../../text/notice.ts';
import { useWords } from '../../../text/words.tsx';
import { Notice } from '../../../ui/field.tsx';
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
  const { say, when, language } = useWords();
  const { api } = useDesk();
  const { run, busy, problem } = useWork();
  const [checked, setChecked] = useState(false);
  const { code, form, works, wording, refuses, alternatives, languages, checkedOn, stale } = addressee;
  const today = new Date().toISOString().slice(0, 10);
  const check = () =>
    run(async () => {
      await api.post(`/v1/addressees/${code}/checks`, { v: 1, on: today });
      setChecked(true);
    });
  const day = checked ? today : checkedOn;
  return (
    <details data-view="playbook" data-playbook={code}>
      <summary>
        {say(notices['playbook'])}{' '}
        {stale && !checked && <span class="badge warn">{say(notices['playbook.old'])}</span>}
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
        <dd>{day ? when(day) : say(notices['playbook.never'])}</dd>
      </dl>
      {!checked && (
        <button type="button" data-act="check-playbook" disabled={busy} onClick={check}>
          {say(notices['playbook.check'])}
        </button>
      )}
      {problem && <Notice kind="error">{problem}</Notice>}
    </details>
  );
}
