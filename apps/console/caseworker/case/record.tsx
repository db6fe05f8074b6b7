import type { CaseEvent } from '@amaan/custody';
import { cases } from '../../text/case.ts';
import { entry } from '../../text/entry.ts';
import type { Line } from '../../text/line.ts';
import { useWords } from '../../text/words.tsx';
import { useDesk } from '../desk-context.ts';
import type { OpenedCase } from './open-case.ts';

/** Codes of an event that say something to a person; ids and digests are left to the export. */
const TOLD = [
  'state',
  'reason',
  'kind',
  'given',
  'from',
  'count',
  'linkCount',
  'regime',
  'addressee',
  'channel',
  'links',
  'number',
  'answer',
  'due',
  'link',
  'until',
  'authority',
  'element',
] as const;

const DIGEST = /^[0-9a-f]{32,}$/;

function details(event: CaseEvent): string {
  const refs = event.refs as Readonly<Record<string, unknown>>;
  return TOLD.flatMap((name) => {
    const value = refs[name];
    if (typeof value === 'number' || (typeof value === 'string' && !DIGEST.test(value)))
      return `${name}: ${value}`;
    return Array.isArray(value) ? `${name}: ${value.join(', ')}` : [];
  }).join(' · ');
}

/** The ledger in words, newest first. */
export function Record({ opened }: { opened: OpenedCase }) {
  const { say, when } = useWords();
  const { people } = useDesk();
  const { events } = opened.sealed;
  const names = cases as Readonly<Record<string, Line>>;
  return (
    <section class="card" data-view="record">
      <h2>{say(cases['record.title'])}</h2>
      {opened.ledgerHolds && <p class="hint">{say(cases['record.holds'], { n: events.length })}</p>}
      <div class="scroll" tabindex={0} role="region" aria-label={say(cases['record.title'])}>
        <table>
          <thead>
            <tr>
              <th scope="col">{say(cases['record.when'])}</th>
              <th scope="col">{say(cases['record.who'])}</th>
              <th scope="col">{say(cases['record.what'])}</th>
            </tr>
          </thead>
          <tbody>
            {events.toReversed().map((event) => {
              const name = people.find((each) => each.id === event.actor.id)?.name;
              const line = names[`event.${event.type}`];
              return (
                <tr key={event.id} data-event={event.type}>
                  <td>{when(event.at)}</td>
                  <td>
                    {say(entry[`role.${event.actor.role}`])}
                    {name && ` (${name})`}
                  </td>
                  <td>
                    {line ? say(line) : event.type}{' '}
                    <span class="quiet" dir="ltr">
                      {details(event)}
                    </span>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </section>
  );
}
