import type { NoticeShape } from '../../api/notices.ts';
import { clocks } from '../../text/clocks.ts';
import { useWords } from '../../text/words.tsx';

/** The reminders of a notice whose day has come and that nobody has seen to. */
export function Reminders({ notice, done }: { notice: NoticeShape; done: (body: object) => void }) {
  const { say, day } = useWords();
  const open = notice.reminders.filter((each) => each.raised && !each.done);
  if (open.length === 0) return null;
  return (
    <ul class="reminders">
      {open.map((each) => (
        <li key={`${each.what} ${each.day}`} data-reminder={each.what}>
          <span>{say(clocks[`reminder.${each.what}`], { day: day(each.day) })}</span>{' '}
          <button
            type="button"
            data-act="reminder-done"
            onClick={() => done({ fact: 'reminderDone', what: each.what, day: each.day })}
          >
            {say(clocks['reminder.done'])}
          </button>
        </li>
      ))}
    </ul>
  );
}
