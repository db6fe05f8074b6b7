import { nameOf } from '@amaan/notice';
import { useCallback, useEffect, useState } from 'preact/hooks';
import { type NoticeListShape, noticePath } from '../../api/notices.ts';
import type { CaseLine } from '../../api/staff.ts';
import { clocks } from '../../text/clocks.ts';
import { entry } from '../../text/entry.ts';
import { useWords } from '../../text/words.tsx';
import { Choice, Notice } from '../../ui/field.tsx';
import { More } from '../../ui/more.tsx';
import { useWork } from '../../ui/work.ts';
import { useDesk } from '../desk-context.ts';
import { CalendarAddress } from './calendar-address.tsx';
import { Doubt } from './doubt.tsx';
import { type BoardChoice, choices, shown, STATES } from './filter.ts';
import { BoardLine } from './line.tsx';
import { RemovalTimes } from './removal-times.tsx';

const PORTION = 60;
const REFRESH_MS = 30_000;

/** All running clocks of the cases one holds, by what ends next; how long removals take; a calendar of due times. */
export function Board({ lines, open }: { lines: readonly CaseLine[]; open: (id: string) => void }) {
  const { say, language } = useWords();
  const { api } = useDesk();
  const { run, problem } = useWork();
  const [seen, setSeen] = useState<{ list: NoticeListShape; here: number }>();
  const [choice, setChoice] = useState<BoardChoice>({ addressee: 'all', regime: 'all', state: 'all' });
  const [many, setMany] = useState(PORTION);
  const look = useCallback(
    async () => setSeen({ list: await api.get<NoticeListShape>('/v1/notices'), here: Date.now() }),
    [api],
  );
  useEffect(() => {
    run(look);
    const timer = setInterval(() => void look().catch(() => undefined), REFRESH_MS);
    return () => clearInterval(timer);
  }, [look]);
  const change = (part: Partial<BoardChoice>) => {
    setChoice({ ...choice, ...part });
    setMany(PORTION);
  };
  const notices = seen?.list.notices ?? [];
  const fitting = seen ? notices.filter((each) => shown(each, choice, seen.list.now)) : [];
  const done = (caseId: string, notice: string, body: object) =>
    run(async () => {
      await api.post(`${noticePath({ caseId, id: notice })}/facts`, { v: 1, ...body });
      await look();
    });
  const names = (field: 'addressee' | 'regime') =>
    choices(notices, field).map((value) => ({
      value,
      label:
        value === 'all' ? say(clocks['filter.all']) : field === 'addressee' ? nameOf(value)[language] : value,
    }));
  return (
    <section data-view="board">
      <h1>{say(clocks['title'])}</h1>
      {problem && <Notice kind="error">{problem}</Notice>}
      {!seen && !problem && <p role="status">{say(entry['loading'])}</p>}
      {seen && <Doubt list={seen.list} here={seen.here} />}
      {seen && notices.length === 0 && <p>{say(clocks['none'])}</p>}
      {notices.length > 0 && (
        <div class="row filters">
          <Choice
            label={say(clocks['filter.state'])}
            value={choice.state}
            act="board-state"
            inline
            options={STATES.map((value) => ({ value, label: say(clocks[`filter.${value}`]) }))}
            change={(state) => change({ state })}
          />
          <Choice
            label={say(clocks['filter.addressee'])}
            value={choice.addressee}
            act="board-addressee"
            inline
            options={names('addressee')}
            change={(addressee) => change({ addressee })}
          />
          <Choice
            label={say(clocks['filter.regime'])}
            value={choice.regime}
            act="board-regime"
            inline
            options={names('regime')}
            change={(regime) => change({ regime })}
          />
          <span class="quiet" role="status">
            {say(clocks['count'], { n: fitting.length })}
          </span>
        </div>
      )}
      {notices.length > 0 && fitting.length === 0 && <p>{say(clocks['none.filtered'])}</p>}
      <ul class="clocks">
        {fitting.slice(0, many).map((notice) => (
          <BoardLine
            key={notice.id}
            notice={notice}
            now={seen?.list.now ?? ''}
            alias={lines.find((line) => line.id === notice.caseId)?.alias[language] ?? '–'}
            open={() => open(notice.caseId)}
            done={(body) => done(notice.caseId, notice.id, body)}
          />
        ))}
        {fitting.length > many && (
          <More left={fitting.length - many} ask={() => setMany((before) => before + PORTION)} />
        )}
      </ul>
      <div class="columns">
        <RemovalTimes />
        <CalendarAddress />
      </div>
    </section>
  );
}
