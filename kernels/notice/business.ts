import { addDays } from './zones.ts';

const pad = (n: number): string => String(n).padStart(2, '0');
const weekday = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay();

/** The n-th (or, from the end with -1, the last) given weekday of a month. */
function nth(year: number, month: number, which: number, n: number): string {
  const start = n > 0 ? `${year}-${pad(month)}-01` : addDays(`${year}-${pad(month + 1)}-01`, -7);
  const ahead = (which - weekday(start) + 7) % 7;
  return addDays(start, ahead + (n > 0 ? 7 * (n - 1) : 0));
}

/** Fixed dates that fall on a weekend are kept on the nearest weekday (5 U.S.C. 6103(b)). */
function observed(day: string): string {
  const on = weekday(day);
  if (on === 6) return addDays(day, -1);
  return on === 0 ? addDays(day, 1) : day;
}

/** The federal holidays of the United States in a year (5 U.S.C. 6103(a)), as observed, in order. */
export function federalHolidays(year: number): string[] {
  return [
    observed(`${year}-01-01`),
    nth(year, 1, 1, 3),
    nth(year, 2, 1, 3),
    nth(year, 5, 1, -1),
    observed(`${year}-06-19`),
    observed(`${year}-07-04`),
    nth(year, 9, 1, 1),
    nth(year, 10, 1, 2),
    observed(`${year}-11-11`),
    nth(year, 11, 4, 4),
    observed(`${year}-12-25`),
  ];
}

/** The n-th business day after `day` by the US federal calendar; `day` itself is not counted. */
export function businessDay(day: string, n: number): string {
  let at = day;
  for (let left = n; left > 0; ) {
    at = addDays(at, 1);
    const year = Number(at.slice(0, 4));
    // Next year's New Year may be kept on the last day of this one.
    const off = [...federalHolidays(year), ...federalHolidays(year + 1)];
    if (weekday(at) % 6 !== 0 && !off.includes(at)) left--;
  }
  return at;
}
