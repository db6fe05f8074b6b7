import { heldByOthers } from '../case/held.ts';
import type { Visit } from '../case/visit.ts';
import { addresseeName } from './names.ts';
import { useCase } from './use-case.ts';

/** Who holds what of the case already: said before she deletes it, and still there when it is done. */
export function HeldByOthers({ visit }: { visit: Visit }) {
  const { t, lang } = useCase();
  const held = heldByOthers(visit.status, visit.news?.helpers.length ?? 0);
  return (
    <>
      <h3>{t('held.title')}</h3>
      <ul data-held={held.length}>
        {held.length === 0 && <li>{t('held.none')}</li>}
        {held.map(({ what, n, to }) => (
          <li key={`${what} ${to ?? ''}`}>
            {t(`held.${what}`, { n, to: to === undefined ? '' : addresseeName(lang, to) })}
          </li>
        ))}
        <li>{t('held.kept')}</li>
      </ul>
    </>
  );
}
