import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Api } from '../api/client.ts';
import { KEY_ROLES, type KeyRole, type OrphanJob } from '../api/operate.ts';
import { entry } from '../text/entry.ts';
import { operate } from '../text/operate.ts';
import { review } from '../text/review.ts';
import { useWords } from '../text/words.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { Check, Field, Notice } from '../ui/field.tsx';
import { useLacks } from '../ui/lacks.tsx';
import { useWork } from '../ui/work.ts';
import { BareField } from './bare-matches.tsx';
import type { Standard } from './key-rows.tsx';

/**
 * Makes a key: with roles, or for one job alone. Its secret is in this form alone, until it is hidden or the page is
 * left.
 */
export function MakeKey(props: {
  api: Api;
  standard: Standard;
  job: OrphanJob | undefined;
  leaveJob: () => void;
  made: () => Promise<void>;
  /** Keys that are revoked: the secret of one is not offered any more. */
  revoked: readonly string[];
}) {
  const { api, standard, job, made } = props;
  const { say, when } = useWords();
  const [name, setName] = useState('');
  const [roles, setRoles] = useState<readonly KeyRole[]>(['match']);
  const [trained, setTrained] = useState(false);
  const [limit, setLimit] = useState('');
  const [bare, setBare] = useState('');
  const [fresh, setFresh] = useState<{ id: string; key: string }>();
  const secret = fresh && !props.revoked.includes(fresh.id) ? fresh.key : undefined;
  const { run, busy, problem } = useWork();
  const form = useRef<HTMLFormElement>(null);
  // Whoever asked for it stands far above this form on a phone.
  useLayoutEffect(() => {
    if (job) form.current?.querySelector('input')?.focus();
  }, [job]);
  const shown = useRef<HTMLDivElement>(null);
  // It is shown once: on a phone it would stand below the edge of the screen.
  useLayoutEffect(() => shown.current?.scrollIntoView({ block: 'nearest' }), [secret]);
  const mayMatch = !job && roles.includes('match');
  const reviews = job !== undefined || roles.includes('review');
  const lacks = useLacks({ roles: !job && roles.length === 0 && operate['keys.roles.lack'] });
  const make = () =>
    lacks.complete() &&
    run(async () => {
      const perSecond = limit.trim() === '' ? {} : { perSecond: Number(limit) };
      const what = job ? { roles: ['review'], job: job.id } : { roles };
      const bareMatches = mayMatch && bare.trim() !== '' ? { bareMatches: Number(bare) } : {};
      const person = reviews ? { trained } : {};
      const body = { v: 1, name: name.trim(), ...what, ...perSecond, ...bareMatches, ...person };
      setFresh(await api.post<{ id: string; key: string }>('/v1/keys', body));
      setName('');
      setLimit('');
      setBare('');
      setTrained(false);
      await made();
    });
  return (
    <form
      class="card"
      data-view="make-key"
      ref={form}
      onSubmit={(event) => {
        event.preventDefault();
        make();
      }}
    >
      <h2>{say(operate['keys.make'])}</h2>
      {problem && <Notice kind="error">{problem}</Notice>}
      <Field
        label={say(operate['keys.name'])}
        value={name}
        change={setName}
        act="key-name"
        required
        maxLength={80}
        hint={say(operate['keys.name.say'])}
      />
      {job ? (
        <div data-view="key-for-one-job">
          <p>
            {say(operate['nobody.for'], { kind: say(review[`kind.${job.kind}`]), when: when(job.dueAt) })}
          </p>
          <button type="button" class="link" data-act="leave-job" onClick={props.leaveJob}>
            {say(operate['nobody.not'])}
          </button>
        </div>
      ) : (
        <fieldset>
          <legend>{say(operate['keys.roles'])}</legend>
          {KEY_ROLES.map((role, i) => (
            <Check
              key={role}
              act={`key-role-${role}`}
              checked={roles.includes(role)}
              lack={i === 0 ? lacks.of('roles') : undefined}
              change={(on) =>
                setRoles(KEY_ROLES.filter((each) => (each === role ? on : roles.includes(each))))
              }
            >
              {say(operate[`role.${role}`])}
            </Check>
          ))}
        </fieldset>
      )}
      {reviews && (
        <label class="check">
          <input
            type="checkbox"
            data-act="key-trained"
            required={job?.minors === true}
            checked={trained}
            onChange={(event) => setTrained(event.currentTarget.checked)}
          />
          {say(operate['keys.trained.person'])}
        </label>
      )}
      <Field
        label={say(operate['keys.limit'])}
        value={limit}
        change={setLimit}
        act="key-limit"
        code
        maxLength={7}
        pattern="[1-9][0-9]{0,5}"
        inputMode="numeric"
        hint={
          standard.perSecond === 0
            ? say(operate['keys.limit.none'])
            : say(operate['keys.limit.default'], { n: standard.perSecond })
        }
      />
      {mayMatch && <BareField value={bare} change={setBare} standard={standard.bareMatches} act="key-bare" />}
      <button type="submit" class="main" data-act="make-key" aria-disabled={busy}>
        {say(busy ? entry['working'] : operate['keys.make'])}
      </button>
      {secret && (
        <div class="notice good" role="status" data-view="made-key" ref={shown}>
          <p>{say(operate['keys.made'])}</p>
          <p>
            <code class="code" dir="ltr" data-view="key-secret">
              {secret}
            </code>
          </p>
          <p class="row">
            <CopyButton text={secret} act="copy-key" />
            <button type="button" data-act="hide-key" onClick={() => setFresh(undefined)}>
              {say(operate['keys.stored'])}
            </button>
          </p>
        </div>
      )}
    </form>
  );
}
