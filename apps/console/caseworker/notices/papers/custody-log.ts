import type { CaseEvent } from '@amaan/custody';
import type { PackInput } from '@amaan/notice';
import { notices } from '../../../text/notice.ts';

type LogLine = PackInput['log'][number];

/** What the officer's custody log says of an event: what was taken in or sent, with the digest that the ledger keeps. */
function lineOf(event: CaseEvent): LogLine | undefined {
  const { at, type, refs } = event;
  switch (type) {
    case 'case.opened':
      return { at, what: notices['log.case.opened'], sha256: refs.links };
    case 'link.added':
      return { at, what: notices['log.link.added'], sha256: refs.digest };
    case 'exhibit.added':
      return { at, what: notices['log.exhibit.added'], sha256: refs.digest };
    case 'notice.sent':
      return { at, what: notices['log.notice.sent'], sha256: refs.digest };
    default:
      return undefined;
  }
}

/** The custody log of a case, oldest first. */
export function custodyLog(events: readonly CaseEvent[]): LogLine[] {
  return events.flatMap((event) => lineOf(event) ?? []);
}
