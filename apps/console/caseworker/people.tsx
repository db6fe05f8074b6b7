import { useState } from 'preact/hooks';
import type { Person, Role } from '../api/staff.ts';
import { hasPasskeys } from '../keys/passkey.ts';
import { addPasskey, changePhrase } from '../keys/sign-in.ts';
import { entry } from '../text/entry.ts';
import { work } from '../text/work.ts';
import { useWords } from '../text/words.tsx';
import { Choice, Notice } from '../ui/field.tsx';
import { useWork } from '../ui/work.ts';
import { useDesk } from './desk-context.ts';
import { newPhrase, ShowPhrase, typedBack } from './phrase.tsx';

const ROLES: readonly Role[] = ['caseworker', 'supervisor', 'admin'];

/** Colleagues, and one's own ways in. */
export function PeoplePage() {
  const { say, day } = useWords();
  const { api, me, people, reloadPeople } = useDesk();
  const [stranded, setStranded] = useState(false);
  const { run, busy, problem } = useWork();
  const [asked, setAsked] = useState<Person>();
  const change = (id: string, body: object) =>
    run(async () => {
      setStranded(false);
      try {
        await api.post(`/v1/staff/people/${id}`, { v: 1, ...body });
      } catch (error) {
        setStranded((error as { code?: unknown }).code === 'sole-holder');
        throw error;
      }
      setAsked(undefined);
      await reloadPeople();
    });
  return (
    <section data-view="people-page">
      <h1>{say(entry['people.title'])}</h1>
      {problem && <Notice kind="error">{problem}</Notice>}
      <div class="card scroll" tabindex={0} role="region" aria-label={say(entry['people.title'])}>
        <table>
          <thead>
            <tr>
              <th scope="col">{say(entry['people.name'])}</th>
              <th scope="col">{say(entry['people.role'])}</th>
              <th scope="col">{say(entry['people.intake'])}</th>
              <th scope="col">{say(entry['people.passkeys'])}</th>
              <th scope="col">{say(entry['people.since'])}</th>
              {me.rights.people && <td />}
            </tr>
          </thead>
          <tbody>
            {people.map((person) => (
              <tr key={person.id}>
                <td dir="auto">
                  {person.name}{' '}
                  {person.id === me.id && <span class="quiet">({say(entry['people.you'])})</span>}
                </td>
                <td>{say(entry[`role.${person.role}`])}</td>
                <td>
                  <input
                    type="checkbox"
                    aria-label={`${say(entry['people.intake'])}: ${person.name}`}
                    checked={person.intake}
                    disabled={!me.rights.people || busy}
                    onChange={(event) => change(person.id, { intake: event.currentTarget.checked })}
                  />
                </td>
                <td>{person.passkeys}</td>
                <td>{day(person.joinedAt)}</td>
                {me.rights.people && (
                  <td>
                    {person.id !== me.id && (
                      <button
                        type="button"
                        class="bad"
                        data-act="end-access"
                        onClick={() => setAsked(person)}
                      >
                        {say(entry['people.leaves'])}
                      </button>
                    )}
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {asked && (
        <div class="notice error" role="alert">
          <p>{say(entry['people.leaves.ask'], { name: asked.name })}</p>
          <button
            type="button"
            class="bad"
            data-act="end-access-yes"
            disabled={busy}
            onClick={() => change(asked.id, { leaves: true })}
          >
            {say(entry['people.yes'])}
          </button>{' '}
          <button type="button" onClick={() => setAsked(undefined)}>
            {say(entry['cancel'])}
          </button>
          {stranded && (
            <p>
              <button
                type="button"
                class="bad"
                data-act="end-access-anyway"
                disabled={busy}
                onClick={() => change(asked.id, { leaves: true, strand: true })}
              >
                {say(work['people.strand'])}
              </button>
            </p>
          )}
        </div>
      )}
      <div class="columns">
        {me.rights.people && <Invite />}
        <MyAccess />
      </div>
    </section>
  );
}

function Invite() {
  const { say } = useWords();
  const { api } = useDesk();
  const { run, busy, problem } = useWork();
  const [role, setRole] = useState<Role>('caseworker');
  const [intake, setIntake] = useState(true);
  const [code, setCode] = useState('');
  return (
    <form
      class="card"
      onSubmit={(event) => {
        event.preventDefault();
        run(async () =>
          setCode((await api.post<{ code: string }>('/v1/staff/invitations', { v: 1, role, intake })).code),
        );
      }}
    >
      <h2>{say(entry['people.invite'])}</h2>
      {problem && <Notice kind="error">{problem}</Notice>}
      <Choice
        label={say(entry['people.role'])}
        value={role}
        act="invite-role"
        options={ROLES.map((value) => ({ value, label: say(entry[`role.${value}`]) }))}
        change={setRole}
      />
      <label class="check">
        <input
          type="checkbox"
          checked={intake}
          onChange={(event) => setIntake(event.currentTarget.checked)}
        />
        {say(entry['people.intake'])}
      </label>
      <button type="submit" data-act="invite" disabled={busy}>
        {say(entry['people.invite'])}
      </button>
      {code && (
        <Notice kind="good">
          <span data-view="invite-code" data-code={code}>
            {say(entry['people.code'], { code })}
          </span>
        </Notice>
      )}
    </form>
  );
}

function MyAccess() {
  const { say } = useWords();
  const { api, secrets, reloadPeople } = useDesk();
  const { run, busy, problem, fail } = useWork();
  const [made, setMade] = useState<ReturnType<typeof newPhrase>>();
  const [typed, setTyped] = useState('');
  const [done, setDone] = useState(false);
  const passkey = () =>
    run(async () => {
      if (!(await addPasskey(api, secrets))) return fail(say(entry['enter.no-prf']));
      setDone(true);
      await reloadPeople();
    });
  const replace = () =>
    run(async () => {
      if (!made) return;
      await changePhrase(api, secrets, made.phrase);
      setMade(undefined);
      setDone(true);
    });
  return (
    <section class="card">
      <h2>{say(entry['people.mine'])}</h2>
      {problem && <Notice kind="error">{problem}</Notice>}
      {done && <Notice kind="good">{say(entry['people.done'])}</Notice>}
      <p class="row">
        {hasPasskeys() && (
          <button type="button" data-act="add-passkey" disabled={busy} onClick={passkey}>
            {say(entry['people.add-passkey'])}
          </button>
        )}
        {!made && (
          <button type="button" data-act="new-phrase" onClick={() => setMade(newPhrase())}>
            {say(entry['people.new-phrase'])}
          </button>
        )}
      </p>
      {made && (
        <>
          <p class="hint">{say(entry['people.new-phrase.say'])}</p>
          <ShowPhrase made={made} typed={typed} type={setTyped} />
          <button
            type="button"
            class="main"
            data-act="save-phrase"
            disabled={busy || !typedBack(made, typed)}
            onClick={replace}
          >
            {say(entry['people.new-phrase'])}
          </button>
        </>
      )}
    </section>
  );
}
