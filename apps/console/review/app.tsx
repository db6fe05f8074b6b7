import { useCallback, useEffect, useState } from 'preact/hooks';
import { Api } from '../api/client.ts';
import { REVIEWED } from '../text/reviewed.ts';
import { Spoken } from '../ui/frame.tsx';
import { Bench } from './bench.tsx';
import { Enter } from './enter.tsx';

type Profile = 'demo' | 'production';

/** The reviewers' console: a key in memory, and what its roles open. */
export function ReviewApp() {
  const [key, setKey] = useState<string>();
  const [why, setWhy] = useState<'locked' | 'ended'>();
  const [left, setLeft] = useState(false);
  const leave = useCallback((reason?: 'locked' | 'ended') => {
    setWhy(reason);
    setLeft(true);
    setKey(undefined);
  }, []);
  const [profile, setProfile] = useState<Profile>();
  useEffect(() => {
    // Whether this is a demo is no reason to wait, or to stop: whoever signs in meets a server that is away soon enough.
    void new Api()
      .get<{ profile: Profile }>('/v1/review/front')
      .then((front) => setProfile(front.profile))
      .catch(() => undefined);
  }, []);
  const around = { demo: profile === 'demo', english: profile === 'production' && !REVIEWED };
  return (
    <Spoken>
      {key ? (
        <Bench secret={key} leave={leave} around={around} />
      ) : (
        <Enter why={why} left={left} enter={setKey} around={around} />
      )}
    </Spoken>
  );
}
