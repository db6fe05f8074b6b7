import type { Clock } from './clock.ts';
import type { ClockEvent } from './clock-events.ts';
import type { Escalation, Row } from './regimes/row.ts';

/** Was a duty on others missed? Withdrawn, unobservable and unknown ones never were. */
export function isBreach(row: Pick<Row, 'kind'>, clock: Clock): boolean {
  return row.kind === 'duty' && clock.inTime === 'no';
}

/**
 * The steps that the row offers now, in its order: after an expiry, after a refusal, or at any time once they have it.
 * Nothing after a withdrawal, and nothing while the content is gone.
 *
 * @param now milliseconds since 1970 (UTC)
 */
export function nextSteps(
  row: Pick<Row, 'escalation' | 'kind'>,
  clock: Clock,
  events: readonly ClockEvent[],
  now: number,
): Escalation[] {
  if (clock.startedAt === null || clock.reason === 'withdrawn' || clock.reason === 'removed') return [];
  const refused = events.some((each) => each.type === 'notice.refused' && Date.parse(each.recordedAt) <= now);
  return row.escalation.filter(({ after }) => {
    if (after === 'refused') return refused;
    if (after === 'expired') return clock.state === 'expired' || isBreach(row, clock);
    return true;
  });
}
