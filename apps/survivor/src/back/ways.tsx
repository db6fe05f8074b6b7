import { formatMoment } from '@amaan/base';
import type { Link } from '@amaan/custody';
import { forHost, hostOf, newestDay, type Playbook, playbookIsOld, playbooks } from '@amaan/notice';
import { useState } from 'preact/hooks';
import { GuideLink } from '../ui/guide-link.tsx';
import type { Visit } from '../case/visit.ts';
import type { PartProps } from './case.tsx';
import { Pack } from './pack.tsx';
import { useCase } from './use-case.ts';

const COUNTRIES = ['PK', 'GB', 'EU', 'IN', 'AU', 'US'] as const;
type Country = (typeof COUNTRIES)[number];

/** Where a platform is, for an account that she named without an address. */
const HOSTS: Readonly<Record<string, string>> = {
  Facebook: 'facebook.com',
  Instagram: 'instagram.com',
  TikTok: 'tiktok.com',
  YouTube: 'youtube.com',
  X: 'x.com',
  Snapchat: 'snapchat.com',
  Telegram: 't.me',
  WhatsApp: 'whatsapp.com',
  Reddit: 'reddit.com',
};

/** The playbook for a place; what one may try with any site where none is about it. */
function playbookFor({ url, platform = '' }: Pick<Link, 'url' | 'platform'>): Playbook | undefined {
  return (
    forHost(playbooks, HOSTS[platform] ?? hostOf(url) ?? '') ??
    playbooks.find(({ code }) => code === 'other-site')
  );
}

/** Fake accounts and reposts are reported in other ways than a post. */
const OWN_WAYS = [
  { kind: 'fakeAccount', way: 'impersonation' },
  { kind: 'repost', way: 'copies' },
] as const;

/** For pictures that are not sexual and dangerous all the same: said with them that they are weaker. */
const CULTURAL_WAYS = ['violence', 'privacy'] as const;

/** What can be done about one place, by what works there: what each way needs, and what others learn by it. */
export function Ways(props: { links: readonly Link[]; cultural: boolean; tried: Visit['tried'] }) {
  const { links, cultural, tried } = props;
  const { t } = useCase();
  const [first] = links;
  const playbook = first && playbookFor(first);
  if (!playbook) return null;
  // What a place is has ways of its own, before those of the platform.
  const own = [
    ...(cultural ? CULTURAL_WAYS : []),
    ...OWN_WAYS.filter(({ kind }) => links.some((link) => link.kind === kind)).map(({ way }) => way),
  ];
  return (
    <details class="pin" data-ways={playbook.code}>
      <summary data-act="ways-open">{t('ways.open')}</summary>
      <p class="small">{t('ways.lead')}</p>
      {cultural && (
        <p class="note">
          {t('ways.cultural')} <GuideLink name="cultural">{t('ways.cultural.more')}</GuideLink>
        </p>
      )}
      <ol>
        {[...own, ...playbook.ways].map(
          (way) =>
            way !== 'pack' && (
              <li key={way} data-way={way}>
                <strong>{t(`way.${way}`)}</strong>. {t(`way.${way}.say`)}
                <br />
                <span class="small">
                  {t('ways.needs')}: {t(`way.${way}.needs`)} {t('ways.tells')}: {t(`way.${way}.tells`)}
                </span>
                {way === 'stopncii' && (
                  <p>
                    <GuideLink name="own-device">{t('way.stopncii.steps')}</GuideLink>
                  </p>
                )}
              </li>
            ),
        )}
      </ol>
      <Known playbook={playbook} tried={tried} />
    </details>
  );
}

/** What is known of one platform or authority, with the newest day on which the helpline or we tried it. */
function Known({ playbook, tried }: { playbook: Playbook; tried: Visit['tried'] }) {
  const { t, lang, today } = useCase();
  const { name, form, languages, works, refuses, alternatives } = playbook;
  const checkedOn = newestDay(playbook.checkedOn, tried.get(playbook.code));
  return (
    <div data-known={playbook.code}>
      <h3>{t('ways.known', { to: name[lang] })}</h3>
      <p>{works[lang]}</p>
      <dl>
        {form && (
          <>
            <dt>{t('ways.form')}</dt>
            <dd>
              <a href={form} target="_blank" rel="noopener noreferrer" referrerpolicy="no-referrer">
                <bdi dir="ltr" class="url">
                  {form.replace('https://', '')}
                </bdi>
              </a>
            </dd>
          </>
        )}
        <dt>{t('ways.languages')}</dt>
        <dd>{languages.map((each) => t(`ways.language.${each}`)).join(' · ')}</dd>
        {refuses.length > 0 && <dt>{t('ways.refuses')}</dt>}
        {refuses.map((each) => (
          <dd key={each.en}>{each[lang]}</dd>
        ))}
        {alternatives.length > 0 && <dt>{t('ways.otherwise')}</dt>}
        {alternatives.map((each) => (
          <dd key={each.en}>{each[lang]}</dd>
        ))}
      </dl>
      <p class="small" data-old={playbookIsOld(checkedOn, today)}>
        {checkedOn && t('ways.checked', { day: formatMoment(lang, checkedOn) })}{' '}
        {playbookIsOld(checkedOn, today) && t('ways.old')}
      </p>
    </div>
  );
}

/** Authorities of the country she chooses, which stays in this component; and for Pakistan the paper for an officer. */
export function Authorities(props: PartProps) {
  const { t } = useCase();
  const [country, setCountry] = useState<Country | ''>('PK');
  const there = playbooks.filter((each) => each.country !== undefined && each.country === country);
  return (
    <details class="group" data-authorities={country}>
      <summary data-act="authorities-open">{t('country.title')}</summary>
      <label>
        {t('country.say')}{' '}
        <select
          data-act="country"
          autocomplete="off"
          value={country}
          onChange={(event) => setCountry(COUNTRIES.find((each) => each === event.currentTarget.value) ?? '')}
        >
          {COUNTRIES.map((each) => (
            <option key={each} value={each}>
              {t(`country.${each}`)}
            </option>
          ))}
          <option value="">…</option>
        </select>
      </label>
      {country === '' && <p>{t('country.other')}</p>}
      {there.map((playbook) => (
        <Known key={playbook.code} playbook={playbook} tried={props.visit.tried} />
      ))}
      {there.some((each) => each.ways.includes('pack')) && <Pack {...props} />}
    </details>
  );
}
