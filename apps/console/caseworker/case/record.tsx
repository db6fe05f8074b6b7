import { type CaseEvent, writeLedgerFile } from '@amaan/custody';
import { nameOf } from '@amaan/notice';
import { cases } from '../../text/case.ts';
import { wordOf } from '../../text/codes.ts';
import { entry } from '../../text/entry.ts';
import type { Line } from '../../text/line.ts';
import { work } from '../../text/work.ts';
import { useWords } from '../../text/words.tsx';
import { saveFile } from '../../ui/save-file.ts';
import { useDesk } from '../desk-context.ts';
import type { OpenedCase } from './open-case.ts';

/** Codes of an event that say something to a person; ids and digests are left to the export. */
const TOLD = [
  'what',
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
  'step',
] as const;

const DIGEST = /^[0-9a-f]{32,}$/;
const TIME = /^\d{4}-\d{2}-\d{2}(T.*)?$/;

/** What an event refers to, as labels and values. A value is a code, a count or a time; a list of numbers is counted. */
function details(
  event: CaseEvent,
  { say, when, language }: Pick<ReturnType<typeof useWords>, 'say' | 'when' | 'language'>,
): (readonly [Line, string])[] {
  const refs = event.refs as Readonly<Record<string, unknown>>;
  return TOLD.flatMap((name) => {
    const value = refs[name];
    const label = work[`ref.${name}`];
    if (typeof value === 'string' && TIME.test(value)) return [[label, when(value)] as const];
    if (typeof value === 'number') return [[label, String(name === 'link' ? value + 1 : value)] as const];
    if (name === 'addressee' && typeof value === 'string') return [[label, nameOf(value)[language]] as const];
    if (typeof value === 'string' && !DIGEST.test(value)) return [[label, wordOf(say, name, value)] as const];
    return Array.isArray(value) ? [[label, String(value.length)] as const] : [];
  });
}

/** The ledger in words, newest first. */
export function Record({ opened }: { opened: OpenedCase }) {
  const words = useWords();
  const { say, when } = words;
  const { people, directory } = useDesk();
  const { events, alias, id } = opened.sealed;
  const save = (key: string) =>
    saveFile(`ledger-${alias.en.replace(' ', '-')}.json`, writeLedgerFile(id, key, events));
  const names: Readonly<Record<string, Line>> = { ...cases, ...work };
  return (
    <section class="card" data-view="record">
      <h2>{say(cases['record.title'])}</h2>
      {opened.ledgerHolds && directory && (
        <p class="hint">
          {say(cases['record.holds'], { n: events.length })}{' '}
          <button type="button" class="link" data-act="save-ledger" onClick={() => save(directory.ledger)}>
            {say(work['record.save'])}
          </button>
        </p>
      )}
      <div class="scroll" tabindex={0} role="region" aria-label={say(cases['record.title'])}>
        <table class="record">
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
                  <td class="at">{when(event.at)}</td>
                  <td>
                    {say(entry[`role.${event.actor.role}`])}
                    {name && ` (${name})`}
                  </td>
                  <td>
                    {line ? say(line) : event.type}{' '}
                    {details(event, words).map(([label, value]) => (
                      <span key={label.en} class="quiet detail">
                        {say(label)}: <bdi>{value}</bdi>
                      </span>
                    ))}
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
