import type { Lang } from '@amaan/base';
import { zoneOf } from '@amaan/notice';
import type { CaseKey } from '../strings/case.ts';
import { bothZones, dayThere } from './both-zones.ts';
import { addresseeName } from './names.ts';

/** An end that she may read: of a notice's own clock (`rule` is its row), or of one that follows it (`rule` a family). */
export interface End {
  readonly at: string;
  /** The addressee's code. */
  readonly notice: string;
  readonly rule: string;
  readonly kind: 'own' | 'duty' | 'window';
}

const KEYS = { own: 'row.must', duty: 'row.follow.duty', window: 'row.follow.window' } as const;

/** An end in words: an hour by both clocks; of time that she has, the last safe day alone. */
export function endWords(
  page: { lang: Lang; t: (key: CaseKey, values?: Readonly<Record<string, string>>) => string },
  { at, notice, rule, kind }: End,
  key: CaseKey = KEYS[kind],
): string {
  const zone = zoneOf(rule);
  const when = kind === 'window' ? dayThere(page.lang, at, zone) : bothZones(page, at, zone);
  return page.t(key, { to: addresseeName(page.lang, notice), at: when });
}
