import type { Lang } from '@amaan/base';
import { nameOf } from '@amaan/notice';

/** An addressee in her language: a name of the registry, or what its code says where the operator added it. */
export function addresseeName(lang: Lang, code: string): string {
  return nameOf(code)[lang];
}
