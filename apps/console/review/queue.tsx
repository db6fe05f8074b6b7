import { useRef } from 'preact/hooks';
import type { JobLine, Kind, QueueView } from '../api/review.ts';
import { entry } from '../text/entry.ts';
import type { Line } from '../text/line.ts';
import { review } from '../text/review.ts';
import { useWords } from '../text/words.tsx';
import { Choice, Notice } from '../ui/field.tsx';
import { useKeys } from '../ui/keys.ts';
import { Load } from './load.tsx';

const STATES = ['open', 'mine', 'decided'] as const;
const KINDS = ['all', 'upload', 'notice', 'appeal', 'check'] as const;
const ONLY = ['all', 'late', 'escalated', 'second'] as const;

/** What the queue is narrowed to. */
export interface Shown {
  readonly state: (typeof STATES)[number];
  readonly kind: 'all' | Kind;
  readonly only: (typeof ONLY)[number];
}

/** What the queue is narrowed to, in words. */
export function filterOf({ state, kind, only }: Shown, say: (line: Line) => string): string {
  return [
    say(review[`state.${state}`]),
    ...(kind === 'all' ? [] : [say(review[`kind.${kind}`])]),
    ...(only === 'all' ? [] : [say(review[`only.${only}`])]),
  ].join(' · ');
}

/** The queue in the platform's order, with due times, and today's load as a drawing. */
export function Queue(props: {
  queue: QueueView | undefined;
  shown: Shown;
  show: (shown: Shown) => void;
  here: string | undefined;
  open: (id: string) => void;
}) {
  const { queue, shown, show, here, open } = props;
  const { say } = useWords();
  const list = useRef<HTMLUListElement>(null);
  const step = (by: number) => () => {
    const buttons = [...(list.current?.querySelectorAll('button') ?? [])];
    const focused = buttons.findIndex((button) => button === document.activeElement);
    const now = focused >= 0 ? focused : buttons.findIndex((button) => button.dataset.job === here);
    buttons[Math.min(buttons.length - 1, Math.max(0, now + by))]?.focus();
  };
  useKeys({ j: step(1), k: step(-1), ArrowDown: step(1), ArrowUp: step(-1) });
  return (
    <section data-view="job-list">
      <header class="row filters-of-queue">
        <h1>{say(review['queue'])}</h1>
        <Choice
          label={say(review['state'])}
          value={shown.state}
          act="queue-state"
          inline
          options={STATES.map((value) => ({ value, label: say(review[`state.${value}`]) }))}
          change={(state) => show({ ...shown, state })}
        />
        <Choice
          label={say(review['kind'])}
          value={shown.kind}
          act="queue-kind"
          inline
          options={KINDS.map((value) => ({ value, label: say(review[`kind.${value}`]) }))}
          change={(kind) => show({ ...shown, kind })}
        />
        <Choice
          label={say(review['only'])}
          value={shown.only}
          act="queue-only"
          inline
          options={ONLY.map((value) => ({ value, label: say(review[`only.${value}`]) }))}
          change={(only) => show({ ...shown, only })}
        />
      </header>
      {!queue && <p role="status">{say(entry['loading'])}</p>}
      {queue && !here && <Load load={queue.load} />}
      {queue?.forTrained && (
        <Notice kind={queue.forTrained.nobody ? 'error' : 'info'}>
          <span data-view="for-trained" data-waiting={queue.forTrained.waiting}>
            {say(review['trained.wait'], { n: queue.forTrained.waiting })}
            {queue.forTrained.nobody && ` · ${say(review['trained.nobody'])}`}
          </span>
        </Notice>
      )}
      {queue?.jobs.length === 0 && <p>{say(review['queue.empty'])}</p>}
      {queue && queue.jobs.length > 0 && (
        <ul class="lines" ref={list}>
          {queue.jobs.map((job) => (
            <Row key={job.id} job={job} here={job.id === here} open={open} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Row({ job, here, open }: { job: JobLine; here: boolean; open: (id: string) => void }) {
  const { say, when, span } = useWords();
  const left = Date.parse(job.dueAt) - Date.now();
  return (
    <li {...(here ? { 'data-here': '' } : {})}>
      <button
        type="button"
        data-act="open-job"
        data-kind={job.kind}
        data-job={job.id}
        aria-current={here ? 'true' : undefined}
        onClick={() => open(job.id)}
      >
        <span class="alias">
          {say(review[`kind.${job.kind}`])} {job.regime && <span class="badge">{job.regime}</span>}{' '}
          {job.escalated && <span class="badge warn">{say(review['escalated'])}</span>}
          {job.second && <span class="badge warn">{say(review['only.second'])}</span>}
          {job.minors && <span class="badge bad">{say(review['minors'])}</span>}
          {job.nobody && <span class="badge bad">{say(review['nobody'])}</span>}
          {job.mine && <span class="badge good">{say(review['mine'])}</span>}
        </span>
        {job.decision ? (
          <span class="badge">{say(review[`decision.${job.decision}`])}</span>
        ) : (
          <span class={`badge ${job.late ? 'bad' : ''}`}>
            {job.late ? say(review['late']) : say(review['left'], { time: span(left) })}
          </span>
        )}
        <span class="small">
          {job.distance !== undefined && say(review['distance'], { n: job.distance })}
          {job.duplicates > 0 && ` · ${say(review['duplicates'], { n: job.duplicates })}`}
          {job.notice && <span dir="ltr"> {job.notice}</span>}
        </span>
        <span class="small">{say(review['due'], { when: when(job.dueAt) })}</span>
      </button>
    </li>
  );
}
