import { GuideLink } from './guide-link.tsx';
import { usePage } from './page.tsx';

/** What shows that it was there is kept before it goes: said where she names a place, and before letters may go. */
export function KeepFirst() {
  const { t } = usePage();
  return (
    <p class="note" data-keep="first">
      {t('keep.first')} {t('keep.device')} <GuideLink name="evidence">{t('keep.how')}</GuideLink>
    </p>
  );
}
