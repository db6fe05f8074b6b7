import { formatMoment } from '@amaan/base';
import { newsOf } from '../case/visit.ts';
import { isKey } from '../strings/index.ts';
import { HelpLines } from '../ui/help-lines.tsx';
import { usePage } from '../ui/page.tsx';
import { Button } from '../ui/screen.tsx';
import type { PartProps } from './case.tsx';
import { plainLine } from './plain-event.ts';
import { Referrals } from './referrals.tsx';
import { useWork } from './use-work.ts';

/** One timeline in plain words, and how each letter stands. */
export function NewsTab(props: PartProps) {
  const { visit, refresh } = props;
  const { t, lang } = usePage();
  const work = useWork();
  const { status, news } = visit;
  const lines = newsOf(visit).flatMap((event) => {
    const line = plainLine(event, status);
    return line ? [{ id: event.id, at: event.at, type: event.type, ...line }] : [];
  });
  const roleWord = (role: string) => {
    const key = `role.${role}`;
    return isKey(key) ? t(key) : role;
  };
  const notices = Object.entries(status?.notices ?? {});
  const hard = Object.values(status?.notices ?? {}).some(
    ({ answer, reappeared, expired }) => answer === 'refused' || reappeared.length > 0 || expired,
  );
  return (
    <>
      <Referrals {...props} />
      {lines.length === 0 && <p>{t('news.none')}</p>}
      <ol class="timeline" data-news={lines.length}>
        {lines.map(({ id, at, type, key, to, role }) => (
          <li key={id} data-event={type}>
            <time dateTime={at} class="small">
              {formatMoment(lang, at)}
            </time>
            <p>{t(key, { to: to ?? '', role: role ? roleWord(role) : '' })}</p>
          </li>
        ))}
      </ol>
      {notices.length > 0 && (
        <section>
          <h2>{t('notices.title')}</h2>
          <ul class="cards">
            {notices.map(([id, notice]) => (
              <li key={id} class="card" data-notice={notice.state}>
                <p>
                  <bdi>{notice.addressee}</bdi> — <strong>{t(`state.${notice.state}`)}</strong>
                </p>
                {notice.due && notice.state !== 'observed' && !notice.expired && (
                  <p>{t('news.due', { day: formatMoment(lang, notice.due) })}</p>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
      <div class="actions">
        <Button act="refresh" disabled={work.busy} onClick={() => work.run(refresh)}>
          {t('case.refresh')}
        </Button>
      </div>
      {/* A case without news looks like a receipt that finds none: no mark either. */}
      {news && lines.length > 0 && (
        <p class="small">
          {t('case.head', { mark: `${news.head.seq}-${news.head.digest.slice(0, 8)}` })} {t('case.head.say')}
        </p>
      )}
      {hard && <HelpLines />}
    </>
  );
}
