import { useCallback, useEffect, useState } from 'preact/hooks';
import type { SealedCase } from '../../api/staff.ts';
import { cases } from '../../text/case.ts';
import { declaration } from '../../text/declaration.ts';
import { entry } from '../../text/entry.ts';
import { work } from '../../text/work.ts';
import { useWords } from '../../text/words.tsx';
import { Notice } from '../../ui/field.tsx';
import { useKeys } from '../../ui/keys.ts';
import { Tabs } from '../../ui/tabs.tsx';
import { breathe } from '../../ui/breathe.ts';
import { useWork } from '../../ui/work.ts';
import { DueBadge } from '../case-list.tsx';
import { useDesk } from '../desk-context.ts';
import { dueOf } from '../due.ts';
import { Notices } from '../notices/notices.tsx';
import { Account } from './account.tsx';
import { Links } from './links.tsx';
import { Manage } from './manage.tsx';
import { Messages } from './messages.tsx';
import { type OpenedCase, openCase, wordsOf } from './open-case.ts';
import { Record } from './record.tsx';
import { RenewKeys } from './renew-keys.tsx';
import { Work } from './work.tsx';

const TABS = ['talk', 'links', 'notices', 'work', 'record', 'manage'] as const;
export type CaseTab = (typeof TABS)[number];

/** One case, opened in this browser. Opening it is recorded, so it happens once, and again only when asked. */
export function CasePane({ id, back, changed }: { id: string; back: () => void; changed: () => void }) {
  const { say, language } = useWords();
  const { api, secrets, directory, remember } = useDesk();
  const [opened, setOpened] = useState<OpenedCase>();
  const [tab, setTab] = useState<CaseTab>('talk');
  const [chosen, setChosen] = useState<readonly number[]>([]);
  const { run, problem } = useWork();
  const reload = useCallback(async () => {
    const { case: sealed } = await api.post<{ case: SealedCase }>(`/v1/cases/${id}/read`);
    // A pause before and after: neither the answer's reading nor the drawing makes one long task with the opening.
    await breathe();
    const next = await openCase(sealed, secrets.identity, directory);
    remember(id, wordsOf(next));
    await breathe();
    setOpened(next);
    changed();
  }, [api, id, secrets, directory, remember]);
  const load = () => run(reload);
  useEffect(load, [id]);
  useKeys({
    ...Object.fromEntries(TABS.map((name, i) => [String(i + 1), () => setTab(name)])),
    m: () => {
      const field = () => document.querySelector<HTMLTextAreaElement>('[data-act=answer]');
      // At once where it is there already: what is typed next must not be lost, nor taken for keys.
      if (field()) return field()?.focus();
      setTab('talk');
      setTimeout(() => field()?.focus());
    },
  });

  if (!opened)
    return (
      <section>
        {problem ? <Notice kind="error">{problem}</Notice> : <p role="status">{say(entry['loading'])}</p>}
        <button type="button" data-act="back" onClick={back}>
          {say(entry['back'])}
        </button>
      </section>
    );
  const { sealed } = opened;
  const { status, alias } = sealed;
  const erased = status.phase === 'erased';
  return (
    <section data-view="case-open" data-alias={alias.en}>
      <header class="row">
        <button type="button" class="plain" data-act="back" onClick={back}>
          {say(entry['back'])}
        </button>
        <h1>
          {alias[language]}{' '}
          <span class="quiet" lang={language === 'ur' ? 'en' : 'ur'}>
            {alias[language === 'ur' ? 'en' : 'ur']}
          </span>
        </h1>
        {sealed.urgent && <span class="badge bad">{say(cases['urgent'])}</span>}
        <span class="badge">{say(cases[`phase.${status.phase}`])}</span>
        <span class="badge">{say(cases[`declaration.${status.declaration}`])}</span>
        <DueBadge due={dueOf(status, sealed.heldFor.length > 0)} />
        <button type="button" data-act="reload-case" onClick={load}>
          {say(cases['case.reload'])}
        </button>
      </header>
      <p class="hint">{say(cases['case.read-notice'])}</p>
      {problem && <Notice kind="error">{problem}</Notice>}
      {erased && <Notice>{say(cases['case.erased'])}</Notice>}
      {!opened.ledgerHolds && <Notice kind="error">{say(cases['record.broken'])}</Notice>}
      {sealed.heldFor.map((reason) => (
        <Notice key={reason}>
          {say(declaration[`held.${reason}`])}{' '}
          <button type="button" class="link" data-act="go-declaration" onClick={() => setTab('manage')}>
            {say(declaration['declaration.title'])}
          </button>
        </Notice>
      ))}
      {status.staleKeys && <RenewKeys opened={opened} reload={reload} />}
      <Tabs
        label={say(cases['case.tabs'])}
        here={tab}
        open={setTab}
        tabs={TABS.map((name) => ({
          name,
          label: say(name === 'work' ? work['tab.work'] : cases[`tab.${name}`]),
        }))}
      >
        {tab === 'talk' && (
          <div class="columns">
            <div>
              <Messages opened={opened} reload={reload} />
            </div>
            <Account opened={opened} />
          </div>
        )}
        {tab === 'links' && (
          <Links opened={opened} chosen={chosen} choose={setChosen} draft={() => setTab('notices')} />
        )}
        {tab === 'notices' && <Notices opened={opened} chosen={chosen} reload={reload} />}
        {tab === 'work' && <Work opened={opened} reload={reload} />}
        {tab === 'record' && <Record opened={opened} />}
        {tab === 'manage' && <Manage opened={opened} reload={reload} gone={back} />}
      </Tabs>
    </section>
  );
}
