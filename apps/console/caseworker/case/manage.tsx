import { useState } from 'preact/hooks';
import { cases } from '../../text/case.ts';
import { useWords } from '../../text/words.tsx';
import { Choice, Notice } from '../../ui/field.tsx';
import { useWork } from '../../ui/work.ts';
import { useDesk } from '../desk-context.ts';
import { Declaration } from './declaration.tsx';
import { GiveOut, HandOver } from './hand-over.tsx';
import { Doubt, Hold } from './hold.tsx';
import type { OpenedCase } from './open-case.ts';

const REASONS = ['done', 'asked', 'no-contact', 'passed-on', 'out-of-scope'] as const;

/** Who has the case and what becomes of it: taking it, her declaration, handing it over, giving it out, keeping, closing. */
export function Manage(props: { opened: OpenedCase; reload: () => Promise<void>; gone: () => void }) {
  const { opened, reload } = props;
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
              aria-disabled={busy}
              onClick={() => act('assign', { staff: me.id })}
            >
              {say(cases['manage.take'])}
            </button>
          )}
        </section>
        <Declaration opened={opened} reload={reload} />
        <HandOver opened={opened} reload={reload} />
        <GiveOut opened={opened} reload={reload} />
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
              aria-disabled={busy}
              onClick={() => act('close', { reason })}
            >
              {say(cases['manage.close'])}
            </button>
          </section>
        )}
      </div>
      <div>
        <Holders opened={opened} />
        {me.rights.hold && <Hold opened={opened} reload={reload} />}
        <Doubt opened={opened} gone={props.gone} />
      </div>
    </div>
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
