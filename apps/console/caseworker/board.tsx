import { useEffect, useState } from 'preact/hooks';
import type { NoticeListShape } from '../api/notices.ts';
import type { CaseLine } from '../api/staff.ts';
import { notices } from '../text/notice.ts';
import { useWords } from '../text/words.tsx';
import { Notice } from '../ui/field.tsx';
import { useWork } from '../ui/work.ts';
import { useDesk } from './desk-context.ts';
import { Clock } from './notices/clock.tsx';

/** All running clocks of the cases one holds, by what ends next. */
export function Board({ lines, open }: { lines: readonly CaseLine[]; open: (id: string) => void }) {
  const { say, language } = useWords();
  const { api } = useDesk();
  const { run, problem } = useWork();
  const [list, setList] = useState<NoticeListShape>();
  useEffect(() => run(async () => setList(await api.get<NoticeListShape>('/v1/notices'))), [api]);
  return (
    <section data-view="board">
      <h1>{say(notices['board.title'])}</h1>
      {problem && <Notice kind="error">{problem}</Notice>}
      {list?.notices.length === 0 && <p>{say(notices['board.none'])}</p>}
      {list?.notices.map((notice) => {
        const alias = lines.find((line) => line.id === notice.caseId)?.alias[language] ?? '–';
        return (
          <article key={notice.id} class="card">
            <header class="row">
              <button type="button" class="link" data-act="board-case" onClick={() => open(notice.caseId)}>
                {alias}
              </button>
              <span dir="ltr">{notice.addressee}</span>
              <span class="badge">{notice.regime}</span>
              <span class="badge">{say(notices[`state.${notice.state}`])}</span>
            </header>
            {notice.clock && <Clock clock={notice.clock} now={list.now} />}
          </article>
        );
      })}
    </section>
  );
}
