import { useState } from 'preact/hooks';
import type { Person } from '../../api/staff.ts';
import { entry } from '../../text/entry.ts';
import { pledge } from '../../text/pledge.ts';
import { work } from '../../text/work.ts';
import { useWords } from '../../text/words.tsx';
import { Notice } from '../../ui/field.tsx';
import { useWork } from '../../ui/work.ts';
import { useDesk } from '../desk-context.ts';
import { Invite } from './invite.tsx';
import { MyAccess } from './my-access.tsx';
import { MyPledge } from './my-pledge.tsx';

/** Colleagues, and one's own ways in. */
export function PeoplePage() {
  const { say, day } = useWords();
  const { api, me, people, reloadPeople } = useDesk();
  const [stranded, setStranded] = useState(false);
  const { run, busy, problem } = useWork();
  const [asked, setAsked] = useState<Person>();
  const [given, setGiven] = useState<string>();
  const giveHour = ({ id, name }: Person) =>
    run(async () => {
      setGiven(undefined);
      await api.post(`/v1/staff/people/${id}/hour`);
      setGiven(name);
    });
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
      {given && <Notice kind="good">{say(entry['screen.given'], { name: given })}</Notice>}
      <div class="card scroll" tabindex={0} role="region" aria-label={say(entry['people.title'])}>
        <table class="stacked">
          <thead>
            <tr>
              <th scope="col">{say(entry['people.name'])}</th>
              <th scope="col">{say(entry['people.role'])}</th>
              <th scope="col">{say(entry['people.intake'])}</th>
              <th scope="col">{say(entry['people.passkeys'])}</th>
              <th scope="col">{say(entry['people.since'])}</th>
              <th scope="col">{say(pledge['people.pledge'])}</th>
              {me.rights.team && <td />}
            </tr>
          </thead>
          <tbody>
            {people.map((person) => (
              <tr key={person.id}>
                <td dir="auto">
                  {person.name}{' '}
                  {person.id === me.id && <span class="quiet">({say(entry['people.you'])})</span>}
                </td>
                <td data-label={say(entry['people.role'])}>{say(entry[`role.${person.role}`])}</td>
                <td data-label={say(entry['people.intake'])}>
                  <input
                    type="checkbox"
                    aria-label={`${say(entry['people.intake'])}: ${person.name}`}
                    checked={person.intake}
                    disabled={!me.rights.people}
                    onChange={(event) => change(person.id, { intake: event.currentTarget.checked })}
                  />
                </td>
                <td data-label={say(entry['people.passkeys'])}>{person.passkeys}</td>
                <td data-label={say(entry['people.since'])}>{day(person.joinedAt)}</td>
                <td data-label={say(pledge['people.pledge'])}>
                  {person.pledgedUntil ? (
                    day(person.pledgedUntil)
                  ) : (
                    <strong>{say(pledge['people.pledge.none'])}</strong>
                  )}
                </td>
                {me.rights.team && (
                  <td>
                    <span class="row">
                      {person.id !== me.id && (
                        <button
                          type="button"
                          data-act="give-hour"
                          aria-label={`${say(entry['screen.give'])}: ${person.name}`}
                          aria-disabled={busy}
                          onClick={() => giveHour(person)}
                        >
                          {say(entry['screen.give'])}
                        </button>
                      )}
                      {me.rights.people && person.id !== me.id && (
                        <button
                          type="button"
                          class="bad"
                          data-act="end-access"
                          onClick={() => setAsked(person)}
                        >
                          {say(entry['people.leaves'])}
                        </button>
                      )}
                    </span>
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
            aria-disabled={busy}
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
                aria-disabled={busy}
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
        <MyPledge />
      </div>
    </section>
  );
}
