import { type PkSection, suggestSections } from '../pakistan.ts';
import { linkLines } from './elements.ts';
import type { Story } from './story.ts';

/** What the officer's pack needs besides the story. Nothing here names her: CNIC and name are typed when it is printed. */
export interface PackInput {
  readonly story: Story;
  /** Facts that staff ticked, by the words of the section table. */
  readonly facts: ReadonlySet<string>;
  /** Sections that staff chose out of the suggestions, by id; the suggestions themselves when left out. */
  readonly chosen?: readonly string[];
  /** Originals that she still holds ("phone, with the message"), in her or the caseworker's words. */
  readonly originals: readonly string[];
  /** The custody log: what was captured when, and its digest. */
  readonly captures: readonly { readonly at: string; readonly what: string; readonly sha256: string }[];
  readonly hashes: readonly string[];
}

/** The two pages of the pack as plain text, each language whole. */
export interface Pack {
  readonly en: string;
  readonly ur: string;
  readonly sections: readonly PkSection[];
}

const yesNo = (value: boolean | null): string => (value === null ? 'counsel' : value ? 'yes' : 'no');

function sectionLines(sections: readonly PkSection[]): string {
  return sections
    .map((each) =>
      [
        `${each.section}: ${each.title}`,
        `  cognizable: ${yesNo(each.cognizable)}; up to: ${each.maxPenalty ?? 'counsel'}`,
        each.caution === null ? '' : `  for counsel: ${each.caution}`,
      ]
        .filter(Boolean)
        .join('\n'),
    )
    .join('\n');
}

function block(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : `${title}\n${lines.join('\n')}`;
}

/**
 * The pack for the officer of the cybercrime agency: summary, sections, addresses and accounts, hashes, custody log,
 * originals held, and what is asked: preservation (section 31), confidentiality (38(3)), concealed identity (30B).
 * Draft: no counsel has read it, and a lawyer reads the pack before it is filed.
 */
export function officersPack({ story, facts, chosen, originals, captures, hashes }: PackInput): Pack {
  const suggested = suggestSections(facts);
  const sections = chosen ? suggested.filter((each) => chosen.includes(each.id)) : suggested;
  const log = captures.map(({ at, what, sha256 }) => `${at}  ${what}  sha256 ${sha256}`);
  const en = [
    'DRAFT, NOT REVIEWED BY COUNSEL',
    'To the investigating officer, National Cyber Crime Investigation Agency',
    'Complaint in writing (PECA 2016, sections 29 and 30)',
    'Complainant: ______________________  CNIC: ______________________ (typed at printing, not stored)',
    story.facts.fake
      ? 'An altered or generated picture that appears to show the complainant was published without agreement.'
      : 'Private pictures of the complainant were published without agreement.',
    block('Facts, in order', [`${story.seenOn}: first seen at the addresses below. ${story.description}`]),
    block('Sections for consideration (as enacted)', sections.length > 0 ? [sectionLines(sections)] : []),
    block('Addresses and accounts', [linkLines(story)]),
    block('Hashes of the pictures', hashes),
    block('Log of captures', log),
    block('Originals held (kept on their device)', originals),
    block('Requests', [
      `1. Preservation of the data of these accounts and posts from ${story.seenOn} (section 31).`,
      '2. Confidentiality of the notice to the provider (section 38(3)), because a warned poster may delete or spread more.',
      "3. Concealment of the complainant's identity (section 30B).",
      '4. A registration number for this complaint.',
    ]),
    `Through: ${story.sender.name}, ${story.sender.contact}`,
  ];
  const ur = [
    'مسودہ، کسی وکیل نے نہیں دیکھا',
    'بنام: تفتیشی افسر، نیشنل سائبر کرائم انویسٹی گیشن ایجنسی',
    'تحریری شکایت (پیکا 2016، دفعات 29 اور 30)',
    'شکایت کنندہ: ______________________  شناختی کارڈ: ______________________ (چھپائی کے وقت لکھا جائے گا)',
    story.facts.fake
      ? 'شکایت کنندہ سے منسوب ایک جعلی یا تبدیل شدہ تصویر اجازت کے بغیر شائع کی گئی۔'
      : 'شکایت کنندہ کی ذاتی تصاویر اجازت کے بغیر شائع کی گئیں۔',
    block(
      'زیر غور دفعات',
      sections.map((each) => `PECA ${each.section}`),
    ),
    block('پتے اور اکاؤنٹ', [linkLines(story)]),
    block('درخواستیں', [
      `1. ${story.seenOn} سے ان اکاؤنٹس اور پوسٹوں کا ڈیٹا محفوظ کیا جائے (دفعہ 31)۔`,
      '2. فراہم کنندہ کو نوٹس خفیہ رکھنے کا حکم دیا جائے (دفعہ 38(3))۔',
      '3. شکایت کنندہ کی شناخت پوشیدہ رکھی جائے (دفعہ 30B)۔',
      '4. اس شکایت کا اندراج نمبر دیا جائے۔',
    ]),
    `بذریعہ: ${story.sender.name}، ${story.sender.contact}`,
  ];
  const join = (parts: readonly string[]): string => parts.filter(Boolean).join('\n\n');
  return { en: join(en), ur: join(ur), sections };
}
