import { useMemo, useState } from 'preact/hooks';
import type { Api } from '../api/client.ts';
import { hasPasskeys } from '../keys/passkey.ts';
import { join, type JoinStart, type Unlocked } from '../keys/sign-in.ts';
import { entry } from '../text/entry.ts';
import { pledge } from '../text/pledge.ts';
import { useWords } from '../text/words.tsx';
import { Field, Notice } from '../ui/field.tsx';
import { useWork } from '../ui/work.ts';
import { newPhrase, ShowPhrase, useTypedBack } from './phrase.tsx';
import { SignPledge } from './pledge.tsx';

/** Joining with a one-time code: code and name, then the pledge, then the phrase, then (where there is one) a passkey. */
export function Join({
  api,
  first,
  enter,
}: {
  api: Api;
  first: boolean;
  enter: (unlocked: Unlocked) => void;
}) {
  const { say, language } = useWords();
  const [code, setCode] = useState('');
  const [name, setName] = useState('');
  const [start, setStart] = useState<JoinStart>();
  const [signed, setSigned] = useState<typeof language>();
  const [typed, setTyped] = useState('');
  const made = useMemo(newPhrase, []);
  const { run, busy, problem, fail } = useWork({ code: entry['error.code'] });
  const back = useTypedBack(made, typed);
  const finish = (passkey: boolean) =>
    back.complete() &&
    run(async () => {
      if (!start || !signed) return;
      const how = { code, name, phrase: made.phrase, passkey, lang: signed };
      const unlocked = await join(api, start, how).catch((error: unknown) => {
        if (passkey && error instanceof Error && !('status' in error)) return 'refused' as const;
        throw error;
      });
      if (unlocked === 'refused') fail(say(entry['enter.passkey-failed']));
      else if (unlocked) enter(unlocked);
      else fail(say(entry['enter.no-prf']));
    });
  if (!start)
    return (
      <form
        class="card"
        onSubmit={(event) => {
          event.preventDefault();
          run(async () => setStart(await api.post<JoinStart>('/v1/staff/join/start', { v: 1, code })));
        }}
      >
        <h1>{say(entry['join.title'])}</h1>
        {first && <p>{say(entry['join.first'])}</p>}
        {problem && <Notice kind="error">{problem}</Notice>}
        <Field
          label={say(entry['join.code'])}
          value={code}
          change={setCode}
          act="join-code"
          code
          required
          minLength={8}
          maxLength={40}
        />
        <Field
          label={say(entry['join.name'])}
          value={name}
          change={setName}
          act="join-name"
          required
          maxLength={80}
        />
        <button type="submit" class="main" data-act="join-start" aria-disabled={busy}>
          {say(entry[busy ? 'working' : 'join.go'])}
        </button>
      </form>
    );
  // The keys that sign are made at the end; which wording was agreed to is kept until then.
  if (!signed)
    return (
      <div class="card" data-view="pledge">
        <h1>{say(pledge['pledge.title'])}</h1>
        <SignPledge sign={() => setSigned(language)} busy={busy} />
      </div>
    );
  return (
    <div class="card" data-view="phrase">
      <h1>{say(entry['join.keys'])}</h1>
      {problem && <Notice kind="error">{problem}</Notice>}
      <ShowPhrase made={made} typed={typed} type={setTyped} lack={back.lack} />
      <p class="row">
        {hasPasskeys() && (
          <button
            type="button"
            class="main"
            data-act="join-passkey"
            aria-disabled={busy}
            onClick={() => finish(true)}
          >
            {say(entry['join.passkey'])}
          </button>
        )}
        <button type="button" data-act="join-finish" aria-disabled={busy} onClick={() => finish(false)}>
          {say(entry[busy ? 'working' : 'join.finish'])}
        </button>
      </p>
    </div>
  );
}
