import { ShapeError } from '@amaan/base';
import { addDays, addMonths, dayIn, endOfDay } from './zones.ts';

const HOUR = 3_600_000;

/**
 * The end of `duration` from `start`. Hours are exact; days, months and years leave out the start day, count in
 * `zone` and end with the last second of the last day.
 *
 * @param start, result milliseconds since 1970 (UTC)
 * @param duration ISO 8601, one unit: PT48H, P30D, P6M, P1Y
 */
export function endOf(start: number, duration: string, zone: string): number {
  const found = /^P(?:T(\d+)H|(\d+)([DMY]))$/.exec(duration);
  if (!found) throw new ShapeError('duration', 'like PT48H, P30D, P6M or P1Y');
  const [, hours, count, unit] = found;
  if (hours !== undefined) return start + Number(hours) * HOUR;
  const first = dayIn(zone, start);
  const n = Number(count);
  return endOfDay(zone, unit === 'D' ? addDays(first, n) : addMonths(first, unit === 'M' ? n : 12 * n));
}
