import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { Api } from '../api/client.ts';
import type { QueueView, Reason, ReviewSession } from '../api/review.ts';
import { entry } from '../text/entry.ts';
import { operate } from '../text/operate.ts';
import { review } from '../text/review.ts';
import { useWords } from '../text/words.tsx';
import { ScreenNotes, Today } from '../ui/at-screen.tsx';
import { Notice } from '../ui/field.tsx';
import { focusHeading } from '../ui/focus.ts';
import { Frame } from '../ui/frame.tsx';
import { Help } from '../ui/help.tsx';
import { useKeys } from '../ui/keys.ts';
import { newest } from '../ui/newest.ts';
import { useSaid } from '../ui/said.tsx';
import { useScreen } from '../ui/use-screen.ts';
import { useWork } from '../ui/work.ts';
import type { Around } from './around.ts';
import { Job } from './job.tsx';
import { Keys } from './keys.tsx';
import { Operations } from './operations.tsx';
import { filterOf, Queue, type Shown } from './queue.tsx';

const REFRESH_MS = 5_000;
const KEYS = [
  ['j k', entry['help.move']],
  ['Enter', entry['help.open']],
  ['c', review['key.claim']],
  ['r', review['key.reveal']],
  ['1 … 5', review['key.decide']],
  ['u', entry['help.list']],
  ['?', entry['help.help']],
] as const;

type Part = 'queue' | 'operations' | 'keys';

/** The parts of the console that a key may open, the first one first. */
function partsFor(roles: ReviewSession['roles']): Part[] {
  const parts: Part[] = [];
  if (roles.includes('review')) parts.push('queue');
  if (roles.includes('curate') || roles.includes('admin')) parts.push('operations');
  if (roles.includes('admin')) parts.push('keys');
  return parts;
}

const LABELS = { queue: review['queue'], operations: operate['operations'], keys: operate['keys'] } as const;

/** What a key's roles open: the queue with one job at a time, operations, keys. */
export function Bench(props: { secret: string; leave: (why?: 'locked' | 'ended') => void; around: Around }) {
  const { secret, leave, around } = props;
  const { say } = useWords();
  const api = useMemo(() => new Api(secret, () => leave('ended')), [secret, leave]);
  const [session, setSession] = useState<ReviewSession>();
  const [reasons, setReasons] = useState<readonly Reason[]>([]);
  const [shown, setShown] = useState<Shown>({ state: 'open', kind: 'all', only: 'all' });
  const [queue, setQueue] = useState<QueueView>();
  const [chosen, setChosen] = useState<Part>();
  const [here, setHere] = useState<string>();
  const chose = useRef(false);
  const [help, setHelp] = useState(false);
  const { run, fail, problem } = useWork();
  const screen = useScreen(api, '/v1/review/screen', () => leave('locked'));
  const parts = partsFor(session?.roles ?? []);
  const part = chosen ?? parts[0];
  const reviews = parts.includes('queue');
  const { said, tell } = useSaid();
  useFocus(part, here);
  const narrow = (next: Shown) => {
    chose.current = true;
    setShown(next);
  };
  const show = (next: Part) => {
    setChosen(next);
    setHere(undefined);
  };
  const take = useMemo(() => newest<QueueView>(setQueue), []);
  const look = useCallback(async () => {
    const kind = shown.kind === 'all' ? '' : `&kind=${shown.kind}`;
    const only = shown.only === 'all' ? '' : `&only=${shown.only}`;
    const path = `/v1/review/jobs?state=${shown.state}${kind}${only}`;
    return (await take(api.get<QueueView>(path))).jobs.length;
  }, [api, shown, take]);
  const meet = useCallback(async () => setSession(await api.get<ReviewSession>('/v1/review/session')), [api]);
  useEffect(() => run(meet), [meet]);
  useEffect(() => {
    if (!reviews) return;
    void api
      .get<{ reasons: readonly Reason[] }>('/v1/review/reasons')
      .then((answer) => setReasons(answer.reasons))
      .catch((error: unknown) => fail(error instanceof Error ? error.message : String(error)));
  }, [api, reviews]);
  useEffect(() => {
    if (!reviews) return;
    void look()
      .then((n) => {
        // Only what the reader asked for is told: what comes by itself would talk over the job that is being read.
        if (chose.current) tell(review['queue.told'], { filter: filterOf(shown, say), n });
        chose.current = false;
      })
      .catch(() => undefined);
    const timer = setInterval(() => void look().catch(() => undefined), REFRESH_MS);
    return () => clearInterval(timer);
  }, [look, reviews]);
  useKeys({ '?': () => setHelp(true), u: () => setHere(undefined) });
  return (
    <Frame
      brand={review['brand']}
      parts={parts.map((name) => ({ name, label: LABELS[name], open: () => show(name) }))}
      here={here ? '' : (part ?? '')}
      view={here ? 'job' : (part ?? '')}
      {...around}
      signOut={() => leave()}
      more={
        <>
          <span class="quiet">{session?.reviewer.name}</span>
          <Today screen={screen} />
          <button type="button" data-act="help" onClick={() => setHelp(true)}>
            {say(entry['nav.help'])}
          </button>
        </>
      }
    >
      {said}
      {problem && <Notice kind="error">{problem}</Notice>}
      <ScreenNotes screen={screen} done={entry['screen.done.job']} />
      {part === 'operations' && (
        <Operations
          api={api}
          curates={session?.roles.includes('curate') ?? false}
          rules={session?.roles.includes('admin') ?? false}
        />
      )}
      {part === 'keys' && <Keys api={api} />}
      {part === 'queue' && (
        <div class={here ? 'split both' : 'split'}>
          <div class="list-pane">
            <Queue queue={queue} shown={shown} show={narrow} here={here} open={setHere} />
          </div>
          {here && session && (
            <Job
              key={here}
              id={here}
              api={api}
              reasons={reasons}
              reveals={session.reveals}
              minorReports={session.minorReports}
              tell={tell}
              changed={async () => {
                await Promise.all([look(), meet()]);
              }}
              back={() => setHere(undefined)}
            />
          )}
        </div>
      )}
      {help && <Help close={() => setHelp(false)} keys={KEYS} />}
    </Frame>
  );
}

/**
 * The focus goes to the heading after signing in, and from a job back to its line in the queue: before the screen is
 * shown, or it would be taken from where a quick reader has moved it already.
 */
function useFocus(part: Part | undefined, here: string | undefined): void {
  const before = useRef<string | undefined>(undefined);
  const met = part !== undefined;
  useLayoutEffect(() => {
    if (met) focusHeading(document.querySelector('main'));
  }, [met]);
  useLayoutEffect(() => {
    const left = before.current;
    before.current = here;
    if (here !== undefined || left === undefined || part !== 'queue') return;
    const line = document.querySelector<HTMLElement>(`main [data-job="${left}"]`);
    if (line) line.focus();
    else focusHeading(document.querySelector('main'));
  }, [here]);
}
