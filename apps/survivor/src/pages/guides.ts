import { dirOf, type Lang, LANGS, say } from '@amaan/base';
import { STRINGS, type Key } from '../strings/index.ts';
import { GUIDES, type Guide } from './guide-texts.ts';
import { document, escape } from './html.ts';
import { underEighteen } from './under-eighteen.ts';

type Profile = 'demo' | 'production';

/** A file of the built page. */
export interface StaticFile {
  readonly file: string;
  readonly html: string;
}

function t(lang: Lang, key: Key): string {
  return escape(say(lang, STRINGS[key]));
}

function frame(lang: Lang, style: string, profile: Profile, body: string): string {
  const draft = profile === 'demo' ? `<p class="draft">${t(lang, 'app.draft')}</p>` : '';
  const exit = `<header class="bar"><a class="exit" href="/safe">${t(lang, 'app.exit')}</a></header>`;
  const html = `${exit}${draft}<main class="screen">${body}</main>`;
  return document({ lang, dir: dirOf(lang), style, title: say(lang, STRINGS['app.title']), body: html });
}

function guide(lang: Lang, { title, lead, parts }: Guide): string {
  const text = (words: Guide['title']) => escape(say(lang, words));
  const blocks = parts.map(
    ({ heading, lines }) =>
      `${heading ? `<h2>${text(heading)}</h2>` : ''}<ul>${lines.map((line) => `<li>${text(line)}</li>`).join('')}</ul>`,
  );
  return `<h1>${text(title)}</h1>${lead ? `<p class="lead">${text(lead)}</p>` : ''}${blocks.join('')}
<p><a href="/guides/${lang}/">${t(lang, 'app.guides')}</a></p>`;
}

/** Every guide in every language, with a list of them: pages without script, to read, print or keep. */
export function guidePages(style: string, profile: Profile, today: string): StaticFile[] {
  const langs: readonly Lang[] = profile === 'demo' ? LANGS : ['en'];
  return langs.flatMap((lang) => {
    const list = Object.entries(GUIDES)
      .map(([id, { title }]) => `<li><a href="/guides/${lang}/${id}">${escape(say(lang, title))}</a></li>`)
      .join('');
    const index = `<h1>${t(lang, 'app.guides')}</h1><ul>${list}<li><a href="/guides/${lang}/under-18">${t(lang, 'places.minor.act')}</a></li></ul>
<p class="small">${t(lang, 'guides.keep')}</p>`;
    const page = (name: string, body: string) => ({
      file: `guides/${lang}/${name}.html`,
      html: frame(lang, style, profile, body),
    });
    return [
      page('index', index),
      page('under-18', underEighteen(lang, profile, today)),
      ...Object.entries(GUIDES).map(([id, each]) => page(id, guide(lang, each))),
    ];
  });
}
