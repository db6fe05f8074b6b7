import { useState } from 'preact/hooks';
import type { Api } from '../api/client.ts';
import { hasPasskeys } from '../keys/passkey.ts';
import { signInByPasskey, signInByPhrase, type Unlocked } from '../keys/sign-in.ts';
import { entry } from '../text/entry.ts';
import { useWords } from '../text/words.tsx';
import { Field, Notice } from '../ui/field.tsx';
import { useWork } from '../ui/work.ts';

const SENTENCES = {
  'receipt.length': entry['enter.phrase-form'],
  'receipt.symbol': entry['enter.phrase-form'],
  'receipt.check': entry['enter.phrase-form'],
  sealed: entry['enter.wrong-key'],
};

/** Signing in, by passkey or by the printed recovery phrase. */
export function Enter({ api, enter }: { api: Api; enter: (unlocked: Unlocked) => void }) {
  const { say } = useWords();
  const [phrase, setPhrase] = useState('');
  const { run, busy, problem, fail } = useWork(SENTENCES);
  const byPasskey = () =>
    run(async () => {
      const unlocked = await signInByPasskey(api).catch((error: unknown) => {
        // A browser's own refusal (cancelled, timed out) comes in its words and language, not ours.
        if (error instanceof Error && !('status' in error) && error.name !== 'SealError')
          return 'refused' as const;
        throw error;
      });
      if (unlocked === 'refused') fail(say(entry['enter.passkey-failed']));
      else if (unlocked) enter(unlocked);
      else fail(say(entry['enter.no-prf']));
    });
  return (
    <form
      class="card"
      onSubmit={(event) => {
        event.preventDefault();
        run(async () => enter(await signInByPhrase(api, phrase)));
      }}
    >
      <h1>{say(entry['enter.title'])}</h1>
      {problem && <Notice kind="error">{problem}</Notice>}
      {hasPasskeys() && (
        <p>
          <button
            type="button"
            class="main"
            data-act="sign-in-passkey"
            aria-disabled={busy}
            onClick={byPasskey}
          >
            {say(entry['enter.passkey'])}
          </button>
        </p>
      )}
      <p class="quiet">{say(entry['enter.or'])}</p>
      <Field
        label={say(entry['enter.phrase'])}
        value={phrase}
        change={setPhrase}
        act="phrase"
        code
        required
        maxLength={60}
      />
      <button type="submit" data-act="sign-in" aria-disabled={busy}>
        {say(entry[busy ? 'working' : 'enter.go'])}
      </button>
    </form>
  );
}
