import type { Elements } from '../elements.ts';
import type { BookRow } from '../regimes/load.ts';
import { contentAuthority, linkLines } from './elements.ts';
import type { Story } from './story.ts';

const FOR: Record<BookRow['addressee'], string> = {
  platform: 'To the team that handles reports',
  host: 'To the hosting provider, reports',
  search: 'To the search service, removal requests',
  authority: 'To the authority',
  officer: 'To the investigating officer, NCCIA',
  court: 'To the court',
};

const ASK: Record<string, string> = {
  platform:
    'Please remove what these addresses show, and confirm receipt of this notice with its date and time.',
  host: 'Please remove what these addresses show or stop serving it, and confirm receipt with date and time.',
  search: 'Please stop listing these addresses, and confirm receipt with date and time.',
  authority: 'Please act on this application and confirm its receipt with a number, date and time.',
  officer:
    'Please register this complaint, preserve the data named here, and keep the identity of the person shown concealed.',
  court: 'Please take up this matter.',
};

function addresseeLine(row: BookRow): string {
  return row.jurisdiction === 'PK' && row.addressee === 'authority'
    ? `To ${contentAuthority()}`
    : FOR[row.addressee];
}

/** The English text, element by element, in the order that the row lists them. Plain text that pastes into any form. */
export function bodyEn(
  row: BookRow,
  story: Story,
  elements: Elements,
  also: Readonly<Record<string, string>>,
): string {
  const parts = [addresseeLine(row), `${row.title} (${row.cite})`];
  // Some elements say the same thing for different laws; each sentence stands once.
  for (const body of new Set(Object.values(elements))) parts.push(body);
  if (row.also.length > 0)
    parts.push(`Please also act on: ${row.also.map((each) => also[each] ?? each).join('; ')}.`);
  parts.push(ASK[row.addressee] ?? '');
  parts.push(`${story.sender.name}\n${story.sender.contact}`);
  return parts.filter((part) => part !== '').join('\n\n');
}

/**
 * The Urdu text for Pakistani addressees. Not reviewed by a native speaker who knows the field: production refuses it
 * until the installation records a reviewer.
 */
export function bodyUr(row: BookRow, story: Story): string {
  const to =
    row.addressee === 'officer' ? 'بنام: تفتیشی افسر، این سی سی آئی اے' : 'بنام: مجاز اتھارٹی (SMPRA / PTA)';
  const parts = [
    row.addressee === 'platform' ? 'بنام: شکایات کا شعبہ' : to,
    `قانونی بنیاد: ${row.cite}`,
    story.facts.fake
      ? 'درج ذیل پتوں پر ایک جعلی یا تبدیل شدہ تصویر موجود ہے جو متاثرہ فرد سے منسوب کی گئی ہے۔'
      : 'درج ذیل پتوں پر متاثرہ فرد کی ذاتی تصاویر موجود ہیں۔',
    story.facts.notAgreed ? 'متاثرہ فرد نے انہیں شائع کرنے کی اجازت نہیں دی۔' : '',
    linkLines(story, 'ur'),
    `پہلی بار دیکھا گیا: ${story.seenOn}`,
    row.addressee === 'officer'
      ? 'درخواست ہے کہ شکایت درج کی جائے، متعلقہ ڈیٹا محفوظ کرایا جائے اور متاثرہ فرد کی شناخت پوشیدہ رکھی جائے۔'
      : 'درخواست ہے کہ یہ مواد ہٹایا جائے اور اس تک رسائی بند کی جائے، اور وصولی کی تصدیق تاریخ اور وقت کے ساتھ کی جائے۔',
    `${story.sender.name}\n${story.sender.contact}`,
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}
