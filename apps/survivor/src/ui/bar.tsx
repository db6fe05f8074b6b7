import { translate } from '../strings/index.ts';
import { dirOf, type Lang } from '@amaan/base';
import { NEUTRAL } from './exit.ts';
import { usePage } from './page.tsx';

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

/** Guides and traces, on every screen. They open beside the page, so that nothing she wrote is lost. */
export function Foot() {
  const { t, lang } = usePage();
  const open = { target: '_blank', rel: 'noopener noreferrer', referrerpolicy: 'no-referrer' } as const;
  return (
    <footer class="foot">
      <a href={`/guides/${lang}/`} {...open}>
        {t('app.guides')}
      </a>
      <a href={`/guides/${lang}/traces`} {...open}>
        {t('app.traces')}
      </a>
    </footer>
  );
}
