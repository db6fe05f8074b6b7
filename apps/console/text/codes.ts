import type { EventType, RefsOf } from '@amaan/custody';
import { cases } from './case.ts';
import { declaration } from './declaration.ts';
import { entry } from './entry.ts';
import { happened } from './happened.ts';
import { type Line, s } from './line.ts';
import { notices } from './notice.ts';
import { work } from './work.ts';

/** The fields of a shape that hold one of a few codes, as `FIELD.CODE`; a field for any code has none. */
type Listed<Refs> = Refs extends object
  ? {
      [Field in keyof Refs & string]-?: NonNullable<Refs[Field]> extends string
        ? string extends NonNullable<Refs[Field]>
          ? never
          : `${Field}.${NonNullable<Refs[Field]>}`
        : never;
    }[keyof Refs & string]
  : never;

/** Every code that some type of event lists; the age mark has one value and is not told. */
type ListedCode = Exclude<{ [T in EventType]: Listed<RefsOf<T>> }[EventType], 'ageMark.adult'>;

/** Codes that our servers write where any code may stand; a platform's own are shown as they are. */
const FREE = {
  'reason.consent': s('consent taken back', 'اجازت واپس لی'),
  'reason.too-old': s('waited too long', 'بہت دیر ہو گئی'),
  'reason.looked-into': declaration['why.looked-into'],
  'reason.looked-at': declaration['why.looked-at'],
  'reason.platform-review': declaration['why.platform-review'],
  'reason.contradiction': declaration['why.contradiction'],
  'reason.officer': declaration['why.officer'],
  'reason.family-court': declaration['why.family-court'],
  'reason.public-figure': declaration['why.public-figure'],
  'reason.not-sure': declaration['why.not-sure'],
  'reason.looking-only': declaration['why.looking-only'],
  'reason.not-the-person': declaration['why.not-the-person'],
  'reason.no-intimate-picture': declaration['why.no-intimate-picture'],
  'reason.intake': s('as she opened the case', 'معاملہ کھولتے وقت'),
  'reason.checks-passed': s('the checks passed', 'جانچ مکمل ہوئی'),
  'reason.staff-left': s('a colleague left', 'ایک ساتھی چلا گیا'),
  'reason.taken-back': s('taken back', 'واپس لیا'),
  'reason.refused': s('refused', 'انکار'),
  'reason.not-usable.quality': s('too little structure to be recognised', 'پہچان کے لیے ناکافی نقوش'),
  'reason.not-usable.empty': s('nothing to share', 'دینے کو کچھ نہیں'),
  'reason.done': cases['reason.done'],
  'reason.asked': cases['reason.asked'],
  'reason.no-contact': cases['reason.no-contact'],
  'reason.passed-on': cases['reason.passed-on'],
  'reason.out-of-scope': cases['reason.out-of-scope'],
  'reason.court': work['hold.court'],
  'reason.police': work['hold.police'],
  'reason.regulator': work['hold.regulator'],
  'reason.complaint': work['hold.complaint'],
  'reason.person': s('seen by a person', 'ایک فرد نے دیکھا'),
  'reason.same-picture': s('the same picture', 'وہی تصویر'),
  'reason.other-picture': s('another picture', 'دوسری تصویر'),
  'reason.not-found-there': s('the picture was not found there', 'تصویر وہاں نہیں ملی'),
  'reason.moved': s('leads elsewhere', 'کہیں اور لے جاتا ہے'),
  'reason.login-wall': s('only after signing in', 'صرف داخل ہونے کے بعد'),
  'reason.country-block': s('blocked in one country', 'ایک ملک میں بند'),
  'reason.check-failed': s('the check failed', 'جانچ نہ ہو سکی'),
  'reason.robots': s('the site asks programs to stay away', 'سائٹ پروگراموں کو روکتی ہے'),
  'reason.operator': s('left to a person here', 'یہاں انسان کے لیے چھوڑا گیا'),
  'kind.auto-reply': notices['proof.auto-reply'],
  'kind.ticket': notices['proof.ticket'],
  'kind.delivery-receipt': notices['proof.delivery-receipt'],
  'kind.stamped-copy': notices['proof.stamped-copy'],
  'kind.registered-post': notices['proof.registered-post'],
} as const;

/** What she told by choosing: her situation, what the pictures are, what a helper was asked. */
const TOLD = {
  'situation.threat': s('threatened', 'دھمکی'),
  'situation.posted': s('already posted', 'پوسٹ ہو چکی'),
  'situation.cultural': s(
    'not sexual, but dangerous for her: couple, dance, uncovered hair, at home',
    'جنسی نہیں، مگر ان کے لیے خطرناک: جوڑا، رقص، کھلے بال، گھر کے اندر',
  ),
  'situation.fake': s('altered or fake', 'تبدیل شدہ یا جعلی'),
  'situation.account': s(
    'her account, or a fake one, is used',
    'ان کا یا کوئی جعلی اکاؤنٹ استعمال ہو رہا ہے',
  ),
  'situation.many': s('in very many places', 'بہت سی جگہوں پر'),
  'situation.danger': s('in danger now', 'ابھی خطرے میں'),
  'situation.home.know': s('known at home, and safe', 'گھر میں معلوم ہے، خطرہ نہیں'),
  'situation.home.unknown': s('not known at home', 'گھر میں معلوم نہیں'),
  'situation.home.danger': s('dangerous if known at home', 'گھر میں معلوم ہونا خطرناک'),
  'picture.sexual': s('naked or sexual', 'عریاں یا جنسی'),
  'picture.private': s('private', 'نجی'),
  'picture.cultural': s('private in her culture', 'ان کے ماحول میں نجی'),
  'picture.altered': s('altered', 'بدلی ہوئی'),
  'question.relation': s('How the helper knows her', 'مددگار کا ان سے تعلق'),
  'question.instead': s('Why she does not write herself', 'وہ خود کیوں نہیں لکھتیں'),
} as const;

/** What the codes of events and of her account mean, by field and code. The compiler asks for all that events list. */
export const codes = {
  'state.declared': cases['declaration.declared'],
  'state.candidate': cases['declaration.candidate'],
  'state.corroborated': cases['declaration.corroborated'],
  'state.passed': work['two.kind.passed'],
  'state.suspended': cases['declaration.suspended'],
  'state.refused': cases['declaration.refused'],
  'state.withdrawn': cases['declaration.withdrawn'],
  'state.present': s('still there', 'ابھی موجود'),
  'state.missing': s('not there', 'وہاں نہیں'),
  'state.uncertain': s('not certain', 'یقینی نہیں'),
  'state.open': s('open', 'باقی'),
  'state.running': s('running', 'جاری'),
  'state.paused': s('paused', 'رکی ہوئی'),
  'state.none': s('no end to tell', 'بتانے کو کوئی اختتام نہیں'),
  'state.done': s('done', 'مکمل'),
  'kind.insult': s('an insult', 'گالی'),
  'kind.threat': s('a threat', 'دھمکی'),
  'kind.sexual': s('sexual harassment', 'جنسی ہراسانی'),
  'kind.none': s('no longer', 'اب نہیں'),
  'kind.story': s('the account', 'بیان'),
  'kind.contact': s('contact', 'رابطہ'),
  'kind.shareSignals': cases['consent.shareSignals'],
  'kind.shareViews': cases['consent.shareViews'],
  'kind.sendNotices': cases['consent.sendNotices'],
  'kind.watchLinks': cases['consent.watchLinks'],
  'kind.giveToPolice': cases['consent.giveToPolice'],
  'kind.duty': s('others must act', 'دوسروں کو کرنا ہے'),
  'kind.window': s('she may act', 'وہ کر سکتی ہیں'),
  'kind.survivor': entry['role.survivor'],
  'kind.staff': s('staff', 'عملہ'),
  'kind.recovery': s('recovery key', 'بحالی کی کنجی'),
  'kind.helper': entry['role.helper'],
  'kind.colleague': s('a colleague', 'ساتھی'),
  'kind.organisation': s('another organisation', 'دوسرا ادارہ'),
  'kind.export': s('a copy', 'نقل'),
  'from.survivor': entry['role.survivor'],
  'from.helper': entry['role.helper'],
  'from.staff': s('staff', 'عملہ'),
  'from.mail': s('mail', 'ای میل'),
  'given.yes': cases['consent.yes'],
  'given.no': cases['consent.no'],
  'answer.yes': cases['consent.yes'],
  'answer.no': cases['consent.no'],
  'answer.decided': s('decided', 'فیصلہ ہوا'),
  'answer.removed': s('removed, they say', 'ان کے مطابق ہٹا دیا'),
  'answer.refused': s('refused', 'انکار'),
  'answer.needsMore': s('they ask for more', 'مزید مانگا گیا'),
  'channel.api': notices['channel.api'],
  'channel.email': notices['channel.email'],
  'channel.form': notices['channel.form'],
  'channel.post': notices['channel.post'],
  'channel.hand': notices['channel.hand'],
  'reason.receipt': s('a new receipt', 'نئی رسید'),
  'reason.helper': s('a helper’s access ended', 'مددگار کی رسائی ختم'),
  'reason.staff': s('by staff', 'عملے کی طرف سے'),
  'reason.survivor': s('her wish', 'ان کی خواہش'),
  'reason.retention': s('its time was over', 'مدت پوری ہوئی'),
  'reason.minor': s('a doubt about age', 'عمر پر شبہ'),
  ...happened,
  ...FREE,
  ...TOLD,
} as const satisfies Record<ListedCode, Line>;

/** Reasons that carry something: a status of HTTP, what a platform asked for. */
const CARRYING: readonly (readonly [RegExp, Line])[] = [
  [/^status-(\d{3})$/, s('the server answered {n}', 'سرور کا جواب {n}')],
  [/^asked:(.+)$/, s('they ask for {n}', 'مانگا گیا: {n}')],
];

/**
 * What a code means, in words.
 *
 * @param field such as `reason` or `situation`
 * @returns a code of somebody else's as it is
 */
export function wordOf(
  say: (line: Line, parts?: Readonly<Record<string, string>>) => string,
  field: string,
  code: string,
): string {
  for (const [pattern, line] of field === 'reason' ? CARRYING : []) {
    const n = pattern.exec(code)?.[1];
    if (n) return say(line, { n });
  }
  const table: Readonly<Record<string, Line>> = codes;
  const line = Object.hasOwn(table, `${field}.${code}`) ? table[`${field}.${code}`] : undefined;
  return line ? say(line) : code;
}
