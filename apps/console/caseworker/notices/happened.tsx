import { useState } from 'preact/hooks';
import type { NoticeShape } from '../../api/notices.ts';
import { wordOf } from '../../text/codes.ts';
import { happened } from '../../text/happened.ts';
import { notices } from '../../text/notice.ts';
import { useWords } from '../../text/words.tsx';
import { Choice, Field } from '../../ui/field.tsx';
import { useLacks } from '../../ui/lacks.tsx';

/** A day where only the day is known; otherwise an instant, UTC. */
export const MOMENT = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}:\d{2}(?:\.\d{3})?Z)?$/;
const EXAMPLE = '2026-11-24 / 2026-11-24T13:00:00Z';

/** Enters what others did that moves a clock: an order, a regulator's notice, an extension with its new end. */
export function Happened(props: { choices: NoticeShape['happenings']; enter: (body: object) => void }) {
  const { choices, enter } = props;
  const { say } = useWords();
  const [what, setWhat] = useState('');
  const [at, setAt] = useState('');
  const [until, setUntil] = useState('');
  const chosen = choices.find((each) => each.what === what) ?? choices[0];
  const lacks = useLacks({
    at: !MOMENT.test(at) && notices['moment.lack'],
    until: chosen?.until === true && until !== '' && !MOMENT.test(until) && notices['moment.lack'],
  });
  if (!chosen) return null;
  const put = () => {
    if (!lacks.complete()) return;
    const end = chosen.until && until !== '' ? { until } : {};
    enter({ fact: 'happened', what: chosen.what, at, ...end });
    setAt('');
    setUntil('');
  };
  return (
    <details data-view="happened">
      <summary>{say(happened['title'])}</summary>
      <p class="hint">{say(happened['say'])}</p>
      <Choice
        label={say(happened['what'])}
        value={chosen.what}
        act="happened-what"
        options={choices.map((each) => ({ value: each.what, label: wordOf(say, 'what', each.what) }))}
        change={setWhat}
      />
      <Field
        label={say(happened['at'])}
        hint={EXAMPLE}
        value={at}
        change={setAt}
        act="happened-at"
        code
        lack={lacks.of('at')}
      />
      {chosen.until && (
        <Field
          label={say(happened['until'])}
          hint={EXAMPLE}
          value={until}
          change={setUntil}
          act="happened-until"
          code
          lack={lacks.of('until')}
        />
      )}
      <button type="button" data-act="enter-happened" onClick={put}>
        {say(notices['fact.go'])}
      </button>
    </details>
  );
}
