import { say } from '@amaan/base';
import { checkWords } from '@amaan/custody';
import { keysOfVisit } from '../case/session.ts';
import { servicesFor } from '../directory/services.ts';
import { GuideLink } from '../ui/guide-link.tsx';
import { HelpLines } from '../ui/help-lines.tsx';
import { usePage } from '../ui/page.tsx';
import { Button, Screen } from '../ui/screen.tsx';

/** It has arrived; what can be expected, and two services she can use herself. */
export function DoneStep() {
  const { t, lang, state, dispatch, profile, today } = usePage();
  const keys = keysOfVisit();
  const words = keys && checkWords(keys.locatorHash);
  const services = [
    ...servicesFor(profile, 'adultRemoval', today),
    ...servicesFor(profile, 'childRemoval', today),
  ].filter(({ web }) => web !== undefined);
  return (
    <Screen step="done" title={t('done.title')} lead={t('done.lead')}>
      {words && <p data-words={words.en}>{t('case.words', { words: words[lang] })}</p>}
      <p>{t('done.honest')}</p>
      {state.links.length > 0 && <p class="note">{t('done.pending', { n: state.links.length })}</p>}
      <div class="actions">
        <Button act="open-case" kind="main" onClick={() => dispatch({ type: 'go', step: 'case' })}>
          {t('done.open')}
        </Button>
      </div>
      {services.length > 0 && <h2>{t('done.handoff')}</h2>}
      {services.map(({ id, web, name }) => (
        <section class="card" key={id}>
          <h3>{say(lang, name)}</h3>
          {id === 'int-stopncii' ? (
            <>
              <p>{t('stopncii.say')}</p>
              {state.lang === 'ur' && <p>{t('stopncii.warn')}</p>}
            </>
          ) : (
            <p>{t('tid.say')}</p>
          )}
          <a
            class="button"
            href={`https://${web}/`}
            target="_blank"
            rel="noopener noreferrer"
            referrerpolicy="no-referrer"
          >
            {t('minor.open')} <bdi dir="ltr">{web}</bdi>
          </a>
        </section>
      ))}
      {services.length > 0 && (
        <p>
          <GuideLink name="own-device">{t('done.steps')}</GuideLink>
        </p>
      )}
      <HelpLines />
    </Screen>
  );
}
