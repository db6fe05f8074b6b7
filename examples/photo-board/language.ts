import type { Lang } from '@amaan/base';

/** An address on this board that stays in a language, as there are no cookies; with the uploader's key where it is theirs. Not escaped. */
export function address(path: string, lang: Lang, key?: string): string {
  return `${path}?${new URLSearchParams({ ...(key === undefined ? {} : { key }), lang })}`;
}
