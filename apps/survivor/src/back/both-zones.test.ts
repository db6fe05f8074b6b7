import { type Lang, say } from '@amaan/base';
import { expect, it } from 'vitest';
import { CASE_STRINGS } from '../strings/case.ts';
import { bothZones } from './both-zones.ts';
import { type End, endWords } from './end-words.ts';

const page = (lang: Lang) => ({
  lang,
  t: (key: keyof typeof CASE_STRINGS, values?: Readonly<Record<string, string>>) =>
    say(lang, CASE_STRINGS[key], values),
});
/** Without the direction marks that stand around what is filled in, and with plain spaces. */
const plain = (text: string) => text.replace(/[\u2066-\u2069]/g, '').replace(/[\u00a0\u202f]/g, ' ');
const zones = (at: string, zone: string | undefined, here: string, lang: Lang = 'en') =>
  plain(bothZones(page(lang), at, zone, here));

it('shows an hour by her clock and by theirs', () => {
  expect(zones('2026-11-24T13:00:00Z', 'Europe/London', 'Asia/Karachi')).toBe(
    'Tue, 24 Nov 2026, 18:00 in Pakistan (13:00 in London)',
  );
  // The day too where it is another one there.
  expect(zones('2026-11-22T20:00:00Z', 'America/New_York', 'Asia/Karachi')).toBe(
    'Mon, 23 Nov 2026, 01:00 in Pakistan (Sun, 22 Nov 2026, 15:00 in New York)',
  );
  expect(zones('2026-11-24T13:00:00Z', 'Europe/London', 'Asia/Karachi', 'ur')).toMatch(
    /پاکستان میں \(.*لندن میں\)$/,
  );
});

it('shows one clock where both show the same, and never guesses where she is', () => {
  expect(zones('2026-11-24T13:00:00Z', 'Asia/Karachi', 'Asia/Karachi')).toBe(
    'Tue, 24 Nov 2026, 18:00 in Pakistan',
  );
  expect(zones('2026-11-24T13:00:00Z', 'Asia/Karachi', 'UTC')).toBe(
    'Tue, 24 Nov 2026, 13:00 UTC (18:00 in Pakistan)',
  );
  expect(zones('2026-11-24T13:00:00Z', 'Asia/Karachi', 'Europe/Madrid')).toContain(
    '14:00 where you are (18:00',
  );
});

it('shows of the time that she has the last safe day alone, as the law counts it', () => {
  const end: End = { at: '2027-02-27T22:59:59.000Z', notice: 'meta', rule: 'EU-DSA-20', kind: 'window' };
  expect(plain(endWords(page('en'), end))).toContain('Until Sat, 27 Feb 2027 we can ask');
});
