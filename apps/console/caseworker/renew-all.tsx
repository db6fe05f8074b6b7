import { useRef, useState } from 'preact/hooks';
import type { CaseLine, SealedCase } from '../api/staff.ts';
import { cases } from '../text/case.ts';
import { entry } from '../text/entry.ts';
import { work } from '../text/work.ts';
import { useWords } from '../text/words.tsx';
import { breathe } from '../ui/breathe.ts';
import { useWork } from '../ui/work.ts';
import { openCase } from './case/open-case.ts';
import { renewKeys } from './case/renew.ts';
import { useDesk } from './desk-context.ts';

/** After a colleague has left: new keys for every case of one's own that asks for them, one after the other. */
export function RenewAll({ lines, reload }: { lines: readonly CaseLine[]; reload: () => Promise<void> }) {
  const { say } = useWords();
  const { api, secrets, directory } = useDesk();
  const { run, busy, problem, fail } = useWork();
  const [done, setDone] = useState(0);
  const [failed, setFailed] = useState(0);
  const stop = useRef(false);
  const stale = lines.filter(({ status }) => status.staleKeys && status.phase !== 'erased');
  const renew = () =>
    run(async () => {
      if (!directory) return fail(say(cases['manage.hand.untrusted']));
      stop.current = false;
      setDone(0);
      setFailed(0);
      for (const { id } of stale) {
        if (stop.current) break;
        try {
          const { case: sealed } = await api.post<{ case: SealedCase }>(`/v1/cases/${id}/read`);
          await renewKeys(api, await openCase(sealed, secrets.identity, directory), directory);
          setDone((count) => count + 1);
        } catch (error) {
          // One that changed meanwhile, or that names a stranger, waits for a person; a session that ended ends this.
          if ((error as { status?: unknown }).status === 401) throw error;
          setFailed((count) => count + 1);
        }
        await breathe();
      }
      await reload();
    });
  if (stale.length === 0 && failed === 0 && !busy) return null;
  return (
    <div class="notice" role="status" data-view="renew-all">
      <p>{say(work['keys.all'], { n: stale.length })}</p>
      {busy && <p>{say(work['keys.all.done'], { n: done, all: stale.length })}</p>}
      {failed > 0 && <p>{say(work['keys.all.failed'], { n: failed })}</p>}
      {problem && <p role="alert">{problem}</p>}
      {busy ? (
        <button type="button" data-act="stop-renewing" onClick={() => (stop.current = true)}>
          {say(entry['cancel'])}
        </button>
      ) : (
        stale.length > 0 && (
          <button type="button" class="main" data-act="renew-all" onClick={renew}>
            {say(work['keys.renew'])}
          </button>
        )
      )}
    </div>
  );
}
