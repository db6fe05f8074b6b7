import type { Clock } from '../clock.ts';
import type { ClockEvent } from '../clock-events.ts';
import type { Escalation } from '../regimes/row.ts';

const HOUR = 3_600_000;
const LINES: Readonly<Record<string, string>> = {
  'notice.sent': 'sent',
  'notice.receipted': 'received, as proved',
  'notice.acknowledged': 'acknowledged',
  'notice.refused': 'refused in writing',
  'removal.asserted': 'said to be removed',
  'link.seen': 'still seen',
};

/** The next step's text with the history of the notice: times and codes only, so that a server can write it. */
export function escalationText(of: {
  step: Escalation;
  cite: string;
  addressee: string;
  number: string | null;
  links: number;
  clock: Clock;
  events: readonly ClockEvent[];
}): string {
  const { step, cite, addressee, number, links, clock, events } = of;
  const history = events
    .filter((each) => LINES[each.type] !== undefined)
    .map((each) => ({ at: each.at, line: `${each.at}: ${LINES[each.type]}` }))
    .sort((a, b) => (a.at < b.at ? -1 : 1));
  const late = Math.floor(clock.lateBy / HOUR);
  const refused = events.some((each) => each.type === 'notice.refused');
  return [
    `To ${step.to}`,
    `A notice under ${cite} went to ${addressee}${number === null ? '' : ` (their number ${number})`} about ${links} ${links === 1 ? 'address' : 'addresses'}.`,
    refused ? 'They refused in writing. We ask that the refusal be looked at again.' : '',
    clock.dueAt === null
      ? 'No fixed time applies to it.'
      : clock.state === 'stopped' || (late <= 0 && clock.lateBy <= 0)
        ? `The time that applied to it ended at ${clock.dueAt}.`
        : `They had to act by ${clock.dueAt}; ${late > 0 ? `${late} hours` : 'less than an hour'} later it had not been seen to be gone.`,
    history.map((each) => each.line).join('\n'),
    'The addresses, the notice and the proof of receipt are attached. Please do not publish names or pictures.',
  ]
    .filter(Boolean)
    .join('\n\n');
}
