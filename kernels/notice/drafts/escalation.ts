import type { Clock } from '../clock.ts';
import type { ClockEvent } from '../clock-events.ts';
import type { Said } from '../playbooks/playbooks.ts';
import type { BookRow } from '../regimes/load.ts';
import type { Escalation } from '../regimes/row.ts';
import { stepTo } from './step-to.ts';
import { basisUr } from './text-ur.ts';

const HOUR = 3_600_000;
const LINES: Readonly<Record<string, Said>> = {
  'notice.sent': { en: 'sent', ur: 'بھیجا گیا' },
  'notice.receipted': { en: 'received, as proved', ur: 'وصول ہوا، ثبوت موجود ہے' },
  'notice.acknowledged': { en: 'acknowledged', ur: 'وصولی کی تصدیق ہوئی' },
  'notice.refused': { en: 'refused in writing', ur: 'تحریری انکار ملا' },
  'removal.asserted': { en: 'said to be removed', ur: 'کہا گیا کہ ہٹا دیا گیا' },
  'link.seen': { en: 'still seen', ur: 'ابھی موجود دیکھا گیا' },
};

/** A next step and what its letter tells. */
export interface EscalationInput {
  readonly step: Escalation;
  readonly row: Pick<BookRow, 'cite' | 'jurisdiction' | 'stopsOn'>;
  readonly addressee: Said;
  /** Their own number for the notice. */
  readonly number: string | null;
  readonly links: number;
  readonly clock: Clock;
  readonly events: readonly ClockEvent[];
  /** Where Pakistani applications go; the setting of the installation. */
  readonly contentAuthority?: string;
}

/**
 * The next step's text with the history of the notice, and for Pakistan the Urdu beside it: times and codes only, so
 * that a server can write it. Urdu: no native speaker has reviewed it.
 */
export function escalationText(of: EscalationInput): { en: string; ur?: string } {
  const { row, events } = of;
  const known = events
    .flatMap(({ at, type }) => (LINES[type] ? [{ at, line: LINES[type] }] : []))
    .sort((a, b) => (a.at < b.at ? -1 : 1));
  const history = (lang: keyof Said) => known.map(({ at, line }) => `${at}: ${line[lang]}`).join('\n');
  return {
    en: english(of, history('en')),
    ...(row.jurisdiction === 'PK' && { ur: urdu(of, history('ur')) }),
  };
}

const refused = ({ events }: EscalationInput): boolean =>
  events.some((each) => each.type === 'notice.refused');
/** Late by so many whole hours; undefined where nobody is. */
const lateHours = ({ clock: { lateBy, state } }: EscalationInput): number | undefined =>
  lateBy > 0 && state !== 'stopped' ? Math.floor(lateBy / HOUR) : undefined;
/** What they had to do by the end: remove, or decide. */
const toRemove = ({ row }: EscalationInput): boolean => row.stopsOn.includes('removal.observed');

function english(of: EscalationInput, history: string): string {
  const { row, addressee, number, links, clock } = of;
  const late = lateHours(of);
  const after = late === undefined || late === 0 ? 'less than an hour' : `${late} hours`;
  return [
    `To ${stepTo(of.step.to, 'en', of.contentAuthority)}`,
    `A notice under ${row.cite} went to ${addressee.en}${number === null ? '' : ` (their number ${number})`} about ${links} ${links === 1 ? 'address' : 'addresses'}.`,
    refused(of) ? 'They refused in writing. We ask that the refusal be looked at again.' : '',
    clock.dueAt === null
      ? 'No fixed time applies to it.'
      : late === undefined
        ? `The time that applied to it ended at ${clock.dueAt}.`
        : `They had to act by ${clock.dueAt}; ${after} later ${toRemove(of) ? 'it had not been seen to be gone' : 'no order or decision had reached us'}.`,
    history,
    'The addresses, the notice and the proof of receipt are attached. Please do not publish names or pictures.',
  ]
    .filter(Boolean)
    .join('\n\n');
}

function urdu(of: EscalationInput, history: string): string {
  const { row, addressee, number, links, clock } = of;
  const late = lateHours(of);
  const after = late === undefined || late === 0 ? 'ایک گھنٹے سے کم' : `${late} گھنٹے`;
  return [
    `بخدمت: ${stepTo(of.step.to, 'ur', of.contentAuthority)}`,
    basisUr(row.cite),
    `${addressee.ur} کو ${links} ${links === 1 ? 'پتے' : 'پتوں'} کے بارے میں درخواست دی گئی${number === null ? '' : ` (ان کا نمبر: ${number})`}۔`,
    refused(of) ? 'انہوں نے تحریری طور پر انکار کیا۔ گزارش ہے کہ اس انکار پر دوبارہ غور کیا جائے۔' : '',
    clock.dueAt === null
      ? 'اس کے لیے کوئی مقررہ مدت نہیں۔'
      : late === undefined
        ? `اس کی مقررہ مدت ${clock.dueAt} کو ختم ہوتی تھی۔`
        : `انہیں ${clock.dueAt} تک کارروائی کرنی تھی؛ اس کے ${after} بعد تک ${toRemove(of) ? 'مواد ہٹا ہوا نہیں پایا گیا' : 'ہمیں کوئی حکم یا فیصلہ نہیں ملا'}۔`,
    history,
    'پتے، درخواست اور وصولی کا ثبوت منسلک ہیں۔ گزارش ہے کہ نام یا تصاویر شائع نہ کی جائیں۔',
  ]
    .filter(Boolean)
    .join('\n\n');
}
