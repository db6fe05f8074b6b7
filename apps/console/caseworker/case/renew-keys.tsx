import { useWords } from '../../text/words.tsx';
import { work } from '../../text/work.ts';
import { cases } from '../../text/case.ts';
import { useWork } from '../../ui/work.ts';
import { useDesk } from '../desk-context.ts';
import type { OpenedCase } from './open-case.ts';
import { renewKeys } from './renew.ts';

/** Asks for new keys after somebody who could open this case has left. */
export function RenewKeys({ opened, reload }: { opened: OpenedCase; reload: () => Promise<void> }) {
  const { say } = useWords();
  const { api, directory } = useDesk();
  const { run, busy, problem, fail } = useWork({ 'keys.unknown': work['keys.unknown'] });
  const renew = () =>
    run(async () => {
      if (!directory) return fail(say(cases['manage.hand.untrusted']));
      await renewKeys(api, opened, directory);
      await reload();
    });
  return (
    <div class="notice error" role="status" data-view="stale-keys">
      <p>{say(work['keys.stale'])}</p>
      {problem && <p role="alert">{problem}</p>}
      <button type="button" data-act="renew-keys" aria-disabled={busy} onClick={renew}>
        {say(work['keys.renew'])}
      </button>
    </div>
  );
}
