import { useState } from 'preact/hooks';
import { clocks } from '../../text/clocks.ts';
import { useWords } from '../../text/words.tsx';
import { Notice } from '../../ui/field.tsx';
import { useWork } from '../../ui/work.ts';
import { useDesk } from '../desk-context.ts';

/** Makes and ends the address of one's calendar of due times. It is a secret: shown once, and kept nowhere here. */
export function CalendarAddress() {
  const { say } = useWords();
  const { api } = useDesk();
  const { run, busy, problem } = useWork();
  const [made, setMade] = useState<{ address: string } | 'ended'>();
  return (
    <section class="card" data-view="calendar">
      <h2>{say(clocks['calendar.title'])}</h2>
      <p class="hint">{say(clocks['calendar.say'])}</p>
      {problem && <Notice kind="error">{problem}</Notice>}
      {made === 'ended' && <Notice kind="good">{say(clocks['calendar.ended'])}</Notice>}
      {typeof made === 'object' && (
        <p>
          {say(clocks['calendar.once'])} <code dir="ltr">{made.address}</code>
        </p>
      )}
      <p class="row">
        <button
          type="button"
          data-act="calendar-make"
          aria-disabled={busy}
          onClick={() =>
            run(async () => {
              const { path } = await api.post<{ path: string }>('/v1/calendar');
              setMade({ address: `${location.origin}${path}` });
            })
          }
        >
          {say(clocks['calendar.make'])}
        </button>
        <button
          type="button"
          class="bad"
          data-act="calendar-end"
          aria-disabled={busy}
          onClick={() =>
            run(async () => {
              await api.delete('/v1/calendar');
              setMade('ended');
            })
          }
        >
          {say(clocks['calendar.end'])}
        </button>
      </p>
    </section>
  );
}
