import { type ApprovalKind, COMPARTMENTS, isRecipient, keysDigest, makeGrant } from '@amaan/custody';
import { useState } from 'preact/hooks';
import { newId } from '../../keys/random.ts';
import { cases } from '../../text/case.ts';
import { entry } from '../../text/entry.ts';
import { useWords } from '../../text/words.tsx';
import { work } from '../../text/work.ts';
import { Choice, Field, Notice } from '../../ui/field.tsx';
import { useLacks } from '../../ui/lacks.tsx';
import { useWork } from '../../ui/work.ts';
import { useDesk } from '../desk-context.ts';
import type { OpenedCase } from './open-case.ts';

interface Props {
  readonly opened: OpenedCase;
  readonly reload: () => Promise<void>;
}

/** Asks a second person; the grant is made here and does nothing until they agree. */
function useAsk({ opened, reload }: Props) {
  const { api } = useDesk();
  return async (kind: ApprovalKind, to: string) => {
    const { sealed, secrets } = opened;
    const grant = await makeGrant({ to, kind: 'staff', compartments: COMPARTMENTS, secrets });
    await api.post(`/v1/cases/${sealed.id}/approvals`, {
      v: 1,
      id: newId(),
      under: keysDigest(sealed.keys),
      kind,
      grant,
    });
    await reload();
  };
}

/** A colleague gets the case. */
export function HandOver(props: Props) {
  const { say } = useWords();
  const { directory, people } = useDesk();
  const { run, busy, problem, fail } = useWork();
  const [asked, setAsked] = useState(false);
  const [to, setTo] = useState('');
  const ask = useAsk(props);
  const { sealed } = props.opened;
  const free = people.filter((each) => !sealed.grants.some((grant) => grant.to === each.recipient));
  const chosen = free.find((each) => each.id === to) ?? free[0];
  const give = () =>
    run(async () => {
      // The key is taken from the signed directory, never from the list of people, which the server could change.
      const key = directory?.staff.find((each) => each.id === chosen?.id);
      if (!key) return fail(say(cases['manage.hand.untrusted']));
      await ask('colleague', key.recipient);
      setAsked(true);
    });
  return (
    <section class="card">
      <h2>{say(cases['manage.hand'])}</h2>
      <p class="hint">{say(cases['manage.hand.say'])}</p>
      <p class="hint">{say(work['two.say'])}</p>
      {problem && <Notice kind="error">{problem}</Notice>}
      {asked && <Notice kind="good">{say(work['two.asked'])}</Notice>}
      {chosen ? (
        <>
          <Choice
            label={say(cases['manage.hand.to'])}
            value={chosen.id}
            act="hand-to"
            options={free.map(({ id, name, role }) => ({
              value: id,
              label: `${name} (${say(entry[`role.${role}`])})`,
            }))}
            change={setTo}
          />
          <button type="button" data-act="hand-over" aria-disabled={busy} onClick={give}>
            {say(work['out.go'])}
          </button>
        </>
      ) : (
        <p>{say(cases['manage.hand.none'])}</p>
      )}
    </section>
  );
}

const KINDS = ['organisation', 'export'] as const;

/** The case as a sealed file, for somebody outside. */
export function GiveOut(props: Props) {
  const { say } = useWords();
  const { run, busy, problem } = useWork();
  const [asked, setAsked] = useState(false);
  const [kind, setKind] = useState<(typeof KINDS)[number]>('organisation');
  const [key, setKey] = useState('');
  const ask = useAsk(props);
  const lacks = useLacks({ key: !isRecipient(key.trim()) && work['out.key.lack'] });
  const give = () =>
    lacks.complete() &&
    run(async () => {
      await ask(kind, key.trim());
      setKey('');
      setAsked(true);
    });
  return (
    <section class="card" data-view="give-out">
      <h2>{say(work['out.title'])}</h2>
      <p class="hint">{say(work['out.say'])}</p>
      <p class="hint">{say(work['two.say'])}</p>
      {problem && <Notice kind="error">{problem}</Notice>}
      {asked && <Notice kind="good">{say(work['two.asked'])}</Notice>}
      <Choice
        label={say(work['out.kind'])}
        value={kind}
        act="out-kind"
        options={KINDS.map((value) => ({ value, label: say(work[`two.kind.${value}`]) }))}
        change={setKind}
      />
      <Field
        label={say(work['out.key'])}
        value={key}
        change={setKey}
        act="out-key"
        code
        maxLength={80}
        lack={lacks.of('key')}
      />
      <button type="button" data-act="give-out" aria-disabled={busy} onClick={give}>
        {say(work['out.go'])}
      </button>
    </section>
  );
}
