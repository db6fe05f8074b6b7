import { dirOf, formatMoment, type Lang, say as sayIn, type Text } from '@amaan/base';
import type { StatusMessage } from '@amaan/notice';
import { FIGURE_WORDS } from '@amaan/notice/figures';
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
:root { color-scheme: light dark; accent-color: #17606a; }
body { font: 1.0625rem/1.6 system-ui, "Noto Naskh Arabic", sans-serif; margin: 0 auto; max-width: 40rem; padding: 1rem; }
:lang(ur) { font-family: "Noto Naskh Arabic", system-ui, sans-serif; line-height: 1.8; }
h1 { font-size: 1.5rem; line-height: 1.3; }
h2 { font-size: 1.15rem; line-height: 1.5; }
label, legend { display: block; font-weight: 600; margin-block: 1.25rem .25rem; }
fieldset { border: 1px solid #7c878d; border-radius: .5rem; margin-block: 1.25rem; }
fieldset label, label.one { font-weight: 400; margin-block: .5rem; }
input[type=text], textarea { border: 1px solid #7c878d; border-radius: .375rem; box-sizing: border-box; font: inherit; padding: .5rem; width: 100%; }
input[type=checkbox], input[type=radio] { height: 1.25rem; vertical-align: text-bottom; width: 1.25rem; }
button, a.choice { border: 1px solid #17606a; border-radius: .375rem; box-sizing: border-box; display: block; font: inherit; margin-block: .75rem; min-height: 2.75rem; padding: .6rem 1.5rem; text-decoration: none; width: 100%; text-align: start; color: inherit; background: none; }
button { background: #17606a; color: #fff; margin-block: 1.5rem; text-align: center; }
.problem { border-inline-start: .25rem solid #b00020; padding-inline-start: .75rem; }
.quiet { font-size: .9375rem; opacity: .8; }
code { font-size: 1.125rem; overflow-wrap: anywhere; }
`;

/** What someone typed: shown again when something is missing, so that nothing has to be written twice. */
export type Typed = Readonly<Record<string, string>>;

/** One visit's pages: the language, whether Urdu may be shown (not in production before its review), the address. */
export interface Pages {
  readonly lang: Lang;
  readonly urdu: boolean;
}

function page({ lang, urdu }: Pages, title: Text, path: string, body: string): string {
  const say = (text: Text): string => escapeHtml(sayIn(lang, text));
  const other = lang === 'en' ? 'ur' : 'en';
  return `<!doctype html>
<html lang="${lang}" dir="${dirOf(lang)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${say(title)}</title>
<link rel="stylesheet" href="/notices/style.css">
</head>
<body>
${urdu ? `<p><a lang="${other}" dir="${dirOf(other)}" href="${path}?lang=${other}">${say(FORM.other)}</a></p>` : ''}
${lang === 'ur' ? `<p class="quiet">${say(FORM.draft)}</p>` : ''}
<main>
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
export function formPage(pages: Pages, typed: Typed, problem?: Text): string {
  const { lang } = pages;
  const say = (text: Text): string => escapeHtml(sayIn(lang, text));
  const value = (name: string): string => escapeHtml(typed[name] ?? '');
  const hidden = (name: string): string => `<input type="hidden" name="${name}" value="${value(name)}">`;
  const radio = (one: 'depicted_person' | 'authorised_person'): string =>
    `<label><input type="radio" name="who" value="${one}" required${typed.who === one ? ' checked' : ''}> ${say(FORM[`who.${one}`])}</label>`;
  const line = (name: 'description' | 'contact' | 'signature', most: number, required: boolean): string =>
    `<label for="${name}">${say(FORM[name])}</label>
<input id="${name}" name="${name}" type="text"${required ? ' required' : ''} maxlength="${most}" value="${value(name)}" dir="auto" autocomplete="off">`;
  return page(
    pages,
    FORM.title,
    '/notices',
    `${problem ? `<p class="problem" role="alert">${say(problem)}</p>` : ''}
<form method="post" action="/notices">
<input type="hidden" name="age" value="adult"><input type="hidden" name="lang" value="${lang}">${hidden('once')}${hidden('at')}
<label for="links">${say(FORM.links)}</label>
<textarea id="links" name="links" rows="4" required maxlength="20000" dir="ltr">${value('links')}</textarea>
${line('description', 300, false)}
<fieldset>
<legend>${say(FORM.who)}</legend>
${radio('depicted_person')}
${radio('authorised_person')}
</fieldset>
<label class="one"><input type="checkbox" name="nonconsent" value="yes" required${typed.nonconsent === 'yes' ? ' checked' : ''}> ${say(FORM.nonconsent)}</label>
${line('contact', 200, true)}
${line('signature', 100, true)}
<button>${say(FORM.send)}</button>
</form>`,
  );
}

/** The receipt: this page is the sender's proof, so it has number, time and secret. */
export function receiptPage(pages: Pages, number: string, at: string, secret: string): string {
  const { lang } = pages;
  const say = (text: Text): string => escapeHtml(sayIn(lang, text));
  return page(
    pages,
    FORM.got,
    '/notices',
    `<p>${say(FORM.number)}: <code dir="ltr">${escapeHtml(number)}</code></p>
<p>${say(FORM.received)}: <time datetime="${escapeHtml(at)}">${escapeHtml(formatMoment(lang, at))}</time></p>
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
    '/notices',
    `<p>${say(FORM['younger.kept'])}</p>
<ul>
<li><a rel="noreferrer" href="https://takeitdown.ncmec.org"><bdi>Take It Down</bdi></a>: ${say(FORM['younger.tid'])}</li>
<li><a rel="noreferrer" href="https://report.iwf.org.uk"><bdi>Internet Watch Foundation</bdi></a>: ${say(FORM['younger.iwf'])}</li>
</ul>`,
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
  messages?: readonly Pick<StatusMessage, 'event' | 'at' | 'reason'>[],
  problem?: Text,
): string {
  const { lang } = pages;
  const say = (text: Text): string => escapeHtml(sayIn(lang, text));
  const list = messages?.map(
    ({ event, at, reason }) =>
      `<li><time datetime="${escapeHtml(at)}">${escapeHtml(formatMoment(lang, at))}</time>: ${[
        FORM[`said.${event}`],
        ...why(event, reason),
      ]
        .map(say)
        .join('. ')}</li>`,
  );
  const line = (name: 'number' | 'secret', most: number): string =>
    `<label for="${name}">${say(FORM[name])}</label>
<input id="${name}" name="${name}" type="text" required maxlength="${most}" dir="ltr" autocomplete="off">`;
  return page(
    pages,
    FORM.status,
    '/notices/status',
    `${problem ? `<p class="problem" role="alert">${say(problem)}</p>` : ''}
${list ? `<ol>${list.join('\n')}</ol>` : ''}
<form method="post" action="/notices/status">
<input type="hidden" name="lang" value="${lang}">
${line('number', 20)}
${line('secret', 40)}
<button>${say(FORM['status.go'])}</button>
</form>`,
  );
}
