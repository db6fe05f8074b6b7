import { dirOf, formatMoment, formatNumber, type Lang, say as sayIn, type Text } from '@amaan/base';
import { FIGURES, TIMES } from './figures.ts';
import type { PublicFigure, PublicMonth } from './publish.ts';
import { RULE_NAMES, type RuleChange } from './rules.ts';
import { LEAST } from './suppress.ts';
import { WORDS } from './text.ts';

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escape = (text: string): string => text.replace(/[&<>"]/g, (char) => ESCAPES[char] ?? char);

/** Where the page's style, font and icon stand. */
export const FIGURES_AT = {
  style: '/transparency/style.css',
  font: '/transparency/naskh.woff2',
  icon: '/transparency/icon.svg',
} as const;

/** What stands in the tab, the same as on her page: without one, each visit asks for /favicon.ico in vain. */
export const FIGURES_ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="3" fill="#8a9199"/><path d="M4 5h8M4 8h8M4 11h5" stroke="#fff" stroke-width="1.4" stroke-linecap="round"/></svg>
`;

/** The page's one style. */
export const FIGURES_STYLE = `
@font-face { font-family: "Noto Naskh Arabic"; src: url("${FIGURES_AT.font}") format("woff2"); font-display: swap; unicode-range: U+0600-06FF, U+0750-077F, U+FB50-FDFF, U+FE70-FEFC; }
:root { color-scheme: light dark; --bar: light-dark(#17606a, #6cc4ce); --line: light-dark(#c5cdd1, #45525a); --quiet: light-dark(#4b5a61, #b3c0c6); }
body { background: light-dark(#fff, #15191b); color: light-dark(#1b2226, #e6ebee); font: 1.0625rem/1.6 system-ui, "Noto Naskh Arabic", sans-serif; margin: 0 auto; max-width: 60rem; padding: 1rem; }
:lang(ur) { font-family: "Noto Naskh Arabic", system-ui, sans-serif; line-height: 1.8; }
h1 { font-size: 1.5rem; line-height: 1.3; }
h2 { font-size: 1.15rem; line-height: 1.5; margin-block: 2.5rem .25rem; }
.quiet { color: var(--quiet); font-size: .9375rem; }
.wide { overflow-x: auto; position: relative; }
table { border-collapse: collapse; table-layout: fixed; width: 100%; }
.some { min-width: 30rem; }
.log { table-layout: auto; }
.many { min-width: 48rem; }
.unseen { block-size: 1px; clip-path: inset(50%); inline-size: 1px; overflow: hidden; position: absolute; white-space: nowrap; }
th, td { border-block-end: 1px solid var(--line); font-weight: 400; padding: .4rem .75rem .4rem 0; text-align: start; vertical-align: top; }
:dir(rtl) :is(th, td) { padding: .4rem 0 .4rem .75rem; }
thead th { color: var(--quiet); font-size: .9375rem; vertical-align: bottom; }
tbody th { white-space: nowrap; }
td svg { display: block; height: .5rem; margin-block-start: .25rem; width: 100%; }
a:any-link { color: var(--bar); }
rect { fill: var(--bar); }
`;

interface Column {
  readonly label: string;
  /** A name that others chose keeps its own direction. */
  readonly named?: boolean;
  cell(month: PublicMonth): number | null;
}

/**
 * Public figures as a page that needs no script.
 *
 * @param shown `urdu`: whether Urdu may be shown yet; `rules`: changes of the rules, where there are rules
 */
export function figuresPage(
  months: readonly PublicMonth[],
  { lang, urdu, rules }: { lang: Lang; urdu: boolean; rules?: readonly RuleChange[] | undefined },
): string {
  const say = (text: Text, values = {}): string => escape(sayIn(lang, text, values));
  const other = lang === 'en' ? 'ur' : 'en';
  return `<!doctype html>
<html lang="${lang}" dir="${dirOf(lang)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${say(WORDS.title)}</title>
<link rel="icon" href="${FIGURES_AT.icon}" type="image/svg+xml">
<link rel="stylesheet" href="${FIGURES_AT.style}">
</head>
<body>
<nav>
${urdu ? `<p><a lang="${other}" dir="${dirOf(other)}" href="/transparency?lang=${other}">${say(WORDS.other)}</a></p>` : ''}
</nav>
<main>
${lang === 'ur' ? `<p class="quiet">${say(WORDS.draft)}</p>` : ''}
<h1>${say(WORDS.title)}</h1>
<p>${say(WORDS.about)}</p>
<p class="quiet">${say(WORDS.rule, { n: LEAST })}</p>
${months.length === 0 ? `<p>${say(WORDS.none)}</p>` : sections(lang, months)}
${rules ? ruleTable(lang, rules) : ''}
<p><a href="/v1/transparency">${say(WORDS.machine)}</a></p>
</main>
</body>
</html>
`;
}

/** One table for each figure, so that its months and its parts compare at a glance. */
function sections(lang: Lang, months: readonly PublicMonth[]): string {
  const figures = months[0]?.figures.map(({ name }) => name) ?? [];
  const times = months[0]?.times.map(({ name }) => name) ?? [];
  const words = (text: Text) => sayIn(lang, text);
  const count = (value: number) => formatNumber(lang, value);
  return [
    ...figures.map((name) =>
      table(lang, words(FIGURES[name].title), months, columnsOf(lang, name, months), count),
    ),
    ...times.map((name) => {
      const time = (month: PublicMonth) => month.times.find((each) => each.name === name);
      const columns = [
        { label: words(WORDS.median), cell: (month: PublicMonth) => time(month)?.median ?? null },
        { label: words(WORDS.p90), cell: (month: PublicMonth) => time(month)?.p90 ?? null },
      ];
      return table(lang, words(TIMES[name]), months, columns, (n) => sayIn(lang, WORDS.hours, { n }));
    }),
  ].join('\n');
}

function columnsOf(lang: Lang, name: PublicFigure['name'], months: readonly PublicMonth[]): Column[] {
  const known = FIGURES[name];
  const of = (month: PublicMonth) => month.figures.find((figure) => figure.name === name);
  const part = (key: string) => (month: PublicMonth) =>
    of(month)?.parts.find((each) => each.name === key)?.count ?? null;
  const total = { label: sayIn(lang, WORDS.total), cell: (month: PublicMonth) => of(month)?.total ?? null };
  if (known.parts === undefined) return [total];
  if (known.parts !== 'names')
    return [
      total,
      ...Object.entries(known.parts).map(([key, text]) => ({ label: sayIn(lang, text), cell: part(key) })),
    ];
  const names = [...new Set(months.flatMap((month) => of(month)?.parts.map((each) => each.name) ?? []))];
  const others = {
    label: sayIn(lang, WORDS.others),
    cell: (month: PublicMonth) => of(month)?.others ?? null,
  };
  return [total, ...names.map((key) => ({ label: key, named: true, cell: part(key) })), others];
}

function table(
  lang: Lang,
  title: string,
  months: readonly PublicMonth[],
  columns: readonly Column[],
  write: (value: number) => string,
): string {
  const most = Math.max(1, ...months.flatMap((month) => columns.map((column) => column.cell(month) ?? 0)));
  const hidden = escape(sayIn(lang, WORDS.hidden));
  const cell = (value: number | null) =>
    value === null
      ? `<td><span aria-hidden="true">–</span><span class="unseen">${hidden}</span></td>`
      : `<td>${escape(write(value))}<svg viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true"><rect x="${
          lang === 'ur' ? 100 - bar(value, most) : 0
        }" width="${bar(value, most)}" height="4"/></svg></td>`;
  const size = columns.length > 4 ? ' class="many"' : columns.length > 2 ? ' class="some"' : '';
  const head = ({ label, named }: Column) =>
    `<th scope="col">${named ? `<bdi>${escape(label)}</bdi>` : escape(label)}</th>`;
  return `<section>
<h2>${escape(title)}</h2>
<div class="wide" tabindex="0" role="region" aria-label="${escape(title)}">
<table${size}>
<colgroup><col width="104"></colgroup>
<thead><tr><th scope="col">${escape(sayIn(lang, WORDS.month))}</th>${columns.map(head).join('')}</tr></thead>
<tbody>
${months
  .map(
    (month) =>
      `<tr><th scope="row">${escape(monthName(lang, month.month))}</th>${columns.map((column) => cell(column.cell(month))).join('')}</tr>`,
  )
  .join('\n')}
</tbody>
</table>
</div>
</section>`;
}

/** The public log of changes of the rules. */
function ruleTable(lang: Lang, changes: readonly RuleChange[]): string {
  const say = (text: Text, values = {}): string => escape(sayIn(lang, text, values));
  const title = say(WORDS.rules);
  const told = ({ rules }: RuleChange) =>
    rules
      .map(({ rule, from, to }) => say(WORDS.from, { rule: sayIn(lang, RULE_NAMES[rule]), from, to }))
      .join('<br>');
  const head = [WORDS.day, WORDS.bank, WORDS.change, WORDS.people].map(
    (text) => `<th scope="col">${say(text)}</th>`,
  );
  if (changes.length === 0) return `<section><h2>${title}</h2><p>${say(WORDS.rulesNone)}</p></section>`;
  return `<section>
<h2>${title}</h2>
<div class="wide" tabindex="0" role="region" aria-label="${title}">
<table class="some log">
<thead><tr>${head.join('')}</tr></thead>
<tbody>
${changes
  .map(
    (change) =>
      `<tr><th scope="row">${escape(formatMoment(lang, change.on))}</th><td><bdi>${escape(change.bank)}</bdi></td><td>${told(change)}</td><td>${change.people}</td></tr>`,
  )
  .join('\n')}
</tbody>
</table>
</div>
</section>`;
}

/** The length of a bar, 0 to 100. */
const bar = (value: number, most: number): number => Math.round((1000 * value) / most) / 10;

function monthName(lang: Lang, month: string): string {
  return new Intl.DateTimeFormat(lang === 'ur' ? 'ur-PK-u-nu-latn' : 'en-GB', {
    year: 'numeric',
    month: 'short',
    timeZone: 'UTC',
  }).format(new Date(`${month}-01T00:00:00Z`));
}
