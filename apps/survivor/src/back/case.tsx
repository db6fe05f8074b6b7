import { useEffect, useState } from 'preact/hooks';
import { keysOfVisit } from '../case/session.ts';
import { openVisit, readVisit, type Visit } from '../case/visit.ts';
import type { CaseKey } from '../strings/case.ts';
import { useCase } from './use-case.ts';
import { Button, PartHeading, Screen } from '../ui/screen.tsx';
import { troubleOf } from '../ui/trouble.ts';
import { AddTab } from './add.tsx';
import { ChoicesTab } from './choices.tsx';
import { HelpersTab } from './helpers.tsx';
import { LeaveTab } from './leave.tsx';
import { MessagesTab } from './messages.tsx';
import { NewsTab } from './news.tsx';
import { PlacesTab } from './places.tsx';

const TABS = ['news', 'places', 'messages', 'add', 'choices', 'helpers', 'leave'] as const;
type Tab = (typeof TABS)[number];
/** A helper sees and adds only in the compartments she was given; the rest is the survivor's own. */
const HELPER_TABS: readonly Tab[] = ['news', 'places', 'messages', 'add'];

const PARTS = {
  news: NewsTab,
  places: PlacesTab,
  messages: MessagesTab,
  add: AddTab,
  choices: ChoicesTab,
  helpers: HelpersTab,
  leave: LeaveTab,
} as const;

/** What each part of the case works with. */
export interface PartProps {
  visit: Visit;
  /** Reads the case again. */
  refresh: () => Promise<Visit | undefined>;
  /** Opens the case anew, with the keys that are kept for this visit now. */
  reopen: () => void;
}

/** Her case. A receipt that finds none gives the same screens with nothing in them. */
export function CaseStep() {
  const { t, lang, dispatch } = useCase();
  const [visit, setVisit] = useState<Visit>();
  const [tab, setTab] = useState<Tab>('news');
  const [chosen, setChosen] = useState(false);
  const [trouble, setTrouble] = useState<CaseKey>();

  const read = async (work: () => Promise<Visit>): Promise<Visit | undefined> => {
    setTrouble(undefined);
    try {
      const next = await work();
      setVisit(next);
      return next;
    } catch (error) {
      setTrouble(troubleOf(error, 'app.failed'));
      return undefined;
    }
  };
  const open = () => {
    const keys = keysOfVisit();
    setVisit(undefined);
    if (keys) void read(() => openVisit(keys));
    else dispatch({ type: 'go', step: 'return' });
  };
  useEffect(open, []);

  if (!visit)
    return (
      <Screen step="case" part="opening" title={t('case.title')}>
        {trouble ? (
          <>
            <p role="alert" class="error" data-trouble={trouble}>
              {t(trouble)}
            </p>
            <div class="actions">
              <Button act="retry" kind="main" onClick={open}>
                {t('app.retry')}
              </Button>
              <Button act="return" onClick={() => dispatch({ type: 'go', step: 'return' })}>
                {t('app.back')}
              </Button>
            </div>
          </>
        ) : (
          <p role="status">{t('return.opening')}</p>
        )}
      </Screen>
    );

  const refresh = async () => read(() => readVisit(visit));
  const Part = PARTS[tab];
  const tabs =
    visit.role === 'helper'
      ? HELPER_TABS.filter((each) => each !== 'places' || visit.compartments.includes('links'))
      : TABS;
  return (
    <Screen step="case" part={tab} title={t('case.title')} within={chosen}>
      <p class="check-words-line" data-words={visit.words.en}>
        {t('case.words', { words: visit.words[lang] })}
        <span class="small"> {t('case.words.say')}</span>
      </p>
      {visit.role === 'helper' && <p class="note">{t('case.helper')}</p>}
      {!visit.ledgerHolds && (
        <p role="alert" class="error">
          {t('case.ledger')}
        </p>
      )}
      {visit.status?.phase === 'closed' && <p class="note">{t('case.closed')}</p>}
      <nav class="tabs" aria-label={t('case.nav')}>
        {tabs.map((each) => (
          <button
            key={each}
            type="button"
            class="tab"
            data-act={`tab-${each}`}
            aria-current={each === tab ? 'page' : undefined}
            onClick={() => {
              setChosen(true);
              setTab(each);
            }}
          >
            {t(`case.${each}`)}
          </button>
        ))}
      </nav>
      {trouble && (
        <p role="alert" class="error" data-trouble={trouble}>
          {t(trouble)}
        </p>
      )}
      <PartHeading title={t(`case.${tab}`)} part={tab} focus={chosen} />
      <Part visit={visit} refresh={refresh} reopen={open} />
    </Screen>
  );
}
