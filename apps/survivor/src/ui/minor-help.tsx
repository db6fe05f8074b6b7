import type { ComponentChildren } from 'preact';
import { usePage } from './page.tsx';

/** A way to the help for under-18s that leaves the rest of the case as it is: it opens beside the page. */
export function MinorHelp({ children }: { children: ComponentChildren }) {
  const { t, lang } = usePage();
  return (
    <p class="small">
      {children}{' '}
      <a
        href={`/guides/${lang}/under-18`}
        target="_blank"
        rel="noopener noreferrer"
        referrerpolicy="no-referrer"
      >
        {t('places.minor.act')}
      </a>
    </p>
  );
}
