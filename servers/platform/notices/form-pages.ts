import { dirOf, type Lang, say as sayIn, type Text } from '@amaan/base';
import type { StatusMessage } from '@amaan/notice';
import { FIGURE_WORDS, FIGURES_AT } from '@amaan/notice/figures';
import { REASONS } from '../review/reasons.ts';
import { FORM, whyOf } from './form-text.ts';

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text made safe for HTML, attributes too. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (char) => ESCAPES[char] ?? '');
}

/** The one style of the form's pages. */
export const FORM_STYLE = `
@font-face { font-family: "Noto Naskh Arabic"; src: url("/notices/naskh.woff2") format("woff2"); font-display: swap; unicode-range: U+0600-06FF, U+0750-077F, U+FB50-FDFF, U+FE70-FEFC; }
:root { color-scheme: light dark; accent-color: light-dark(#17606a, #8fd3dc); background: light-dark(#fff, #14181a); color: light-dark(#14181a, #eef1f1); }
a { color: light-dark(#0f5560, #8fd3dc); }
nav { min-height: 2.75rem; }
nav a { display: inline-block; padding-block: .5rem; }
body { font: 1.0625rem/1.6 system-ui, "Noto Naskh Arabic", sans-serif; margin: 0 auto; max-width: 40rem; padding: 1rem; }
:lang(ur) { font-family: "Noto Naskh Arabic", system-ui, sans-serif; line-height: 1.8; }
h1 { font-size: 1.5rem; line-height: 1.3; }
h2 { font-size: 1.15rem; line-height: 1.5; }
label, legend { display: block; font-weight: 600; margin-block: 1.25rem .25rem; }
fieldset { border: 1px solid #7c878d; border-radius: .5rem; margin-block: 1.25rem; }
fieldset label, label.one { align-items: start; display: flex; font-weight: 400; gap: .6rem; margin-block: .5rem; }
input[type=text], textarea { border: 1px solid #7c878d; border-radius: .375rem; box-sizing: border-box; font: inherit; padding: .5rem; width: 100%; }
input[type=checkbox], input[type=radio] { flex: none; height: 1.25rem; margin: .2em 0 0; width: 1.25rem; }
button, a.choice { border: 1px solid light-dark(#17606a, #8fd3dc); border-radius: .375rem; box-sizing: border-box; display: block; font: inherit; margin-block: .75rem; min-height: 2.75rem; padding: .6rem 1.5rem; text-decoration: none; width: 100%; text-align: start; color: inherit; background: none; }
button { background: #17606a; color: #fff; margin-block: 1.5rem; text-align: center; }
button.choice { background: none; color: inherit; }
textarea { overflow-wrap: anywhere; }
[aria-invalid=true] { outline: 2px solid light-dark(#b00020, #ff9aa8); }
.problem ul { overflow-wrap: anywhere; padding-inline-start: 1.25rem; }
.problem { border-inline-start: .25rem solid light-dark(#b00020, #ff9aa8); padding-inline-start: .75rem; }
.quiet { font-size: .9375rem; opacity: .8; }
code { font-size: 1.125rem; overflow-wrap: anywhere; }
`;

/** What someone typed: shown again when something is missing, so that nothing has to be written twice. */
export type Typed = Readonly<Record<string, string>>;

/** What hinders a notice, and where: fields that are empty, lines that are no addresses. */
export interface Problem {
  readonly text: Text;
  readonly values?: Readonly<Record<string, number>>;
  readonly fields?: readonly Field[];
  readonly lines?: readonly string[];
}

/** The fields that may not stay empty, in the form's order. */
export const FIELDS = ['links', 'who', 'nonconsent', 'contact', 'signature'] as const;
type Field = (typeof FIELDS)[number];

/** A moment for a reader anywhere: this page is a proof, so it names its time zone. */
function moment(lang: Lang, at: string): string {
  return new Intl.DateTimeFormat(lang === 'ur' ? 'ur-PK-u-nu-latn' : 'en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: 'UTC',
    timeZoneName: 'short',
  }).format(new Date(at));
}

/** One visit's pages: the language, whether Urdu may be shown (not in production before its review), the address. */
export interface Pages {
  readonly lang: Lang;
  readonly urdu: boolean;
}

/** @param path where the page is in the other language; undefined where leaving it would lose what it says */
function page({ lang, urdu }: Pages, title: Text, path: string | undefined, body: string): string {
  const say = (text: Text): string => escapeHtml(sayIn(lang, text));
  const other = lang === 'en' ? 'ur' : 'en';
  return `<!doctype html>
<html lang="${lang}" dir="${dirOf(lang)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${say(title)}</title>
<link rel="icon" href="${FIGURES_AT.icon}" type="image/svg+xml">
<link rel="stylesheet" href="/notices/style.css">
</head>
<body>
${urdu && path ? `<nav><a lang="${other}" hreflang="${other}" dir="${dirOf(other)}" href="${path}${path.includes('?') ? '&amp;' : '?'}lang=${other}">${say(FORM.other)}</a></nav>` : ''}
<main>
${lang === 'ur' ? `<p class="quiet">${say(FORM.draft)}</p>` : ''}
<h1>${say(title)}</h1>
${body}
</main>
</body>
</html>
`;
}

/** The age question, on a page of its own before anything else is asked or loaded: three equal answers. */
export function agePage(pages: Pages): string {
  const { lang } = pages;
  const say = (text: Text): string => escapeHtml(sayIn(lang, text));
  return page(
    pages,
    FORM.title,
    '/notices',
    `<p>${say(FORM.about)}</p>
<p class="quiet">${say(FORM.scope)}</p>
<h2>${say(FORM.age)}</h2>
<p class="quiet">${say(FORM['age.why'])}</p>
<a class="choice" href="/notices/form?lang=${lang}&amp;age=adult">${say(FORM['age.adult'])}</a>
<a class="choice" href="/notices/form?lang=${lang}&amp;age=younger">${say(FORM['age.younger'])}</a>
<a class="choice" href="/notices/form?lang=${lang}&amp;age=unsure">${say(FORM['age.unsure'])}</a>
<p><a href="/notices/status?lang=${lang}">${say(FORM.ask)}</a></p>
<p><a href="/transparency?lang=${lang}">${say(FIGURE_WORDS.title)}</a></p>`,
  );
}

/**
 * The form: works without script, asks for nothing that the law does not ask for.
 *
 * @param typed holds `once` and `at`, which make a second press of the button the same notice
 */
export function formPage(pages: Pages, typed: Typed, problem?: Problem): string {
  const { lang } = pages;
  const say = (text: Text): string => escapeHtml(sayIn(lang, text));
  const value = (name: string): string => escapeHtml(typed[name] ?? '');
  const hidden = (name: string): string => `<input type="hidden" name="${name}" value="${value(name)}">`;
  const wrong = (name: Field): string =>
    problem?.fields?.includes(name) || (name === 'links' && problem?.lines)
      ? ' aria-invalid="true" aria-describedby="problem"'
      : '';
  const radio = (one: 'depicted_person' | 'authorised_person'): string =>
    `<label><input${one === 'depicted_person' ? ' id="who"' : ''}${wrong('who')} type="radio" name="who" value="${one}" required${typed.who === one ? ' checked' : ''}> ${say(FORM[`who.${one}`])}</label>`;
  const line = (name: 'description' | 'contact' | 'signature', most: number): string =>
    `<label for="${name}">${say(FORM[name])}</label>
<input id="${name}" name="${name}" type="text"${name === 'description' ? '' : ` required${wrong(name)}`} maxlength="${most}" value="${value(name)}" dir="auto" autocomplete="off">`;
  const other = lang === 'en' ? 'ur' : 'en';
  return page(
    pages,
    FORM.title,
    problem || typed.links ? undefined : '/notices/form?age=adult',
    `${problem ? problemOf(lang, problem) : ''}
<form method="post" action="/notices">
<input type="hidden" name="age" value="adult"><input type="hidden" name="lang" value="${lang}">${hidden('once')}${hidden('at')}
<label for="links">${say(FORM.links)}</label>
<textarea id="links" name="links" rows="4" required${wrong('links')} dir="ltr" autocapitalize="none" spellcheck="false">${value('links')}</textarea>
${line('description', 300)}
<fieldset>
<legend>${say(FORM.who)}</legend>
${radio('depicted_person')}
${radio('authorised_person')}
</fieldset>
<label class="one"><input id="nonconsent"${wrong('nonconsent')} type="checkbox" name="nonconsent" value="yes" required${typed.nonconsent === 'yes' ? ' checked' : ''}> ${say(FORM.nonconsent)}</label>
${line('contact', 200)}
${line('signature', 100)}
<button>${say(FORM.send)}</button>
${pages.urdu ? `<button class="choice" name="switch" value="${other}" lang="${other}" dir="${dirOf(other)}" formnovalidate>${say(FORM.switch)}</button>` : ''}
</form>`,
  );
}

/** What is wrong, with a way to each field; heard at once. */
function problemOf(lang: Lang, { text, values, fields = [], lines = [] }: Problem): string {
  const items = [
    ...fields.map((field) => `<li><a href="#${field}">${escapeHtml(sayIn(lang, FORM[field]))}</a></li>`),
    ...lines.map((line) => `<li><a href="#links"><bdi>${escapeHtml(line)}</bdi></a></li>`),
  ];
  return `<div class="problem" role="alert" id="problem"><p>${escapeHtml(sayIn(lang, text, values))}</p>${
    items.length > 0 ? `<ul>${items.join('')}</ul>` : ''
  }</div>`;
}

/** What is said of a form that was too large to be read. */
export function tooLargePage(pages: Pages): string {
  return page(pages, FORM.title, undefined, problemOf(pages.lang, { text: FORM.large }));
}

/** The receipt: this page is the sender's proof, so it has number, time and secret. */
export function receiptPage(pages: Pages, number: string, at: string, secret: string): string {
  const { lang } = pages;
  const say = (text: Text): string => escapeHtml(sayIn(lang, text));
  return page(
    pages,
    FORM.got,
    undefined,
    `<p>${say(FORM.number)}: <code dir="ltr">${escapeHtml(number)}</code></p>
<p>${say(FORM.received)}: <time datetime="${escapeHtml(at)}">${escapeHtml(moment(lang, at))}</time></p>
<p>${say(FORM.secret)}: <code dir="ltr">${escapeHtml(secret)}</code></p>
<p>${say(FORM.keep)} <a href="/notices/status?lang=${lang}">${say(FORM.status)}</a></p>`,
  );
}

/** Where children are sent instead: nothing that was typed is kept. */
export function youngerPage(pages: Pages): string {
  const say = (text: Text): string => escapeHtml(sayIn(pages.lang, text));
  return page(
    pages,
    FORM.younger,
    '/notices/form?age=younger',
    `<p><strong>${say(FORM['younger.danger'])}</strong></p>
<p>${say(FORM['younger.kept'])}</p>
<ul>
<li><a rel="noreferrer" href="https://takeitdown.ncmec.org"><bdi>Take It Down</bdi></a>: ${say(FORM['younger.tid'])}</li>
<li><a rel="noreferrer" href="https://report.iwf.org.uk"><bdi>Internet Watch Foundation</bdi></a>: ${say(FORM['younger.iwf'])}</li>
</ul>
<p>${say(FORM['younger.share'])}</p>`,
  );
}

/** What is needed, or why nothing was removed. A removal is explained to whoever posted, not to whoever asked for it. */
function why(event: StatusMessage['event'], reason: string | undefined): Text[] {
  const kept = event === 'refused' ? REASONS.find((each) => each.code === reason)?.label : undefined;
  const text = whyOf(reason) ?? kept;
  return text ? [text] : [];
}

/** What became of a notice, or the form that asks. */
export function statusPage(
  pages: Pages,
  { number, secret }: Typed = {},
  messages?: readonly Pick<StatusMessage, 'event' | 'at' | 'reason'>[],
  problem?: Text,
): string {
  const { lang } = pages;
  const say = (text: Text): string => escapeHtml(sayIn(lang, text));
  const list = messages?.map(
    ({ event, at, reason }) =>
      `<li><time datetime="${escapeHtml(at)}">${escapeHtml(moment(lang, at))}</time>: ${[
        FORM[`said.${event}`],
        ...why(event, reason),
      ]
        .map(say)
        .join('. ')}</li>`,
  );
  const line = (name: 'number' | 'secret', value = ''): string =>
    `<label for="${name}">${say(FORM[name])}</label>
<input id="${name}" name="${name}" type="text" required value="${escapeHtml(value)}" dir="ltr" autocomplete="off" autocapitalize="none" spellcheck="false">`;
  return page(
    pages,
    FORM.status,
    '/notices/status',
    `${problem ? problemOf(lang, { text: problem }) : ''}
${list ? `<ol>${list.join('\n')}</ol>` : ''}
<form method="post" action="/notices/status">
<input type="hidden" name="lang" value="${lang}">
${line('number', number)}
${line('secret', secret)}
<button>${say(FORM['status.go'])}</button>
</form>`,
  );
}
