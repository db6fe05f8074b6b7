import { formatMoment } from '@amaan/base';
import { namesPlace } from '@amaan/custody';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { type LinkRow, linkRows, type RowNotice } from '../case/link-rows.ts';
import { type Told, toldOf } from '../case/form-words.ts';
import { type KnownPlaces, placesOf } from '../case/places.ts';
import { groupLinks } from '../state/links.ts';
import type { PartProps } from './case.tsx';
import { HelpLines } from '../ui/help-lines.tsx';
import { endWords } from './end-words.ts';
import { FormWords } from './form-words.tsx';
import { isHard } from './hard.ts';
import { addresseeName } from './names.ts';
import { Rename } from './rename.tsx';
import { useCase } from './use-case.ts';
import { Authorities, Ways } from './ways.tsx';

/** Longer lists are shown group by group, each closed until she opens it. */
const OPEN_UNTIL = 12;

/** One row for each link, by platform and account: how it stands, what was sent and received, what we saw. */
export function PlacesTab(props: PartProps) {
  const { visit } = props;
  const { t } = useCase();
  const [known, setKnown] = useState<KnownPlaces & { readonly told: Told }>();
  const [failed, setFailed] = useState(false);
  const [turn, setTurn] = useState(0);
  const reread = () => setTurn((before) => before + 1);
  useEffect(() => {
    let current = true;
    Promise.all([placesOf(visit), toldOf(visit)]).then(
      ([places, told]) => current && setKnown({ ...places, told }),
      () => current && setFailed(true),
    );
    return () => {
      current = false;
    };
  }, [visit, turn]);
  const rows = useMemo(
    () => known && linkRows(known.links, known.lists, visit.news?.events ?? [], visit.status),
    [known, visit],
  );
  if (failed) return <p class="error">{t('app.failed')}</p>;
  if (!known || !rows) return <p role="status">{t('app.loading')}</p>;
  const helper = visit.role === 'helper';
  const groups = groupLinks(rows.map(({ link }) => link));
  return (
    <section data-rows={rows.length}>
      <p>{t(rows.length === 0 ? 'rows.none' : helper ? 'rows.helper' : 'rows.lead')}</p>
      {!helper && (
        <p class="small">
          {t('rows.sum', { n: rows.length, gone: rows.filter(({ stand }) => stand === 'gone').length })}
        </p>
      )}
      {groups.map(({ platform, account, links }) => (
        <Group
          key={`${platform} ${account}`}
          platform={platform}
          account={account}
          rows={links.flatMap(({ at }) => rows[at] ?? [])}
          open={rows.length <= OPEN_UNTIL}
          helper={helper}
          visit={visit}
          told={known.told}
          reread={reread}
        />
      ))}
      {isHard(visit.status) && <HelpLines />}
      {!helper && <Authorities {...props} />}
    </section>
  );
}

interface GroupProps extends RowContext {
  told: Told;
  platform: string;
  account: string;
  rows: readonly LinkRow[];
  open: boolean;
}

/** What every row of the tab is shown with. */
interface RowContext {
  visit: PartProps['visit'];
  /** A helper sees the links that were shared and not the course of the case, and changes nothing. */
  helper: boolean;
  /** Reads the links again, after one was changed. */
  reread: () => void;
}

function Group(props: GroupProps) {
  const { platform, account, rows, helper, visit, told, reread } = props;
  // Her own words name no place: no way leads there, and they go into no form.
  const links = rows.map(({ link }) => link).filter(namesPlace);
  const { t } = useCase();
  const [open, setOpen] = useState(props.open);
  return (
    <details
      class="group"
      data-group={platform}
      open={open}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>
        <bdi>{platform || account || t('places.own')}</bdi>
        {platform && account && (
          <>
            {' · '}
            <bdi>{account}</bdi>
          </>
        )}
        {' · '}
        {helper
          ? t('places.count', { n: rows.length })
          : t('rows.sum', { n: rows.length, gone: rows.filter(({ stand }) => stand === 'gone').length })}
      </summary>
      {open && <Ways links={links} cultural={told.cultural} tried={visit.tried} />}
      {open && !helper && links.length > 0 && <FormWords told={told} links={links} />}
      {open && (
        <ul class="links">
          {rows.map((row) => (
            <Row key={row.place} row={row} helper={helper} visit={visit} reread={reread} />
          ))}
        </ul>
      )}
    </details>
  );
}

function Row({ row, helper, visit, reread }: RowContext & { row: LinkRow }) {
  const page = useCase();
  const { t, lang } = page;
  const { link, stand, notices, seen, due } = row;
  return (
    <li data-row={row.place} data-stand={stand}>
      {link.note && (
        <p dir="auto">
          <strong>{link.note}</strong>
        </p>
      )}
      <bdi dir="ltr" class="url">
        {link.url}
      </bdi>{' '}
      <span class="small">{t(`kind.${link.kind}`)}</span>
      {!helper && (
        <p>
          <strong>{t(`stand.${stand}`)}</strong>
        </p>
      )}
      {due && <p data-due={due.at}>{endWords(page, due)}</p>}
      <ul class="facts">
        {notices.map((each) => (
          <Facts key={each.id} {...each} />
        ))}
        {seen && (
          <li data-seen={seen.state}>{t(`row.seen.${seen.state}`, { at: formatMoment(lang, seen.at) })}</li>
        )}
      </ul>
      {!helper && <Rename visit={visit} link={link} onDone={reread} />}
    </li>
  );
}

/** What happened to one letter about a link, in its order. */
function Facts({ status }: RowNotice) {
  const { t, lang } = useCase();
  const { addressee, state, hers, sentAt, receiptedAt, assertedAt, answer, paused } = status;
  const to = addresseeName(lang, addressee);
  const when = (at: string) => formatMoment(lang, at);
  const before = state === 'drafted' && !hers ? 'row.asked' : 'row.drafted';
  return (
    <>
      {!sentAt && state !== 'withdrawn' && <li>{t(before, { to })}</li>}
      {sentAt && <li data-fact="sent">{t('row.sent', { to, at: when(sentAt) })}</li>}
      {receiptedAt && <li data-fact="received">{t('row.received', { to, at: when(receiptedAt) })}</li>}
      {answer && answer !== 'removed' && <li data-fact="answer">{t(`news.answered.${answer}`, { to })}</li>}
      {paused && <li data-fact="paused">{t('row.paused', { to })}</li>}
      {assertedAt && <li data-fact="asserted">{t('row.asserted', { to, at: when(assertedAt) })}</li>}
      {state === 'withdrawn' && <li>{t('row.withdrawn', { to })}</li>}
    </>
  );
}
