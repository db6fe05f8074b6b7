import { useCallback, useEffect, useMemo, useState } from 'preact/hooks';
import { Api } from '../api/client.ts';
import type { Front } from '../api/staff.ts';
import type { Unlocked } from '../keys/sign-in.ts';
import { entry } from '../text/entry.ts';
import { REVIEWED } from '../text/reviewed.ts';
import { useWords } from '../text/words.tsx';
import { Notice } from '../ui/field.tsx';
import { Frame, Spoken } from '../ui/frame.tsx';
import { useWork } from '../ui/work.ts';
import { Enter } from './enter.tsx';
import { Join } from './join.tsx';
import { Desk } from './desk.tsx';
import { PledgeDoor } from './pledge.tsx';

/** The caseworker's console: signed out, joining, or at the desk. Nothing of it outlives the page. */
export function App() {
  return (
    <Spoken>
      <Door />
    </Spoken>
  );
}

function Door() {
  const { say } = useWords();
  const api = useMemo(() => new Api(), []);
  const [front, setFront] = useState<Front>();
  const [unlocked, setUnlocked] = useState<Unlocked>();
  const [joining, setJoining] = useState(false);
  const [why, setWhy] = useState<'locked' | 'ended'>();
  const { run, problem } = useWork();
  const ask = () => run(async () => setFront(await api.get<Front>('/v1/staff/front')));
  useEffect(() => ask(), []);

  const enter = useCallback((next: Unlocked) => {
    setWhy(undefined);
    setJoining(false);
    // Whoever is in was somebody: from now on this is the sign-in, without asking the server again.
    setFront((known) => known && { ...known, first: false });
    setUnlocked(next);
  }, []);
  const leave = useCallback((reason?: 'locked' | 'ended') => {
    setWhy(reason);
    setUnlocked(undefined);
  }, []);

  const demo = front?.profile === 'demo';
  const english = front?.profile === 'production' && !REVIEWED;
  const until = unlocked?.session.me.pledgedUntil ?? '';
  const pledged = until >= new Date().toISOString().slice(0, 10);
  if (unlocked && pledged) return <Desk unlocked={unlocked} leave={leave} demo={demo} english={english} />;
  const first = front?.first ?? false;
  const join = joining || first;
  return (
    <Frame
      brand={entry['brand']}
      parts={[]}
      here=""
      view={unlocked ? 'pledge-door' : join ? 'join' : 'sign-in'}
      narrow
      demo={demo}
      english={english}
    >
      {problem && (
        <Notice kind="error">
          {problem}{' '}
          <button type="button" class="link" onClick={ask}>
            {say(entry['again'])}
          </button>
        </Notice>
      )}
      {why && <Notice>{say(entry[why === 'locked' ? 'locked' : 'error.ended'])}</Notice>}
      {unlocked && (
        <PledgeDoor
          api={new Api(unlocked.session.token, () => leave('ended'))}
          unlocked={unlocked}
          signed={(pledgedUntil) => setUnlocked(withPledge(unlocked, pledgedUntil))}
          leave={leave}
        />
      )}
      {front &&
        !unlocked &&
        (join ? <Join api={api} first={first} enter={enter} /> : <Enter api={api} enter={enter} />)}
      {front && !unlocked && !first && (
        <button type="button" class="plain" data-act="other-way" onClick={() => setJoining(!joining)}>
          {say(entry[joining ? 'enter.known' : 'enter.invited'])}
        </button>
      )}
    </Frame>
  );
}

function withPledge(unlocked: Unlocked, pledgedUntil: string): Unlocked {
  const { session } = unlocked;
  return { ...unlocked, session: { ...session, me: { ...session.me, pledgedUntil } } };
}
