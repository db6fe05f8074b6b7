import { useEffect, useState } from 'preact/hooks';
import type { Step } from '../state/model.ts';
import { translate } from '../strings/index.ts';
import { dirOf, type Lang } from '@amaan/base';
import { NEUTRAL } from './exit.ts';
import { GuideLink } from './guide-link.tsx';
import { usePage } from './page.tsx';
import { hush, speak } from './speak.ts';

/** The bar on every screen: the exit first in the order of focus, then the other language. */
export function Bar({ onExit, others }: { onExit: () => void; others: readonly Lang[] }) {
  const { t, lang, dispatch } = usePage();
  return (
    <header class="bar">
      <a
        class="exit"
        href={NEUTRAL}
        data-act="exit"
        onClick={(event) => {
          event.preventDefault();
          onExit();
        }}
      >
        <span>{t('app.exit')}</span> <span class="exit-hint">{t('app.exit.hint')}</span>
      </a>
      {others.map((other) => (
        <button
          key={other}
          type="button"
          class="button plain"
          data-act={`lang-${other}`}
          lang={other}
          dir={dirOf(other)}
          onClick={() => dispatch({ type: 'lang', lang: other })}
        >
          {translate(lang, 'app.other')}
        </button>
      ))}
    </header>
  );
}

/** The demo says what it is. */
export function Draft() {
  const { t } = usePage();
  return (
    <aside class="draft" aria-label={t('app.draft.name')}>
      {t('app.draft')}
    </aside>
  );
}

/** Screens where nothing of hers can be deleted on its own: what is on its way, or where nothing stayed. */
const NOTHING_HERE: readonly Step[] = ['sending', 'minor'];
/** Screens of a case that was sent: it stays with the helpline when it is closed here. */
const SENT: readonly Step[] = ['done', 'case'];

/** On every screen: guides, traces, the scope, reading aloud, how to pause and to delete. */
export function Foot() {
  const { t, lang, state, dispatch, profile } = usePage();
  const [reading, setReading] = useState<'no' | 'yes' | 'silent'>('no');
  useEffect(() => {
    hush();
    setReading('no');
  }, [state.step, lang]);
  const aloud = () => {
    hush();
    if (reading === 'yes') return setReading('no');
    setReading(speak(lang, wordsOfPage()) ? 'yes' : 'silent');
  };
  return (
    <footer class="foot">
      <GuideLink name="">{t('app.guides')}</GuideLink>
      <GuideLink name="traces">{t('app.traces')}</GuideLink>
      <GuideLink name="scope">{t('app.scope')}</GuideLink>
      {lang === 'ur' && profile === 'demo' && <GuideLink name="roman">{t('app.roman')}</GuideLink>}
      <button type="button" class="as-link" data-act="read-page" onClick={aloud}>
        {reading === 'yes' ? t('receipt.read.stop') : t('app.aloud')}
      </button>
      {reading === 'silent' && <p role="status">{t('receipt.read.none')}</p>}
      {SENT.includes(state.step) && (
        <>
          <p class="small">{t('app.pause.case')}</p>
          <button
            type="button"
            class="as-link"
            data-act="close-case"
            onClick={() => dispatch({ type: 'forget' })}
          >
            {t('app.close')}
          </button>
        </>
      )}
      {![...SENT, ...NOTHING_HERE].includes(state.step) && <Forget key={state.step + lang} />}
    </footer>
  );
}

/** How to pause, and how to delete what was entered here: a second tap is the yes. */
export function Forget() {
  const { t, dispatch } = usePage();
  const [sure, setSure] = useState(false);
  return (
    <>
      <p class="small">{t('app.pause')}</p>
      <button
        type="button"
        class="as-link"
        data-act={sure ? 'forget-yes' : 'forget'}
        onClick={() => (sure ? dispatch({ type: 'forget' }) : setSure(true))}
      >
        {sure ? t('leave.erase.act') : t('app.forget')}
      </button>
    </>
  );
}

/** The words on the screen, without her own, without codes and addresses. */
function wordsOfPage(): string {
  const parts = document.querySelectorAll<HTMLElement>(
    '#main :is(h1, h2, h3, p, label, li > span, button, summary)',
  );
  return [...parts]
    .filter((part) => !part.closest('.receipt, .quote, .words, details:not([open]) > :not(summary)'))
    .map((part) => part.innerText.trim())
    .filter(Boolean)
    .join('\n');
}
