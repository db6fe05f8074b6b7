import { fromHex } from '@amaan/base';
import { keysDigest, sealJson, signReferral } from '@amaan/custody';
import { useState } from 'preact/hooks';
import { newId } from '../../keys/random.ts';
import { useWords } from '../../text/words.tsx';
import { work } from '../../text/work.ts';
import { Area, Choice, Field, Notice } from '../../ui/field.tsx';
import { useLacks } from '../../ui/lacks.tsx';
import { useWork } from '../../ui/work.ts';
import { useDesk } from '../desk-context.ts';
import type { OpenedCase, ShownReferral, ShownTask } from './open-case.ts';

interface Props {
  readonly opened: OpenedCase;
  readonly reload: () => Promise<void>;
}

/** What is to be done in a case, and where she may be passed on to. */
export function Work(props: Props) {
  return (
    <div class="columns" data-view="work">
      <Tasks {...props} />
      <Referrals {...props} />
    </div>
  );
}

function Tasks({ opened, reload }: Props) {
  const { say } = useWords();
  const { api, people } = useDesk();
  const { run, busy, problem } = useWork();
  const [text, setText] = useState('');
  const [due, setDue] = useState('');
  const [staff, setStaff] = useState('');
  const { sealed } = opened;
  const lacks = useLacks({ text: text.trim() === '' && work['tasks.lack'] });
  const openers = people.filter((each) => sealed.grants.some(({ to }) => to === each.recipient));
  const add = () =>
    lacks.complete() &&
    run(async () => {
      await api.post(`/v1/cases/${sealed.id}/tasks`, {
        v: 1,
        id: newId(),
        under: keysDigest(sealed.keys),
        sealed: await sealJson([sealed.keys.story], { v: 1, text: text.trim() }),
        ...(due ? { due } : {}),
        ...(staff ? { staff } : {}),
      });
      setText('');
      setDue('');
      await reload();
    });
  return (
    <section class="card" data-view="tasks">
      <h2>{say(work['tasks.title'])}</h2>
      {problem && <Notice kind="error">{problem}</Notice>}
      {opened.tasks.length === 0 && <p class="quiet">{say(work['tasks.none'])}</p>}
      {opened.tasks.map((task) => (
        <OneTask key={task.id} task={task} caseId={sealed.id} reload={reload} />
      ))}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          add();
        }}
      >
        <Area
          label={say(work['tasks.new'])}
          value={text}
          act="task-text"
          change={setText}
          max={2000}
          hint={say(work['tasks.hint'])}
          lack={lacks.of('text')}
        />
        <div class="row">
          <Field label={say(work['tasks.due'])} value={due} change={setDue} act="task-due" type="date" />
          <Choice
            label={say(work['tasks.who'])}
            value={staff}
            act="task-who"
            change={setStaff}
            options={[
              { value: '', label: say(work['tasks.nobody']) },
              ...openers.map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
        </div>
        <button type="submit" class="main" data-act="add-task" aria-disabled={busy}>
          {say(work['tasks.add'])}
        </button>
      </form>
    </section>
  );
}

function OneTask({ task, caseId, reload }: { task: ShownTask; caseId: string; reload: () => Promise<void> }) {
  const { say, day } = useWords();
  const { api, people } = useDesk();
  const { run, busy, problem } = useWork();
  const { state, due, staff } = task.status;
  const done = state === 'done';
  const late = !done && due !== undefined && due < new Date().toISOString().slice(0, 10);
  const name = people.find((each) => each.id === staff)?.name;
  const change = () =>
    run(async () => {
      await api.post(`/v1/cases/${caseId}/tasks/${task.id}`, {
        v: 1,
        state: done ? 'open' : 'done',
        ...(due ? { due } : {}),
        ...(staff ? { staff } : {}),
      });
      await reload();
    });
  return (
    <article class="message" data-task={state}>
      <header>
        {done && <span class="badge">{say(work['tasks.is-done'])}</span>}{' '}
        {late && <span class="badge bad">{say(work['tasks.late'])}</span>}{' '}
        {due && say(work['tasks.by-day'], { day: day(due) })} {name && `· ${name}`}
      </header>
      {problem && <Notice kind="error">{problem}</Notice>}
      <pre class="text" dir="auto">
        {task.text ?? say(work['work.unreadable'])}
      </pre>
      <button type="button" data-act="task-done" aria-disabled={busy} onClick={change}>
        {say(work[done ? 'tasks.reopen' : 'tasks.done'])}
      </button>
    </article>
  );
}

function Referrals({ opened, reload }: Props) {
  const { say } = useWords();
  const { api, me, secrets } = useDesk();
  const { run, busy, problem } = useWork();
  const [service, setService] = useState('');
  const [told, setTold] = useState('');
  const [why, setWhy] = useState('');
  const { sealed } = opened;
  const lacks = useLacks({
    service: service.trim() === '' && work['referrals.service.lack'],
    told: told.trim() === '' && work['referrals.told.lack'],
  });
  const ask = () =>
    lacks.complete() &&
    run(async () => {
      const unsigned = {
        v: 1,
        staff: me.id,
        at: new Date().toISOString(),
        service: service.trim(),
        told: told.trim(),
        why: why.trim(),
      } as const;
      const referral = signReferral(sealed.id, unsigned, fromHex(secrets.signSecret));
      await api.post(`/v1/cases/${sealed.id}/referrals`, {
        v: 1,
        id: newId(),
        under: keysDigest(sealed.keys),
        sealed: await sealJson([sealed.keys.story], referral),
      });
      setService('');
      setTold('');
      setWhy('');
      await reload();
    });
  return (
    <section class="card" data-view="referrals">
      <h2>{say(work['referrals.title'])}</h2>
      {problem && <Notice kind="error">{problem}</Notice>}
      {opened.referrals.length === 0 && <p class="quiet">{say(work['referrals.none'])}</p>}
      {opened.referrals.map((each) => (
        <OneReferral key={each.id} shown={each} caseId={sealed.id} reload={reload} />
      ))}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          ask();
        }}
      >
        <p class="hint">{say(work['referrals.hint'])}</p>
        <Field
          label={say(work['referrals.service'])}
          value={service}
          change={setService}
          act="referral-service"
          lack={lacks.of('service')}
          maxLength={200}
        />
        <Area
          label={say(work['referrals.told'])}
          value={told}
          act="referral-told"
          lack={lacks.of('told')}
          change={setTold}
          max={4000}
        />
        <Area label={say(work['referrals.why'])} value={why} act="referral-why" change={setWhy} max={2000} />
        <button type="submit" class="main" data-act="ask-referral" aria-disabled={busy}>
          {say(work['referrals.ask'])}
        </button>
      </form>
    </section>
  );
}

function OneReferral({
  shown,
  caseId,
  reload,
}: {
  shown: ShownReferral;
  caseId: string;
  reload: () => Promise<void>;
}) {
  const { say } = useWords();
  const { api } = useDesk();
  const { run, busy, problem } = useWork();
  const { referral, state, holds, id } = shown;
  const made = () =>
    run(async () => {
      await api.post(`/v1/cases/${caseId}/referrals/${id}/made`);
      await reload();
    });
  return (
    <article class="message" data-referral={state}>
      <header>
        <span class={`badge ${state === 'takenBack' ? 'bad' : state === 'agreed' ? 'warn' : ''}`}>
          {say(work[`referral.${state}`])}
        </span>
      </header>
      {!holds && <Notice kind="error">{say(work['referrals.unsigned'])}</Notice>}
      {problem && <Notice kind="error">{problem}</Notice>}
      <p dir="auto">
        <strong>{referral?.service ?? say(work['work.unreadable'])}</strong>
      </p>
      {referral && (
        <pre class="text" dir="auto">
          {referral.told}
        </pre>
      )}
      {state === 'agreed' && (
        <button type="button" data-act="referral-made" aria-disabled={busy} onClick={made}>
          {say(work['referrals.made'])}
        </button>
      )}
    </article>
  );
}
