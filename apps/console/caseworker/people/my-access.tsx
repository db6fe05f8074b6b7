import { useState } from 'preact/hooks';
import { hasPasskeys } from '../../keys/passkey.ts';
import { addPasskey, changePhrase } from '../../keys/sign-in.ts';
import { entry } from '../../text/entry.ts';
import { useWords } from '../../text/words.tsx';
import { Notice } from '../../ui/field.tsx';
import { useWork } from '../../ui/work.ts';
import { useDesk } from '../desk-context.ts';
import { newPhrase, ShowPhrase, useTypedBack } from '../phrase.tsx';

/** One's own ways in: another passkey, a new recovery phrase. */
export function MyAccess() {
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
  const back = useTypedBack(made, typed);
  const replace = () =>
    back.complete() &&
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
          <button type="button" data-act="add-passkey" aria-disabled={busy} onClick={passkey}>
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
          <ShowPhrase made={made} typed={typed} type={setTyped} lack={back.lack} />
          <button type="button" class="main" data-act="save-phrase" aria-disabled={busy} onClick={replace}>
            {say(entry['people.new-phrase'])}
          </button>
        </>
      )}
    </section>
  );
}
