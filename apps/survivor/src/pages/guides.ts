import { dirOf, type Lang, LANGS, say, type Text } from '@amaan/base';
import { STRINGS, type Key } from '../strings/index.ts';
import { REVIEWED } from '../strings/reviewed.ts';
import { GUIDES, type Guide } from './guide-texts.ts';
import { document, escape } from './html.ts';
import { ROMAN_URDU } from './roman-urdu.ts';
import { servicesOf } from './safety.ts';
import { underEighteen } from './under-eighteen.ts';

type Profile = 'demo' | 'production';

/** A file of the built page. */
export interface StaticFile {
  readonly file: string;
  readonly html: string;
}

/** What the built page gives to its static files. */
export interface Frame {
  /** The address of the page's style. */
  readonly style: string;
  readonly profile: Profile;
  /** YYYY-MM-DD: the day by which services are judged. */
  readonly today: string;
}

/** Every text of the guides. */
export const GUIDE_TEXTS: readonly Text[] = Object.values(GUIDES).flatMap(({ title, lead, parts }) => [
  title,
  ...(lead ? [lead] : []),
  ...parts.flatMap(({ heading, lines }) => [...(heading ? [heading] : []), ...lines]),
]);

/** The languages that a profile may show: production none with a string that no reviewer has signed. */
export function langsOf(profile: Profile, reviewed = REVIEWED): readonly Lang[] {
  const all = reviewed && GUIDE_TEXTS.every(({ reviewer }) => reviewer !== null);
  return profile === 'demo' || all ? LANGS : ['en'];
}

function t(lang: Lang, key: Key): string {
  return escape(say(lang, STRINGS[key]));
}

function frame(lang: Lang, { style, profile }: Frame, body: string): string {
  const draft = profile === 'demo' ? `<p class="draft">${t(lang, 'app.draft')}</p>` : '';
  const exit = `<header class="bar"><a class="exit" href="/safe">${t(lang, 'app.exit')}</a></header>`;
  const html = `${exit}${draft}<main class="screen">${body}</main>`;
  return document({ lang, dir: dirOf(lang), style, title: say(lang, STRINGS['app.title']), body: html });
}

function guide(lang: Lang, { title, lead, parts }: Guide): string {
  const text = (words: Text) => escape(say(lang, words));
  const blocks = parts.map(
    ({ heading, lines }) =>
      `${heading ? `<h2>${text(heading)}</h2>` : ''}<ul class="lines">${lines.map((line) => `<li>${text(line)}</li>`).join('')}</ul>`,
  );
  return `<h1>${text(title)}</h1>${lead ? `<p class="lead">${text(lead)}</p>` : ''}${blocks.join('')}`;
}

/** All guides of a language in one file that needs nothing else: kept only by her own wish. */
function keptFile(lang: Lang, { profile, today }: Frame): string {
  const body = Object.values(GUIDES)
    .map((each) => guide(lang, each).replaceAll('h2>', 'h3>').replaceAll('h1>', 'h2>'))
    .join('\n<hr>\n');
  return document({
    lang,
    dir: dirOf(lang),
    inline:
      'body{max-width:40rem;margin:auto;padding:1rem;font:1rem/1.7 "Noto Naskh Arabic",system-ui,sans-serif}[lang=ur]{line-height:2.1}h2{margin-top:2rem}li{margin-block:.5rem}',
    title: say(lang, STRINGS['app.title']),
    body: `<h1>${t(lang, 'app.title')}</h1>${servicesOf(lang, profile, today)}<hr>${body}`,
  });
}

function romanUrdu(): string {
  const parts = ROMAN_URDU.parts.map(
    ({ heading, lines }) =>
      `<h2>${escape(heading)}</h2><ul class="lines">${lines.map((line) => `<li>${escape(line)}</li>`).join('')}</ul>`,
  );
  return `<div lang="ur-Latn" dir="ltr"><p class="draft">${escape(ROMAN_URDU.draft)}</p><h1>${escape(ROMAN_URDU.title)}</h1>
<p class="lead">${escape(ROMAN_URDU.lead)}</p><p><a class="button main" href="tel:15">Police emergency: 15</a></p>${parts.join('')}<p><a class="button" href="/guides/ur/under-18">${escape(ROMAN_URDU.minor)}</a></p></div>`;
}

function index(lang: Lang, profile: Profile): string {
  const item = (name: string, title: string) =>
    `<li><a class="button choice" href="/guides/${lang}/${name}">${title}</a></li>`;
  const list = Object.entries(GUIDES).map(([id, { title }]) => item(id, escape(say(lang, title))));
  const roman = profile === 'demo' || ROMAN_URDU.reviewer ? [item('roman', escape(ROMAN_URDU.link))] : [];
  return `<h1>${t(lang, 'app.guides')}</h1><ul class="choices plain-list">${[...list, item('under-18', t(lang, 'places.minor.act')), ...roman].join('')}</ul>
<section class="card"><h2>${t(lang, 'guides.keep.title')}</h2><p>${t(lang, 'guides.keep')}</p>
<p><a class="button" href="/guides/${lang}/kept" download="notes.html">${t(lang, 'guides.keep.act')}</a></p></section>`;
}

/** Every guide in every language, with a list of them: pages without script, to read, print or keep. */
export function guidePages(built: Frame): StaticFile[] {
  const { profile, today } = built;
  return langsOf(profile).flatMap((lang) => {
    const back = `<p class="foot"><a href="/guides/${lang}/">${t(lang, 'app.guides')}</a></p>`;
    const page = (name: string, body: string) => ({
      file: `guides/${lang}/${name}.html`,
      html: frame(lang, built, body),
    });
    const roman = profile === 'demo' || ROMAN_URDU.reviewer ? [page('roman', `${romanUrdu()}${back}`)] : [];
    return [
      page('index', index(lang, profile)),
      page('under-18', `${underEighteen(lang, profile, today)}${back}`),
      { file: `guides/${lang}/kept.html`, html: keptFile(lang, built) },
      ...roman,
      ...Object.entries(GUIDES).map(([id, each]) =>
        page(id, `${guide(lang, each)}<p class="small">${t(lang, 'guides.print')}</p>${back}`),
      ),
    ];
  });
}
