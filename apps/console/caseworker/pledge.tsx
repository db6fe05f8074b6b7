import { PLEDGE } from '@amaan/custody';
import { useState } from 'preact/hooks';
import type { Api } from '../api/client.ts';
import { signMyPledge, type Unlocked } from '../keys/sign-in.ts';
import { pledge } from '../text/pledge.ts';
import { entry } from '../text/entry.ts';
import { useWords } from '../text/words.tsx';
import { Check, Notice } from '../ui/field.tsx';
import { useLacks } from '../ui/lacks.tsx';
import { useWork } from '../ui/work.ts';

/** The wording, as it is signed. */
function PledgeText() {
  const { language, say } = useWords();
  return (
    <div class="pledge" data-view="pledge-text">
      <p>{PLEDGE.lead[language]}</p>
      <ol>
        {PLEDGE.lines.map((line) => (
          <li key={line.en}>{line[language]}</li>
        ))}
      </ol>
      {PLEDGE.lawyer === null && <p class="hint">{say(pledge['pledge.draft'])}</p>}
    </div>
  );
}

/** The wording with a yes and a signature. */
export function SignPledge(props: { sign: () => void; busy: boolean; again?: boolean }) {
  const { say } = useWords();
  const [yes, setYes] = useState(false);
  const lacks = useLacks({ yes: !yes && pledge['pledge.lack'] });
  return (
    <>
      <p>{say(pledge['pledge.say'])}</p>
      <PledgeText />
      <p>
        <Check act="pledge-yes" checked={yes} change={setYes} lack={lacks.of('yes')}>
          {say(pledge['pledge.yes'])}
        </Check>
      </p>
      <button
        type="button"
        class="main"
        data-act="sign-pledge"
        aria-disabled={props.busy}
        onClick={() => lacks.complete() && props.sign()}
      >
        {say(props.busy ? entry['working'] : pledge[props.again ? 'pledge.again' : 'pledge.sign'])}
      </button>
    </>
  );
}

/** Stands before the desk while a member's pledge is not signed as it stands today. */
export function PledgeDoor(props: {
  api: Api;
  unlocked: Unlocked;
  signed: (until: string) => void;
  leave: () => void;
}) {
  const { say, language } = useWords();
  const { run, busy, problem } = useWork();
  const { session, secrets } = props.unlocked;
  const sign = () =>
    run(async () => props.signed(await signMyPledge(props.api, { staff: session.me.id, secrets }, language)));
  return (
    <section class="card" data-view="pledge">
      <h1>{say(pledge['pledge.title'])}</h1>
      <Notice>{say(pledge['pledge.ended'])}</Notice>
      {problem && <Notice kind="error">{problem}</Notice>}
      <SignPledge sign={sign} busy={busy} />
      <p>
        <button type="button" class="plain" data-act="leave-pledge" onClick={props.leave}>
          {say(entry['sign-out'])}
        </button>
      </p>
    </section>
  );
}
