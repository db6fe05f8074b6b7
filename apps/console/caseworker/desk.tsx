import { useCallback, useEffect, useMemo, useState } from 'preact/hooks';
import { Api } from '../api/client.ts';
import type { CaseLine, People } from '../api/staff.ts';
import type { Unlocked } from '../keys/sign-in.ts';
import { entry } from '../text/entry.ts';
import { exchange } from '../text/exchange.ts';
import { law } from '../text/law.ts';
import { pledge } from '../text/pledge.ts';
import { work } from '../text/work.ts';
import { useWords } from '../text/words.tsx';
import { ScreenNotes, Today } from '../ui/at-screen.tsx';
import { Notice } from '../ui/field.tsx';
import { Frame, type Part } from '../ui/frame.tsx';
import { Help } from '../ui/help.tsx';
import { useKeys } from '../ui/keys.ts';
import { newest } from '../ui/newest.ts';
import { useScreen } from '../ui/use-screen.ts';
import { useWork } from '../ui/work.ts';
import { ApprovalsPage } from './approvals.tsx';
import { Board } from './board/board.tsx';
import { CasePane } from './case/case-pane.tsx';
import { CaseList } from './case-list.tsx';
import { DeskContext, type DeskTools, trustedDirectory } from './desk-context.ts';
import { ExchangePage } from './exchange.tsx';
import { LawPage } from './law/law.tsx';
import { RenewAll } from './renew-all.tsx';
import { PassOn } from './pass-on.tsx';
import { PeoplePage } from './people/people.tsx';
import { TeamPage } from './team.tsx';

const REFRESH_MS = 10_000;
type Place = 'cases' | 'board' | 'approvals' | 'team' | 'exchange' | 'law' | 'people';

/** The signed-in console: list and case side by side where there is room, one after the other where there is not. */
export function Desk(props: {
  unlocked: Unlocked;
  leave: (why?: 'locked' | 'ended') => void;
  demo: boolean;
  english: boolean;
}) {
  const { unlocked, leave, demo, english } = props;
  const { say, day } = useWords();
  const { me, token } = unlocked.session;
  const api = useMemo(() => new Api(token, () => leave('ended')), [token, leave]);
  const [place, setPlace] = useState<Place>('cases');
  const [here, setHere] = useState<string>();
  const [lines, setLines] = useState<readonly CaseLine[]>();
  const [people, setPeople] = useState<People>();
  const [help, setHelp] = useState(false);
  const opened = useMemo(() => new Map<string, string>(), []);
  const { run, problem } = useWork();
  const screen = useScreen(api, '/v1/staff/screen', () => signOut('locked'));

  const signOut = (why?: 'locked') => {
    void new Api(token).post('/v1/staff/sign-out').catch(() => undefined);
    leave(why);
  };
  const take = useMemo(() => newest(({ cases }: { cases: readonly CaseLine[] }) => setLines(cases)), []);
  const reload = useCallback(async () => void (await take(api.get('/v1/cases'))), [api, take]);
  const reloadPeople = useCallback(async () => setPeople(await api.get<People>('/v1/staff/people')), [api]);
  useEffect(() => {
    run(async () => {
      await Promise.all([reload(), reloadPeople()]);
    });
    // A failed look is not worth a sentence: the next one comes in a few seconds.
    const timer = setInterval(() => void reload().catch(() => undefined), REFRESH_MS);
    return () => clearInterval(timer);
  }, [reload, reloadPeople]);

  const tools = useMemo<DeskTools>(
    () => ({
      api,
      me,
      secrets: unlocked.secrets,
      people: people?.people ?? [],
      directory: people && trustedDirectory(people, new Date()),
      minorReports: people?.minorReports,
      reloadPeople,
      remember: (id, words) => void opened.set(id, words),
      holds: (id, words) => opened.get(id)?.includes(words) ?? false,
    }),
    [opened, api, me, unlocked.secrets, people, reloadPeople],
  );
  useKeys({ '?': () => setHelp(true), u: () => setHere(undefined) });

  const mine = people?.people.find(({ id }) => id === me.id);
  const pledgeEnds = mine && endsSoon(mine.pledgedUntil);
  const go = (next: Place) => () => {
    setPlace(next);
    setHere(undefined);
  };
  const parts: Part[] = [
    { name: 'cases', label: entry['nav.cases'], open: go('cases') },
    { name: 'board', label: entry['nav.board'], open: go('board') },
    { name: 'approvals', label: work['nav.approvals'], open: go('approvals') },
    ...(me.rights.team
      ? [
          { name: 'team', label: work['nav.team'], open: go('team') },
          { name: 'exchange', label: exchange['nav.exchange'], open: go('exchange') },
        ]
      : []),
    { name: 'law', label: law['nav.law'], open: go('law') },
    { name: 'people', label: entry['nav.people'], open: go('people') },
  ];
  const open = useCallback((id: string) => {
    setPlace('cases');
    setHere(id);
  }, []);
  return (
    <DeskContext.Provider value={tools}>
      <Frame
        brand={entry['brand']}
        parts={parts}
        here={place}
        view={here ? 'case' : place}
        demo={demo}
        english={english}
        signOut={() => signOut()}
        more={
          <>
            <Today screen={screen} />
            <button type="button" data-act="help" onClick={() => setHelp(true)}>
              {say(entry['nav.help'])}
            </button>
          </>
        }
      >
        {problem && <Notice kind="error">{problem}</Notice>}
        {pledgeEnds && <Notice>{say(pledge['pledge.soon'], { day: day(pledgeEnds) })}</Notice>}
        <ScreenNotes screen={screen} done={entry['screen.done.case']}>
          <PassOn lines={lines ?? []} reload={reload} />
        </ScreenNotes>
        {place === 'cases' && (
          <div class={here ? 'split both' : 'split'}>
            <div class="list-pane">
              {lines && people && !here && <RenewAll lines={lines} reload={reload} />}
              {lines && people ? (
                <CaseList lines={lines} here={here} open={open} />
              ) : (
                <p role="status">{say(entry['loading'])}</p>
              )}
            </div>
            {here && (
              <CasePane
                key={here}
                id={here}
                back={() => setHere(undefined)}
                changed={() => void reload().catch(() => undefined)}
              />
            )}
          </div>
        )}
        {place === 'board' && <Board lines={lines ?? []} open={open} />}
        {place === 'approvals' && <ApprovalsPage />}
        {place === 'team' && <TeamPage />}
        {place === 'exchange' && <ExchangePage lines={lines ?? []} />}
        {place === 'law' && <LawPage />}
        {place === 'people' && <PeoplePage />}
        {help && <Help close={() => setHelp(false)} />}
      </Frame>
    </DeskContext.Provider>
  );
}

const PLEDGE_SOON_MS = 14 * 86_400_000;

/** The last day of a pledge that is to be signed again within two weeks. */
function endsSoon(until: string | null): string | undefined {
  return until !== null && Date.parse(until) - Date.now() < PLEDGE_SOON_MS ? until : undefined;
}
