import { LANGS, type Lang } from '@amaan/base';

const isLang = (value: unknown): value is Lang => (LANGS as readonly unknown[]).includes(value);

/** A request as far as it shows its reader's language. */
interface Asked {
  readonly query: unknown;
  readonly body?: unknown;
  readonly headers: { readonly 'accept-language'?: string | undefined };
}

/** The reader's language: the one that the address or the form names, else the browser's first that we speak, else English. */
export function langOf({ query, body, headers }: Asked): Lang {
  for (const from of [query, body]) {
    const { lang } = (from ?? {}) as { lang?: unknown };
    if (isLang(lang)) return lang;
  }
  return preferred(headers['accept-language'] ?? '') ?? 'en';
}

/** The language of ours that a browser likes best (RFC 9110, 12.5.4); of two alike, the one that it names first. */
function preferred(accepts: string): Lang | undefined {
  return accepts
    .split(',')
    .map((range) => {
      const [tag = '', weight = 'q=1'] = range.split(';').map((part) => part.trim().toLowerCase());
      return { lang: tag.split('-')[0], weight: Number(weight.replace(/^q=/, '')) };
    })
    .filter((range): range is { lang: Lang; weight: number } => isLang(range.lang) && range.weight > 0)
    .toSorted((a, b) => b.weight - a.weight)[0]?.lang;
}
