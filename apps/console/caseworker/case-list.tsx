import { useMemo, useRef, useState } from 'preact/hooks';
import type { CaseLine } from '../api/staff.ts';
import { cases } from '../text/case.ts';
import { useWords } from '../text/words.tsx';
import { Choice, Field } from '../ui/field.tsx';
import { useKeys } from '../ui/keys.ts';
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
const PORTION = 100;

/** The cases one holds, by alias, what is due next first. */
export function CaseList(props: {
  lines: readonly CaseLine[];
  here: string | undefined;
  open: (id: string) => void;
}) {
  const { lines, here, open } = props;
  const { say } = useWords();
  const { me } = useDesk();
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
        (words === '' || line.alias.en.includes(words) || line.alias.ur.includes(words)),
    );
  }, [sorted, find, filter, me.id]);
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
      <Field label={say(cases['list.find'])} value={find} change={setFind} act="find-case" type="search" />
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

function Row({ line, here, open }: { line: DueLine; here: boolean; open: (id: string) => void }) {
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
        </span>
        <DueBadge due={due} />
        <span class="small">
          {say(cases[`declaration.${status.declaration}`])} · {status.linkCount} {say(cases['col.links'])}
        </span>
        <span class="small">{when(status.lastAt)}</span>
      </button>
    </li>
  );
}

/** What is due, with a word and not by colour alone. */
export function DueBadge({ due }: { due: Due }) {
  const { say, when } = useWords();
  const kind = due.kind === 'late' ? 'bad' : due.kind === 'answer' || due.kind === 'reply' ? 'warn' : '';
  return (
    <span class={`badge ${kind}`}>{say(cases[`due.${due.kind}`], { when: due.at ? when(due.at) : '' })}</span>
  );
}
