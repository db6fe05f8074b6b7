import { type Lang, say } from '@amaan/base';
import type { Picture, Texts } from './pictures.ts';
import { WORDS } from './words.ts';

const APPEALS = ['iAmShown', 'agreed', 'notThatPicture', 'news'] as const;

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (char) => ESCAPES[char] ?? '');
}

/** The language that a query or a form names; English without one. It stays in addresses, for there are no cookies. */
export function langOf(from: unknown): Lang {
  return (from as { lang?: unknown } | undefined)?.lang === 'ur' ? 'ur' : 'en';
}

/** An address on this board in a language, with the uploader's key where it is theirs. Not escaped. */
export function address(path: string, lang: Lang, key?: string): string {
  const query = new URLSearchParams();
  if (key !== undefined) query.set('key', key);
  if (lang === 'ur') query.set('lang', lang);
  return query.size > 0 ? `${path}?${query}` : path;
}

type Word = keyof typeof WORDS;

const word = (lang: Lang, name: Word): string => escape(say(lang, WORDS[name]));

function page(lang: Lang, title: Word, body: string, here = '/', key?: string): string {
  const other = lang === 'ur' ? 'en' : 'ur';
  return `<!doctype html>
<html lang="${lang}" dir="${lang === 'ur' ? 'rtl' : 'ltr'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${word(lang, title)}</title>
<link rel="stylesheet" href="/style.css">
</head>
<body>
<header><a href="${address('/', lang)}">${word(lang, 'board')}</a>
<a href="${escape(address(here, other, key))}" lang="${other}" hreflang="${other}">${word(lang, 'other')}</a></header>
<main>
${body}
</main>
</body>
</html>
`;
}

/** The front page: the form, and everything that everyone may see. */
export function front(lang: Lang, pictures: readonly Picture[]): string {
  const tiles = pictures
    .map(
      ({ id }) =>
        `<li><a href="${address(`/p/${id}`, lang)}"><img src="/i/${id}" alt="${word(lang, 'picture')}" loading="lazy"></a></li>`,
    )
    .join('\n');
  return page(
    lang,
    'board',
    `<form method="post" action="${address('/upload', lang)}" enctype="multipart/form-data">
<label for="picture">${word(lang, 'add')}</label>
<input id="picture" name="picture" type="file" accept="image/*" required>
<button>${word(lang, 'upload')}</button>
</form>
<h1>${word(lang, 'newest')}</h1>
${tiles ? `<ul class="tiles">${tiles}</ul>` : `<p>${word(lang, 'nothing')}</p>`}`,
  );
}

/** A picture as everyone sees it. */
export function publicPage(lang: Lang, { id }: Picture): string {
  const image = `<img class="large" src="/i/${id}" alt="${word(lang, 'picture')}">`;
  return page(lang, 'picture', image, `/p/${id}`);
}

const told = (lang: Lang, texts: Texts): string => `<p>${escape(texts[lang])}</p>`;

/** A picture as its uploader sees it: the same words whatever the gate said, until a person answered an objection. */
export function ownPage(lang: Lang, { id, answer }: Picture, key: string): string {
  const back = answer ? `<h1>${word(lang, 'back')}</h1>\n${told(lang, answer)}\n` : '';
  return page(
    lang,
    'yours',
    `${back}<img class="large" src="${escape(address(`/i/${id}`, 'en', key))}" alt="${word(lang, 'yours')}">
<p>${word(lang, 'kept')}</p>
<p><a href="/p/${id}">${word(lang, 'shared')}</a></p>`,
    `/p/${id}`,
    key,
  );
}

/** What the uploader reads after a removal: the reasons, and how to object. */
export function removedPage(lang: Lang, picture: Picture, key: string): string {
  const form = `<form method="post" action="/p/${picture.id}/appeal">
<input type="hidden" name="key" value="${escape(key)}">
<input type="hidden" name="lang" value="${lang}">
<fieldset><legend>${word(lang, 'object')}</legend>
${APPEALS.map(
  (ground, i) =>
    `<label><input type="radio" name="ground" value="${ground}"${i === 0 ? ' required' : ''}> ${word(lang, ground)}</label>`,
).join('\n')}
</fieldset>
<button>${word(lang, 'again')}</button>
</form>`;
  const next = picture.answer
    ? `<h2>${word(lang, 'looked')}</h2>\n${told(lang, picture.answer)}`
    : picture.appealed
      ? `<p>${word(lang, 'looking')}</p>`
      : picture.appealable
        ? form
        : '';
  const why = picture.statement ? told(lang, picture.statement) : `<p>${word(lang, 'rules')}</p>`;
  const body = `<h1>${word(lang, 'removed')}</h1>\n${why}\n${next}`;
  return page(lang, 'removed', body, `/p/${picture.id}`, key);
}

/** A page that says one thing. */
export function notice(lang: Lang, title: Word, text: Word): string {
  return page(lang, title, `<h1>${word(lang, title)}</h1>\n<p>${word(lang, text)}</p>`);
}

export const STYLE = `@font-face { font-family: "Noto Naskh Arabic"; src: url("/naskh.woff2") format("woff2"); font-display: swap; unicode-range: U+0600-06FF, U+0750-077F, U+FB50-FDFF, U+FE70-FEFC; }
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, "Noto Naskh Arabic", sans-serif; }
:lang(ur) { font-family: "Noto Naskh Arabic", system-ui, sans-serif; line-height: 1.8; }
body { margin: 0 auto; max-width: 60rem; padding: 1rem; }
header { display: flex; justify-content: space-between; gap: 1rem; }
header a { color: inherit; min-height: 2.75rem; }
header a:first-child { font-weight: 700; text-decoration: none; }
form { display: grid; grid-template-columns: minmax(0, 1fr); gap: .75rem; justify-items: start; margin: 1rem 0; }
button, input[type=file] { box-sizing: border-box; font: inherit; max-width: 100%; min-height: 2.75rem; }
button { padding-inline: 1.5rem; }
fieldset { display: grid; gap: .5rem; border: 1px solid; border-radius: .5rem; }
.tiles { display: grid; grid-template-columns: repeat(auto-fill, minmax(9rem, 1fr)); gap: .5rem; padding: 0; list-style: none; }
.tiles img { width: 100%; aspect-ratio: 1; object-fit: cover; border-radius: .25rem; display: block; }
.large { max-width: 100%; height: auto; border-radius: .5rem; }
`;
