import { useState } from 'preact/hooks';
import type { Role } from '../../api/staff.ts';
import { entry } from '../../text/entry.ts';
import { useWords } from '../../text/words.tsx';
import { Check, Choice, Notice } from '../../ui/field.tsx';
import { useWork } from '../../ui/work.ts';
import { useDesk } from '../desk-context.ts';

const ROLES: readonly Role[] = ['caseworker', 'supervisor', 'admin'];

/** Makes a one-time code for a newcomer. */
export function Invite() {
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
      <Check checked={intake} change={setIntake}>
        {say(entry['people.intake'])}
      </Check>
      <button type="submit" data-act="invite" aria-disabled={busy}>
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
