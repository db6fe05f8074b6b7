import { useCallback, useEffect, useState } from 'preact/hooks';
import type { Api } from '../api/client.ts';
import type { KeyLine, KeyList, OrphanJob } from '../api/operate.ts';
import { entry } from '../text/entry.ts';
import { operate } from '../text/operate.ts';
import { review } from '../text/review.ts';
import { useWords } from '../text/words.tsx';
import { Notice } from '../ui/field.tsx';
import { useWork } from '../ui/work.ts';
import { KeyRows } from './key-rows.tsx';
import { MakeKey } from './make-key.tsx';

const KNOWN = { 'own-key': operate['error.own-key'], 'key-unknown': operate['error.key-unknown'] };

/** The keys of this platform: who has one, what it may do, when it was last used; making and revoking them. */
export function Keys({ api }: { api: Api }) {
  const { say } = useWords();
  const [list, setList] = useState<KeyList>();
  const [asked, setAsked] = useState<KeyLine>();
  const [job, setJob] = useState<OrphanJob>();
  const { run, busy, problem } = useWork(KNOWN);
  const load = useCallback(async () => setList(await api.get<KeyList>('/v1/keys')), [api]);
  useEffect(() => run(load), [load]);
  const revoke = ({ id }: KeyLine) =>
    run(async () => {
      await api.delete(`/v1/keys/${id}`);
      setAsked(undefined);
      await load();
    });
  const resume = ({ id }: KeyLine) =>
    run(async () => {
      await api.post(`/v1/keys/${id}/resume`);
      await load();
    });
  const setBare = ({ id }: KeyLine, bareMatches: number | null) =>
    run(async () => {
      await api.put(`/v1/keys/${id}`, { v: 1, bareMatches });
      await load();
    });
  const mark = ({ id, trained }: KeyLine) =>
    run(async () => {
      await api.put(`/v1/keys/${id}/trained`, { v: 1, trained: !trained });
      await load();
    });
  const [given, setGiven] = useState<string>();
  const giveHour = ({ id, name }: KeyLine) =>
    run(async () => {
      setGiven(undefined);
      await api.post(`/v1/keys/${id}/hour`);
      setGiven(name);
    });
  const living = list?.keys.filter((key) => key.revokedAt === null) ?? [];
  const revoked = list?.keys.filter((key) => key.revokedAt !== null) ?? [];
  return (
    <section data-view="keys-page">
      <h1>{say(operate['keys'])}</h1>
      <p class="hint">{say(operate['keys.say'])}</p>
      <p class="hint">{say(operate['keys.trained.say'])}</p>
      {problem && <Notice kind="error">{problem}</Notice>}
      {given && <Notice kind="good">{say(entry['screen.given'], { name: given })}</Notice>}
      {!list && !problem && <p role="status">{say(entry['loading'])}</p>}
      {asked && (
        <div class="notice error" role="alert">
          <p>{say(operate['keys.revoke.ask'], { name: asked.name })}</p>
          <p class="row">
            <button
              type="button"
              class="bad"
              data-act="revoke-key-yes"
              aria-disabled={busy}
              onClick={() => revoke(asked)}
            >
              {say(operate['keys.revoke.yes'])}
            </button>
            <button type="button" data-act="revoke-key-no" onClick={() => setAsked(undefined)}>
              {say(entry['cancel'])}
            </button>
          </p>
        </div>
      )}
      {list && list.nobody.length > 0 && <Nobody jobs={list.nobody} make={setJob} />}
      {list && (
        <div class="columns">
          <div>
            <KeyRows
              keys={living}
              standard={list}
              acts={{ ask: setAsked, resume, setBare, mark, giveHour }}
            />
            {revoked.length > 0 && (
              <details data-view="revoked-keys">
                <summary>{say(operate['keys.revoked'], { n: revoked.length })}</summary>
                <KeyRows keys={revoked} standard={list} />
              </details>
            )}
          </div>
          <MakeKey
            key={job?.id ?? ''}
            api={api}
            standard={list}
            job={job}
            leaveJob={() => setJob(undefined)}
            made={load}
            revoked={revoked.map(({ id }) => id)}
          />
        </div>
      )}
    </section>
  );
}

/** Jobs in which everybody here took part: each waits for somebody who did not. */
function Nobody({ jobs, make }: { jobs: readonly OrphanJob[]; make: (job: OrphanJob) => void }) {
  const { say, when } = useWords();
  return (
    <section class="card" data-view="jobs-for-nobody">
      <h2>{say(operate['nobody'])}</h2>
      <p>{say(operate['nobody.say'])}</p>
      <ul class="rows">
        {jobs.map((job) => (
          <li key={job.id} class="row">
            <span class="grow">
              {say(review[`kind.${job.kind}`])} · {say(review['due'], { when: when(job.dueAt) })}
              {job.minors && (
                <>
                  {' '}
                  <span class="badge bad">{say(review['minors'])}</span> {say(operate['nobody.trained'])}
                </>
              )}
            </span>
            <button type="button" data-act="key-for-job" onClick={() => make(job)}>
              {say(operate['nobody.make'])}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
