import { useState } from 'preact/hooks';
import { signMyPledge } from '../../keys/sign-in.ts';
import { pledge } from '../../text/pledge.ts';
import { useWords } from '../../text/words.tsx';
import { Notice } from '../../ui/field.tsx';
import { useWork } from '../../ui/work.ts';
import { useDesk } from '../desk-context.ts';
import { SignPledge } from '../pledge.tsx';

/** One's own pledge to read again, and to sign again before it ends. */
export function MyPledge() {
  const { say, day, language } = useWords();
  const { api, me, secrets, people, reloadPeople } = useDesk();
  const { run, busy, problem } = useWork();
  const [done, setDone] = useState(false);
  const until = people.find(({ id }) => id === me.id)?.pledgedUntil ?? me.pledgedUntil;
  const sign = () =>
    run(async () => {
      await signMyPledge(api, { staff: me.id, secrets }, language);
      setDone(true);
      await reloadPeople();
    });
  return (
    <section class="card" data-view="my-pledge">
      <h2>{say(pledge['pledge.title'])}</h2>
      {problem && <Notice kind="error">{problem}</Notice>}
      {until && (
        <Notice kind={done ? 'good' : 'info'}>{say(pledge['pledge.until'], { day: day(until) })}</Notice>
      )}
      <SignPledge sign={sign} busy={busy} again />
    </section>
  );
}
