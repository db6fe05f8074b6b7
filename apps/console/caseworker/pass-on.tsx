import { useState } from 'preact/hooks';
import type { CaseLine } from '../api/staff.ts';
import { entry } from '../text/entry.ts';
import { useWords } from '../text/words.tsx';
import { Choice, Notice } from '../ui/field.tsx';
import { useLacks } from '../ui/lacks.tsx';
import { useWork } from '../ui/work.ts';
import { useDesk } from './desk-context.ts';

/** Cases marked danger-now that nobody else has, when one's day is done: each to be passed to a colleague who can open it. */
export function PassOn({ lines, reload }: { lines: readonly CaseLine[]; reload: () => Promise<void> }) {
  const { say } = useWords();
  const { me } = useDesk();
  const urgent = lines.filter(
    ({ urgent, status: { phase, assigned }, holders = [] }) =>
      urgent &&
      phase === 'open' &&
      (assigned === undefined || assigned === me.id || !holders.includes(assigned)),
  );
  if (urgent.length === 0) return null;
  return (
    <>
      <p>{say(entry['screen.pass'])}</p>
      <ul class="rows" data-view="pass-on">
        {urgent.map((line) => (
          <One key={line.id} line={line} reload={reload} />
        ))}
      </ul>
    </>
  );
}

function One({ line, reload }: { line: CaseLine; reload: () => Promise<void> }) {
  const { say, language } = useWords();
  const { api, me, people } = useDesk();
  const { run, busy, problem } = useWork();
  const [to, setTo] = useState('');
  const others = people.filter(({ id }) => id !== me.id && line.holders?.includes(id));
  const lacks = useLacks({ to: to === '' && entry['screen.pass.lack'] });
  const pass = () =>
    lacks.complete() &&
    run(async () => {
      await api.post(`/v1/cases/${line.id}/assign`, { v: 1, staff: to });
      await reload();
    });
  return (
    <li class="row">
      <strong class="grow">{line.alias[language]}</strong>
      {others.length === 0 ? (
        <span>{say(entry['screen.pass.nobody'])}</span>
      ) : (
        <>
          <Choice
            label={say(entry['screen.pass.to'])}
            value={to}
            act="pass-to"
            inline
            options={[
              { value: '', label: '–' },
              ...others.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            change={setTo}
            lack={lacks.of('to')}
          />
          <button type="button" data-act="pass-on" aria-disabled={busy} onClick={pass}>
            {say(entry['screen.pass.go'])}
          </button>
        </>
      )}
      {problem && <Notice kind="error">{problem}</Notice>}
    </li>
  );
}
