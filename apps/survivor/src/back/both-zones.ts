import type { Lang } from '@amaan/base';
import type { CaseKey } from '../strings/case.ts';

/** Where a zone is, in words, for those in which a law counts. Anything else is told as the clock of her device. */
const PLACES: Readonly<Record<string, CaseKey>> = {
  'Asia/Karachi': 'zone.pk',
  'America/New_York': 'zone.us',
  'Europe/London': 'zone.gb',
  'Europe/Brussels': 'zone.eu',
  'Europe/Rome': 'zone.it',
  'Asia/Kolkata': 'zone.in',
  'Australia/Sydney': 'zone.au',
  // Private browsing may hide where she is: then it says so instead of calling it her place.
  UTC: 'zone.utc',
};

const localeOf = (lang: Lang): string => (lang === 'ur' ? 'ur-PK-u-nu-latn' : 'en-GB');
const DAY = { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' } as const;

/**
 * An instant by her clock and by the clock of those who must act: "Tue 24 Nov 2026, 18:00 in Pakistan (13:00 in
 * London)". One of them alone where both show the same; the day twice where it differs.
 *
 * @param at an instant; @param zone theirs; @param here hers, as the browser tells it
 */
export function bothZones(
  { lang, t }: { lang: Lang; t: (key: CaseKey) => string },
  at: string,
  zone: string | undefined,
  here = new Intl.DateTimeFormat().resolvedOptions().timeZone,
): string {
  const format = (timeZone: string, parts: Intl.DateTimeFormatOptions) =>
    `\u2068${new Intl.DateTimeFormat(localeOf(lang), { timeZone, ...parts }).format(new Date(at))}\u2069`;
  const time = { hour: lang === 'ur' ? 'numeric' : '2-digit', minute: '2-digit' } as const;
  const whole = (timeZone: string) => format(timeZone, { ...DAY, ...time });
  const place = (timeZone: string) => t(PLACES[timeZone] ?? 'zone.here');
  const hers = `${whole(here)} ${place(here)}`;
  if (zone === undefined || whole(zone) === whole(here)) return hers;
  const sameDay = format(zone, DAY) === format(here, DAY);
  return `${hers} (${sameDay ? format(zone, time) : whole(zone)} ${place(zone)})`;
}

/** The day of an instant where the law counts it. */
export function dayThere(lang: Lang, at: string, zone: string | undefined): string {
  return new Intl.DateTimeFormat(localeOf(lang), { ...DAY, timeZone: zone ?? 'UTC' }).format(new Date(at));
}
