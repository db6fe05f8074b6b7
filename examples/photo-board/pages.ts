import { dirOf, type Lang, say } from '@amaan/base';
import { address } from './language.ts';
import type { Picture, Texts } from './pictures.ts';
import { type Word, WORDS } from './words.ts';

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

const word = (lang: Lang, name: Word): string => escape(say(lang, WORDS[name]));

function page(lang: Lang, title: Word, body: string, here = '/', key?: string): string {
  const other = lang === 'ur' ? 'en' : 'ur';
  return `<!doctype html>
<html lang="${lang}" dir="${dirOf(lang)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${word(lang, title)}</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
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
    `${back}<img class="large" src="/i/${id}?key=${encodeURIComponent(key)}" alt="${word(lang, 'yours')}">
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
