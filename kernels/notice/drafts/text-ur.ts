import type { Elements } from '../elements.ts';
import type { BookRow } from '../regimes/load.ts';
import { contentAuthority } from './content-authority.ts';
import { dayWords } from './day-words.ts';
import { linkLines } from './elements.ts';
import type { Story } from './story.ts';

/** What Pakistani rows ask for beside addresses and consent, in Urdu, where the story or the caseworker gives it. */
function elementsUr(row: BookRow, { facts }: Story, elements: Elements): string[] {
  const typed = (label: string, id: string) => (elements[id] ? `${label}: ${elements[id]}` : undefined);
  const lines: Record<string, string | undefined> = {
    applicant_is_aggrieved: facts.notAgreed
      ? 'یہ درخواست اس فرد کی جانب سے ہے جسے اس اشاعت سے نقصان پہنچا ہے۔'
      : undefined,
    false_information_statement: facts.fake
      ? 'یہ تصویر جعلی ہے: اسے جوڑ کر، بدل کر یا مصنوعی طور پر بنایا گیا ہے، اور جس فرد سے یہ منسوب ہے وہ یہ بات کہہ چکے ہیں۔'
      : undefined,
    identity_information_used: facts.identityUsed ? 'ان کی تصویر اور نام بلا اجازت استعمال ہوئے۔' : undefined,
    order_reference: typed('جس حکم کے بارے میں یہ درخواست ہے', 'order_reference'),
    grounds: typed('وجوہات', 'grounds'),
    certified_copy: typed('مصدقہ نقل', 'certified_copy'),
    relief_asked:
      'استدعا ہے کہ مواد ہٹایا جائے، اس تک رسائی بند کی جائے، اس کی ترسیل روکی جائے اور ٹریفک ڈیٹا محفوظ کیا جائے۔',
  };
  return row.elements.flatMap((id) => lines[id] ?? []);
}

const TO: Readonly<Record<Exclude<BookRow['addressee'], 'authority'>, string>> = {
  platform: 'بنام: شکایات کا شعبہ',
  host: 'بنام: ہوسٹنگ کمپنی، شکایات کا شعبہ',
  search: 'بنام: سرچ سروس، شکایات کا شعبہ',
  officer: 'بخدمت: تفتیشی افسر، این سی سی آئی اے (NCCIA)',
  court: 'بعدالت: مجاز عدالت',
};

const REMOVE =
  'گزارش ہے کہ یہ مواد ہٹایا جائے اور اس تک رسائی بند کی جائے، اور وصولی کی تصدیق تاریخ اور وقت کے ساتھ کی جائے۔';
const ASK: Readonly<Record<BookRow['addressee'], string>> = {
  platform: REMOVE,
  host: REMOVE,
  search: REMOVE,
  authority:
    'گزارش ہے کہ اس درخواست پر کارروائی کی جائے اور اس کی وصولی ڈائری نمبر، تاریخ اور وقت کے ساتھ دی جائے۔',
  officer:
    'گزارش ہے کہ شکایت درج کی جائے، متعلقہ ڈیٹا محفوظ کرایا جائے اور ان کی شناخت صیغۂ راز میں رکھی جائے۔',
  court: 'استدعا ہے کہ اس معاملے کی سماعت کی جائے۔',
};

/** The legal basis as a Pakistani office writes it: "زیرِ دفعہ 21(3)، پیکا 2016". */
export function basisUr(cite: string): string {
  const [, plural, sections] = /^PECA 2016 s(s?)\.([\w(),.\- ]+)$/.exec(cite) ?? [];
  if (sections === undefined) return `قانونی بنیاد: ${cite}`;
  return `قانونی بنیاد: زیرِ ${plural ? 'دفعات' : 'دفعہ'} ${sections}، پیکا 2016`;
}

/**
 * The Urdu text for Pakistani addressees. Not reviewed by a native speaker who knows the field: production refuses it
 * until the installation records a reviewer.
 *
 * @param elements as they stand in the English text: what the caseworker typed stands here too, as typed
 */
export function bodyUr(row: BookRow, story: Story, elements: Elements): string {
  const { facts, sender, seenOn } = story;
  const parts = [
    row.addressee === 'authority'
      ? `بخدمت: ${contentAuthority(story.contentAuthority, 'ur')}`
      : TO[row.addressee],
    basisUr(row.cite),
    facts.fake
      ? 'درج ذیل پتوں پر ایک جعلی یا تبدیل شدہ تصویر موجود ہے جو اس فرد سے منسوب کی گئی ہے جن کی جانب سے ہم لکھ رہے ہیں۔'
      : 'جن کی جانب سے ہم لکھ رہے ہیں، ان کی ذاتی تصاویر درج ذیل پتوں پر موجود ہیں۔',
    facts.notAgreed ? 'انہوں نے اسے شائع کرنے کی اجازت نہیں دی۔' : '',
    linkLines(story, 'ur'),
    `پہلی بار دیکھا گیا: ${dayWords(seenOn, 'ur')}`,
    ...elementsUr(row, story, elements),
    ASK[row.addressee],
    `${sender.name}\n${sender.contact}`,
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}
