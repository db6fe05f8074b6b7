import { formatMoment } from '@amaan/base';
import { newsOf } from '../case/visit.ts';
import { isCaseKey } from '../strings/case.ts';
import { HelpLines } from '../ui/help-lines.tsx';
import { useCase } from './use-case.ts';
import { Button } from '../ui/screen.tsx';
import type { PartProps } from './case.tsx';
import { endWords } from './end-words.ts';
import { isHard } from './hard.ts';
import { Letters } from './letters.tsx';
import { addresseeName } from './names.ts';
import { plainLine } from './plain-event.ts';
import { Referrals } from './referrals.tsx';
import { useWork } from './use-work.ts';

/** What waits for her yes, then one timeline in plain words. */
export function NewsTab(props: PartProps) {
  const { visit, refresh } = props;
  const page = useCase();
  const { t, lang } = page;
  const work = useWork();
  const { status, news } = visit;
  const lines = newsOf(visit).flatMap((event) => {
    const line = plainLine(event, status);
    return line ? [{ id: event.id, at: event.at, type: event.type, ...line }] : [];
  });
  const roleWord = (role: string) => {
    const key = `role.${role}`;
    return isCaseKey(key) ? t(key) : role;
  };
  return (
    <>
      <Referrals {...props} />
      <Letters {...props} />
      {lines.length === 0 && <p>{t('news.none')}</p>}
      <ol class="timeline" data-news={lines.length}>
        {lines.map(({ id, at, type, key, to, role, end }) => (
          <li key={id} data-event={type}>
            <time dateTime={at} class="small">
              {formatMoment(lang, at)}
            </time>
            <p>
              {end
                ? endWords(page, end, key)
                : t(key, { to: to ? addresseeName(lang, to) : '', role: role ? roleWord(role) : '' })}
            </p>
          </li>
        ))}
      </ol>
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
      {isHard(status) && <HelpLines />}
    </>
  );
}
