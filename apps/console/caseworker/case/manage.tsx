import { COMPARTMENTS, makeGrant } from '@amaan/custody';
import { useState } from 'preact/hooks';
import { cases } from '../../text/case.ts';
import { entry } from '../../text/entry.ts';
import { useWords } from '../../text/words.tsx';
import { Choice, Notice } from '../../ui/field.tsx';
import { useWork } from '../../ui/work.ts';
import { useDesk } from '../desk-context.ts';
import type { OpenedCase } from './open-case.ts';

const REASONS = ['done', 'asked', 'no-contact', 'passed-on', 'out-of-scope'] as const;

/** Who has the case: taking it, giving a colleague access, closing it. */
export function Manage({ opened, reload }: { opened: OpenedCase; reload: () => Promise<void> }) {
  const { say } = useWords();
  const { api, me, people } = useDesk();
  const { run, busy, problem } = useWork();
  const [reason, setReason] = useState<(typeof REASONS)[number]>('done');
  const { sealed } = opened;
  const assigned = people.find((each) => each.id === sealed.status.assigned);
  const act = (path: string, body: object) =>
    run(async () => {
      await api.post(`/v1/cases/${sealed.id}/${path}`, { v: 1, ...body });
      await reload();
    });
  return (
    <div class="columns">
      <div>
        {problem && <Notice kind="error">{problem}</Notice>}
        <section class="card">
          <p>
            {assigned
              ? say(cases['manage.assigned'], { name: assigned.name })
              : say(cases['manage.unassigned'])}
          </p>
          {assigned?.id !== me.id && (
            <button
              type="button"
              data-act="take-case"
              disabled={busy}
              onClick={() => act('assign', { staff: me.id })}
            >
              {say(cases['manage.take'])}
            </button>
          )}
        </section>
        <HandOver opened={opened} reload={reload} />
        {sealed.status.phase === 'open' && (
          <section class="card">
            <h2>{say(cases['manage.close'])}</h2>
            <p class="hint">{say(cases['manage.close.say'])}</p>
            <Choice
              label={say(cases['manage.close.reason'])}
              value={reason}
              act="close-reason"
              options={REASONS.map((value) => ({ value, label: say(cases[`reason.${value}`]) }))}
              change={setReason}
            />
            <button
              type="button"
              class="bad"
              data-act="close-case"
              disabled={busy}
              onClick={() => act('close', { reason })}
            >
              {say(cases['manage.close'])}
            </button>
          </section>
        )}
      </div>
      <Holders opened={opened} />
    </div>
  );
}

function HandOver({ opened, reload }: { opened: OpenedCase; reload: () => Promise<void> }) {
  const { say } = useWords();
  const { api, directory } = useDesk();
  const { people } = useDesk();
  const { run, busy, problem, fail } = useWork();
  const { sealed, secrets } = opened;
  const free = people.filter((each) => !sealed.grants.some((grant) => grant.to === each.recipient));
  const [to, setTo] = useState('');
  const chosen = free.find((each) => each.id === to) ?? free[0];
  const give = () =>
    run(async () => {
      // The key is taken from the signed directory, never from the list of people, which the server could change.
      const key = directory?.staff.find((each) => each.id === chosen?.id);
      if (!key) return fail(say(cases['manage.hand.untrusted']));
      const grant = await makeGrant({
        to: key.recipient,
        kind: 'staff',
        compartments: COMPARTMENTS,
        secrets,
      });
      await api.post(`/v1/cases/${sealed.id}/grants`, { v: 1, grant });
      await reload();
    });
  return (
    <section class="card">
      <h2>{say(cases['manage.hand'])}</h2>
      <p class="hint">{say(cases['manage.hand.say'])}</p>
      {problem && <Notice kind="error">{problem}</Notice>}
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
          <button type="button" data-act="hand-over" disabled={busy} onClick={give}>
            {say(cases['manage.hand.go'])}
          </button>
        </>
      ) : (
        <p>{say(cases['manage.hand.none'])}</p>
      )}
    </section>
  );
}

function Holders({ opened }: { opened: OpenedCase }) {
  const { say } = useWords();
  const { people } = useDesk();
  return (
    <section class="card" data-view="holders">
      <h2>{say(cases['manage.holders'])}</h2>
      <ul>
        {opened.sealed.grants.map(({ id, kind, to }) => (
          <li key={id}>
            {say(cases[`holder.${kind}`])}
            {kind === 'staff' && `: ${people.find((each) => each.recipient === to)?.name ?? '–'}`}
          </li>
        ))}
      </ul>
    </section>
  );
}
