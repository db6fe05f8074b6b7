import { nameOf } from '@amaan/notice';
import type { NoticeShape } from '../../api/notices.ts';
import { cases } from '../../text/case.ts';
import { clocks } from '../../text/clocks.ts';
import { entry } from '../../text/entry.ts';
import { notices } from '../../text/notice.ts';
import { useWords } from '../../text/words.tsx';
import { Clock } from '../notices/clock.tsx';
import { Follows } from '../notices/follows.tsx';
import { Reminders } from './reminders.tsx';

/** One notice on the board: whose case, to whom, how its clock stands, what to see to, and what happened so far. */
export function BoardLine(props: {
  notice: NoticeShape;
  now: string;
  alias: string;
  open: () => void;
  done: (body: object) => void;
}) {
  const { notice, now, alias, open, done } = props;
  const { say, when, language } = useWords();
  const words: Readonly<Record<string, { en: string; ur: string; reviewer: string | null }>> = cases;
  // A person carries it: nothing is on its way by itself.
  const waits = notice.state === 'approved' && !['api', 'email'].includes(notice.channel);
  const back = notice.again.reduce((sum, { links }) => sum + links.length, 0);
  return (
    <li class="card" data-board={notice.id} data-clock-state={notice.clock?.state}>
      <div class="clock-line">
        <div>
          <button type="button" class="link" data-act="board-case" onClick={open}>
            {alias}
          </button>
          <div class="row">
            <bdi>{nameOf(notice.addressee)[language]}</bdi>
            <span class="badge" dir="ltr">
              {notice.regime}
            </span>
            <span class="badge">
              {say(waits ? notices['state.carry'] : notices[`state.${notice.state}`])}
            </span>
            {notice.held && <span class="badge bad">{say(notices['held.short'])}</span>}
            <span class="quiet">{say(clocks['links'], { n: notice.links })}</span>
            {notice.previous && <span class="quiet">{say(clocks['linked'])}</span>}
          </div>
        </div>
        {notice.clock && <Clock clock={notice.clock} now={now} row={notice.regimeVersion} />}
      </div>
      <Follows follows={notice.follows} now={now} />
      {back > 0 && (
        <p>
          <button type="button" class="link" data-act="board-again" onClick={open}>
            {say(clocks['again'], { n: back })}
          </button>
        </p>
      )}
      <Reminders notice={notice} done={done} />
      {notice.history.length > 0 && (
        <details class="history">
          <summary>{say(clocks['history'])}</summary>
          <ol>
            {notice.history.map(({ at, type, by }, i) => {
              const line = words[`event.${type}`];
              const who = entry[`role.${by}` as keyof typeof entry];
              return (
                <li key={i}>
                  <span class="quiet">{when(at)}</span> {line ? say(line) : type}{' '}
                  <span class="quiet">({who ? say(who) : by})</span>
                </li>
              );
            })}
          </ol>
        </details>
      )}
    </li>
  );
}
