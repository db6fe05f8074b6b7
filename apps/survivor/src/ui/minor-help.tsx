import type { ComponentChildren } from 'preact';
import { GuideLink } from './guide-link.tsx';
import { usePage } from './page.tsx';

/** A way to the help for under-18s that leaves the rest of the case as it is: it opens beside the page. */
export function MinorHelp({ children }: { children: ComponentChildren }) {
  const { t } = usePage();
  return (
    <p class="small">
      {children} <GuideLink name="under-18">{t('places.minor.act')}</GuideLink>
    </p>
  );
}
