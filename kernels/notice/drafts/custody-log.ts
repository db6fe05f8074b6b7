import type { CaseEvent } from '@amaan/custody';
import type { PackInput } from './pack.ts';

type LogLine = PackInput['log'][number];

/** The log's words. Urdu: no native speaker has reviewed it. */
const WORDS = {
  opened: { en: 'case opened, addresses taken in', ur: 'معاملہ کھلا، پتے درج ہوئے' },
  added: { en: 'addresses added', ur: 'پتے شامل ہوئے' },
  exhibit: { en: 'exhibit taken in', ur: 'ثبوت درج ہوا' },
  sent: { en: 'notice sent', ur: 'نوٹس بھیجا گیا' },
} as const;

/** What the officer's custody log says of an event: what was taken in or sent, with the digest that the ledger keeps. */
function lineOf(event: CaseEvent): LogLine | undefined {
  const { at, type, refs } = event;
  switch (type) {
    case 'case.opened':
      return { at, what: WORDS.opened, sha256: refs.links };
    case 'link.added':
      return { at, what: WORDS.added, sha256: refs.digest };
    case 'exhibit.added':
      return { at, what: WORDS.exhibit, sha256: refs.digest };
    case 'notice.sent':
      return { at, what: WORDS.sent, sha256: refs.digest };
    default:
      return undefined;
  }
}

/** The custody log of a case, oldest first. */
export function custodyLog(events: readonly CaseEvent[]): LogLine[] {
  return events.flatMap((event) => lineOf(event) ?? []);
}
