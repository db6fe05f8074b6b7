import { s } from './line.ts';

/** The page of the law: which rows a lawyer has read, and how platforms and authorities take notices. */
export const law = {
  'nav.law': s('Law', 'قانون'),
  title: s('The law, and who has read it', 'قانون، اور کس نے پڑھا'),
  say: s(
    'Until a lawyer of the place has read a row, staff see it as a draft and she sees no deadline of it. Not legal advice.',
    'جب تک متعلقہ ملک کا وکیل کسی قاعدے کو نہ پڑھے، عملہ اسے مسودہ سمجھے اور انہیں اس کی کوئی مہلت نظر نہیں آتی۔ یہ قانونی مشورہ نہیں۔',
  ),
  place: s('{place}: {read} of {rows} read', '{place}: {rows} میں سے {read} پڑھے گئے'),
  read: s('read by {lawyer} on {day}', '{lawyer} نے {day} کو پڑھا'),
  checked: s('checked {day}', '{day} کو جانچا'),
  'not-in-force': s('not in force today', 'آج نافذ نہیں'),
  playbooks: s('Platforms and authorities', 'پلیٹ فارم اور ادارے'),
  'playbooks.untried': s(
    'Nobody has tried {n} of these {all} yet: what stands there was read, not tried.',
    'ان {all} میں سے {n} کو ابھی کسی نے نہیں آزمایا: جو لکھا ہے وہ پڑھا ہوا ہے، آزمایا ہوا نہیں۔',
  ),
  'playbooks.say': s(
    'Who tries one enters the day. What nobody has tried for 90 days is marked.',
    'جو آزمائے وہ دن درج کرے۔ جو 90 دن سے نہیں آزمایا گیا اس پر نشان ہے۔',
  ),
} as const;
