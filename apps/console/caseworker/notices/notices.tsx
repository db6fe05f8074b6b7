import { useCallback, useEffect, useState } from 'preact/hooks';
import type { Addressees, EscalationShape, NoticeListShape, NoticeShape, Regime } from '../../api/notices.ts';
import { entry } from '../../text/entry.ts';
import { notices } from '../../text/notice.ts';
import { useWords } from '../../text/words.tsx';
import { Choice, Notice } from '../../ui/field.tsx';
import { useWork } from '../../ui/work.ts';
import type { OpenedCase } from '../case/open-case.ts';
import { useDesk } from '../desk-context.ts';
import { Clock } from './clock.tsx';
import { Drafting } from './drafting.tsx';
import { Papers } from './papers/papers.tsx';
import { Proof } from './proof.tsx';

const REFRESH_MS = 4_000;
type Book = { readonly addressees: Addressees; readonly regimes: readonly Regime[] };

/** The notices of a case: how each stands, its clock, and a new one. */
export function Notices(props: {
  opened: OpenedCase;
  chosen: readonly number[];
  reload: () => Promise<void>;
}) {
  const { opened, chosen } = props;
  const { say } = useWords();
  const { api } = useDesk();
  const { run, problem } = useWork();
  const [list, setList] = useState<NoticeListShape>();
  const [escalations, setEscalations] = useState<readonly EscalationShape[]>([]);
  const [book, setBook] = useState<Book>();
  const [drafting, setDrafting] = useState(chosen.length > 0);
  const base = `/v1/cases/${opened.sealed.id}`;
  const look = useCallback(async () => {
    setList(await api.get<NoticeListShape>(`${base}/notices`));
    setEscalations(
      (await api.get<{ escalations: readonly EscalationShape[] }>(`${base}/escalations`)).escalations,
    );
  }, [api, base]);
  useEffect(() => {
    run(async () => {
      const [addressees, rows] = await Promise.all([
        api.get<Addressees>('/v1/addressees'),
        api.get<{ regimes: readonly Regime[] }>('/v1/regimes'),
        look(),
      ]);
      setBook({ addressees, regimes: rows.regimes });
    });
    const timer = setInterval(() => void look().catch(() => undefined), REFRESH_MS);
    return () => clearInterval(timer);
  }, [look]);
  const name = (code: string) => book?.addressees.addressees.find((each) => each.code === code)?.name ?? code;
  const fact = (notice: string) => (body: object) =>
    run(async () =>
      setList(await api.post<NoticeListShape>(`${base}/notices/${notice}/facts`, { v: 1, ...body })),
    );
  return (
    <div data-view="notices">
      {problem && <Notice kind="error">{problem}</Notice>}
      {!list && <p role="status">{say(entry['loading'])}</p>}
      {list?.notices.length === 0 && <p>{say(notices['none'])}</p>}
      {list?.notices.map((notice) => (
        <One
          key={notice.id}
          notice={notice}
          now={list.now}
          name={name(notice.addressee)}
          enter={fact(notice.id)}
        />
      ))}
      {escalations.map(({ id, authority, text }) => (
        <details key={id} class="card" data-view="escalation">
          <summary>{say(notices['escalation'], { authority })}</summary>
          <pre class="text draft-text" dir="auto">
            {text}
          </pre>
        </details>
      ))}
      {book && !drafting && opened.links.length > 0 && (
        <button type="button" class="main" data-act="new-notice" onClick={() => setDrafting(true)}>
          {say(notices['new'])}
        </button>
      )}
      {book && !drafting && <Papers opened={opened} sender={book.addressees.sender} />}
      {book && drafting && (
        <Drafting
          opened={opened}
          book={book}
          chosen={chosen}
          done={async () => {
            setDrafting(false);
            await look();
          }}
        />
      )}
    </div>
  );
}

const ANSWERS = ['removed', 'refused', 'needsMore'] as const;

function One(props: { notice: NoticeShape; now: string; name: string; enter: (body: object) => void }) {
  const { notice, now, name, enter } = props;
  const { say, when } = useWords();
  const [fact, setFact] = useState('');
  // What goes out by itself is entered by the server; only what a person carries is entered by a person.
  const byHand = !['api', 'email'].includes(notice.channel);
  const facts: { value: string; label: string; body: object }[] = [
    ...((notice.state === 'approved' && byHand) || notice.state === 'uncertain'
      ? (['sent', 'notSent'] as const).map((each) => ({
          value: each,
          label: say(notices[`fact.${each}`]),
          body: { fact: each },
        }))
      : []),
    ...(['sent', 'receipted', 'answered', 'asserted', 'expired'].includes(notice.state)
      ? [
          ...ANSWERS.map((answer) => ({
            value: answer,
            label: say(notices[`fact.answered.${answer}`]),
            body: { fact: 'answered', answer },
          })),
          { value: 'bounced', label: say(notices['fact.bounced']), body: { fact: 'bounced' } },
        ]
      : []),
    ...(['observed', 'withdrawn'].includes(notice.state)
      ? []
      : [{ value: 'withdrawn', label: say(notices['fact.withdrawn']), body: { fact: 'withdrawn' } }]),
  ];
  const proving = ['sent', 'receipted', 'expired'].includes(notice.state) && notice.channel !== 'api';
  const chosen = facts.find((each) => each.value === fact) ?? facts[0];
  return (
    <article class="card" data-view="notice" data-notice={notice.id} data-state={notice.state}>
      <header class="row">
        <h2>{name}</h2>
        <span class="badge">{notice.regime}</span>
        <span
          class={`badge ${notice.state === 'observed' ? 'good' : notice.state === 'expired' ? 'bad' : ''}`}
        >
          {say(notices[`state.${notice.state}`])}
        </span>
        {notice.draft && <span class="badge warn">{say(notices['draft'])}</span>}
      </header>
      {notice.state === 'drafted' && <p class="hint">{say(notices['lost'])}</p>}
      <dl class="facts">
        {notice.sentAt && (
          <>
            <dt>{say(notices['sent-at'])}</dt>
            <dd>{when(notice.sentAt)}</dd>
          </>
        )}
        {notice.number && (
          <>
            <dt>{say(notices['number'])}</dt>
            <dd dir="ltr">{notice.number}</dd>
          </>
        )}
        {notice.watched.map(({ link, state }) => (
          <>
            <dt>{say(notices['watch'], { n: link + 1 })}</dt>
            <dd data-watched={state}>{say(notices[`watch.${state}`])}</dd>
          </>
        ))}
        {notice.next.length > 0 && (
          <>
            <dt>{say(notices['next'])}</dt>
            <dd lang="en">{notice.next.map(({ to, act }) => `${to}: ${act}`).join('; ')}</dd>
          </>
        )}
      </dl>
      {notice.clock && <Clock clock={notice.clock} now={now} />}
      {proving && <Proof notice={notice.id} enter={enter} />}
      {chosen && (
        <div class="row">
          <Choice
            label={say(notices['fact'])}
            value={chosen.value}
            act="fact"
            inline
            options={facts.map(({ value, label }) => ({ value, label }))}
            change={setFact}
          />
          <button type="button" data-act="enter-fact" onClick={() => enter(chosen.body)}>
            {say(notices['fact.go'])}
          </button>
        </div>
      )}
    </article>
  );
}
