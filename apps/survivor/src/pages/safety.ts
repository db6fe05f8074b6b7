import { formatMoment, type Lang, LANGS, dirOf, say } from '@amaan/base';
import { servicesFor } from '../directory/services.ts';
import { STRINGS, type Key } from '../strings/index.ts';
import { document, escape } from './html.ts';
import { ROMAN_URDU } from './roman-urdu.ts';

type Profile = 'demo' | 'production';

/** The emergency number and the help lines of a profile, as a list. */
export function servicesOf(lang: Lang, profile: Profile, today: string): string {
  const t = (key: Key, values?: Record<string, string>) => escape(say(lang, STRINGS[key], values));
  const help = servicesFor(profile, 'help', today).map((service) => {
    const number = service.phone ?? '';
    const unrung = service.verified
      ? ''
      : ` <span class="small">${t('service.unrung', { day: formatMoment(lang, service.checkedOn) })}</span>`;
    return `<li><bdi>${escape(say(lang, service.name))}</bdi>: <a href="tel:${number.replace(/\D/g, '')}"><bdi dir="ltr">${escape(number)}</bdi></a>${unrung}</li>`;
  });
  return `<ul><li><a href="tel:15">${t('help.police')}</a>. ${t('help.police.say')}</li>${help.join('')}</ul>`;
}

/** What stands on the page before its script comes, and for good where there is none: safety first, in every language. */
export function safety(profile: Profile, today: string, langs: readonly Lang[] = LANGS): string {
  const t = (lang: Lang, key: Key) => escape(say(lang, STRINGS[key]));
  const parts = langs.map(
    (lang) => `<section class="screen" lang="${lang}" dir="${dirOf(lang)}">
<h1>${t(lang, 'arrive.title')}</h1>
<p class="lead">${t(lang, 'arrive.lead')}</p>
<h2>${t(lang, 'help.title')}</h2>
${servicesOf(lang, profile, today)}
<p>${t(lang, 'help.away')}</p>
<p>${t(lang, 'help.life')}</p>
<h2>${t(lang, 'threat.title')}</h2>
<ul>${(['threat.pay', 'threat.delete', 'threat.reply', 'threat.keep'] as const).map((key) => `<li>${t(lang, key)}</li>`).join('')}</ul>
<p class="foot"><a href="/guides/${lang}/">${t(lang, 'app.guides')}</a><a href="/guides/${lang}/under-18">${t(lang, 'places.minor.act')}</a><a href="/guides/${lang}/scope">${t(lang, 'app.scope')}</a>${
      lang === 'ur' ? `<a href="/guides/ur/roman" lang="ur-Latn">${ROMAN_URDU.link}</a>` : ''
    }</p>
<p class="small">${t(lang, 'app.old')}</p>
</section>`,
  );
  const exit = langs.map((lang) => `<span lang="${lang}">${t(lang, 'app.exit')}</span>`).join(' · ');
  return `<header class="bar"><a class="exit" href="/safe">${exit}</a></header>${parts.join('\n')}`;
}

/** The page that the exit leads to: something anyone might have open. */
export function neutral(style: string): string {
  const rows: readonly (readonly [string, string, string, string])[] = [
    ['Flour', 'آٹا', '1 cup', '120 g'],
    ['Sugar', 'چینی', '1 cup', '200 g'],
    ['Rice', 'چاول', '1 cup', '185 g'],
    ['Lentils', 'دال', '1 cup', '200 g'],
    ['Milk', 'دودھ', '1 cup', '240 ml'],
    ['Oil', 'تیل', '1 tablespoon', '15 ml'],
    ['Salt', 'نمک', '1 teaspoon', '6 g'],
  ];
  const body = `<h1>Kitchen measures</h1>
<table>
<tbody>
${rows.map(([en, ur, cup, gram]) => `<tr><th scope="row">${en}</th><td lang="ur" dir="rtl">${ur}</td><td>${cup}</td><td>${gram}</td></tr>`).join('\n')}
</tbody>
</table>`;
  return document({ lang: 'en', dir: 'ltr', style, title: 'Kitchen measures', body });
}
