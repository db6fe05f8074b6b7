import { useMemo, useRef, useState } from 'preact/hooks';
import type { CaseLine } from '../api/staff.ts';
import { cases } from '../text/case.ts';
import type { Line } from '../text/line.ts';
import { work } from '../text/work.ts';
import { useWords } from '../text/words.tsx';
import { Choice, Field } from '../ui/field.tsx';
import { useKeys } from '../ui/keys.ts';
import { memo } from '../ui/memo.tsx';
import { More } from '../ui/more.tsx';
import { useDesk } from './desk-context.ts';
import { byDue, type Due, type DueLine, type Filter, FILTERS, fits } from './due.ts';
import { Load } from './load.tsx';

const FILTER_LINES = {
  all: cases['list.all'],
  waiting: cases['list.waiting'],
  mine: cases['list.mine'],
  clock: cases['list.clock'],
  closed: cases['list.closed'],
};

/** Lines drawn at once; the next ones follow as the list is scrolled. */
const PORTION = 50;

/** The cases one holds, by alias, what is due next first. */
export function CaseList(props: {
  lines: readonly CaseLine[];
  here: string | undefined;
  open: (id: string) => void;
}) {
  const { lines, here, open } = props;
  const { say } = useWords();
  const { me, holds } = useDesk();
  const [find, setFind] = useState('');
  const [filter, setFilter] = useState<Filter>('all');
  const [limit, setLimit] = useState(PORTION);
  const list = useRef<HTMLUListElement>(null);
  const sorted = useMemo(() => byDue(lines), [lines]);
  const shown = useMemo(() => {
    const words = find.trim().toLowerCase();
    return sorted.filter(
      (line) =>
        fits(line, filter, me.id) &&
        (words === '' ||
          line.alias.en.includes(words) ||
          line.alias.ur.includes(words) ||
          holds(line.id, words)),
    );
  }, [sorted, find, filter, me.id, holds]);
  const step = (by: number) => () => {
    const buttons = [...(list.current?.querySelectorAll('button') ?? [])];
    const now = buttons.findIndex((button) => button === document.activeElement);
    buttons[Math.min(buttons.length - 1, Math.max(0, now + by))]?.focus();
  };
  useKeys({
    j: step(1),
    k: step(-1),
    ArrowDown: step(1),
    ArrowUp: step(-1),
    '/': () => document.querySelector<HTMLInputElement>('[data-act=find-case]')?.focus(),
  });
  return (
    <section data-view="case-list">
      <header class="row">
        <h1>{say(cases['list.title'])}</h1>
        <span class="quiet" role="status">
          <span class="out">{say(FILTER_LINES[filter])}: </span>
          {say(cases['list.count'], { shown: shown.length, all: lines.length })}
        </span>
      </header>
      <div class="row" role="search">
        <Choice
          label={say(cases['list.filter'])}
          value={filter}
          act="filter-cases"
          inline
          options={FILTERS.map((value) => ({ value, label: say(FILTER_LINES[value]) }))}
          change={setFilter}
        />
      </div>
      <Field
        label={say(cases['list.find'])}
        value={find}
        change={setFind}
        act="find-case"
        type="search"
        hint={say(work['find.opened'])}
      />
      {!here && <Load lines={lines} />}
      {lines.length === 0 && <p>{say(cases['list.empty'])}</p>}
      {lines.length > 0 && shown.length === 0 && <p>{say(cases['list.none'])}</p>}
      {shown.length > 0 && (
        <ul class="lines" ref={list}>
          {shown.slice(0, limit).map((line) => (
            <Row key={line.id} line={line} here={line.id === here} open={open} />
          ))}
          {shown.length > limit && <More left={shown.length - limit} ask={() => setLimit(limit + PORTION)} />}
        </ul>
      )}
    </section>
  );
}

const Row = memo(function Row(props: { line: DueLine; here: boolean; open: (id: string) => void }) {
  const { line, here, open } = props;
  const { say, language, when } = useWords();
  const { alias, status, urgent, due } = line;
  return (
    <li {...(here ? { 'data-here': '' } : {})}>
      <button
        type="button"
        data-act="open-case"
        data-alias={alias.en}
        aria-current={here ? 'true' : undefined}
        onClick={() => open(line.id)}
      >
        <span class="alias">
          {alias[language]} {urgent && <span class="badge bad">{say(cases['urgent'])}</span>}
          {status.staleKeys && <span class="badge warn">{say(work['keys.badge'])}</span>}
        </span>
        <DueBadge due={due} />
        <span class="small">
          {say(cases[`declaration.${status.declaration}`])} · {status.linkCount} {say(cases['col.links'])}
        </span>
        <span class="small">{when(status.lastAt)}</span>
      </button>
    </li>
  );
});

const DUE: Record<Due['kind'], { readonly line: Line; readonly kind: '' | 'warn' | 'bad' }> = {
  late: { line: cases['due.late'], kind: 'bad' },
  'taken-back': { line: work['due.taken-back'], kind: 'bad' },
  answer: { line: cases['due.answer'], kind: 'warn' },
  reply: { line: cases['due.reply'], kind: 'warn' },
  'task-late': { line: work['due.task-late'], kind: 'bad' },
  approve: { line: work['due.approve'], kind: 'warn' },
  pass: { line: work['due.pass'], kind: 'warn' },
  referral: { line: work['due.referral'], kind: 'warn' },
  notice: { line: cases['due.notice'], kind: '' },
  clock: { line: cases['due.clock'], kind: '' },
  task: { line: work['due.task'], kind: '' },
  none: { line: cases['due.none'], kind: '' },
};

/** What is due, with a word and not by colour alone. */
export function DueBadge({ due }: { due: Due }) {
  const { say, when } = useWords();
  const { line, kind } = DUE[due.kind];
  return <span class={`badge ${kind}`}>{say(line, { when: due.at ? when(due.at) : '' })}</span>;
}
