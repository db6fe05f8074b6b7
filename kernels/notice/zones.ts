/** Days and wall clocks in time zones, by Intl alone. Instants are milliseconds since 1970 in UTC. */

const formats = new Map<string, Intl.DateTimeFormat>();

function format(zone: string): Intl.DateTimeFormat {
  let made = formats.get(zone);
  if (!made) {
    made = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      calendar: 'iso8601',
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    formats.set(zone, made);
  }
  return made;
}

/** What a wall clock in `zone` shows at `instant`, written as if it were UTC (milliseconds). */
function wall(instant: number, zone: string): number {
  const part: Record<string, number> = {};
  for (const { type, value } of format(zone).formatToParts(instant)) part[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/** The day (YYYY-MM-DD) that `instant` falls on in `zone`. */
export function dayIn(zone: string, instant: number): string {
  return new Date(wall(instant, zone)).toISOString().slice(0, 10);
}

/**
 * The instants at which a wall clock in `zone` shows `time` on `day`, earliest first: two where the hour comes twice
 * (clocks go back); the moment after the gap where it never comes (clocks go forward).
 *
 * @param time HH:MM:SS
 */
function instantsIn(zone: string, day: string, time: string): [number, ...number[]] {
  const shown = Date.parse(`${day}T${time}Z`);
  const offsets = [-26, 0, 26].map((hours) => {
    const near = shown + hours * 3_600_000;
    return wall(near, zone) - near;
  });
  const readings = offsets.map((offset) => shown - offset);
  const [first, ...more] = readings.filter((at) => wall(at, zone) === shown).sort((a, b) => a - b);
  return first === undefined ? [Math.max(...readings)] : [first, ...more];
}

/** The last whole second of `day` in `zone`. */
export function endOfDay(zone: string, day: string): number {
  return Math.max(...instantsIn(zone, day, '23:59:59'));
}

/** The first second of `day` in `zone`. */
export function startOfDay(zone: string, day: string): number {
  return instantsIn(zone, day, '00:00:00')[0];
}

/** `day` moved by whole days. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** `day` moved by whole months; a month that lacks the day gives its last one. */
export function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const first = new Date(Date.UTC(year, month - 1 + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  return new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), Math.min(date, last)))
    .toISOString()
    .slice(0, 10);
}
