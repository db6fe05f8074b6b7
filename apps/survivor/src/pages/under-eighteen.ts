import { type Lang, say } from '@amaan/base';
import { minorOffers } from '../steps/minor-offers.ts';
import { STRINGS, type Key } from '../strings/index.ts';
import { escape } from './html.ts';

/** The help for anyone under 18 as a page without script. */
export function underEighteen(lang: Lang, profile: 'demo' | 'production', today: string): string {
  const t = (key: Key) => escape(say(lang, STRINGS[key]));
  const offers = minorOffers(profile, today).map(({ title, lines, web }) => {
    const link = web
      ? `<p><a class="button" href="https://${web}/" target="_blank" rel="noopener noreferrer" referrerpolicy="no-referrer">${t('minor.open')} <bdi dir="ltr">${web}</bdi></a></p>`
      : '';
    return `<li><h2>${t(title)}</h2>${lines.map((line) => `<p>${t(line)}</p>`).join('')}${link}</li>`;
  });
  return `<h1>${t('minor.title')}</h1>
<p>${t('minor.kind')}</p><p>${t('minor.hold')}</p>
<p><a class="button main" href="tel:15">${t('help.police')}</a> ${t('help.police.say')}</p>
<p class="small">${t('minor.lines')}</p>
<ol class="offers">${offers.join('')}</ol>
<p>${t('minor.see')}</p>
<h2>${t('minor.trust')}</h2><p>${t('minor.trust.say')}</p>
<p>${t('help.life')}</p><p class="small">${t('minor.proxy')}</p>`;
}
