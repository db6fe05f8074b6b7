import { s } from './line.ts';

/** The helpline's exchange: what of it waits for a person. */
export const exchange = {
  'nav.exchange': s('Exchange', 'تبادلہ'),
  'exchange.title': s('What of the exchange waits for a person', 'تبادلے میں کیا کسی فرد کا منتظر ہے'),
  'exchange.quiet': s('Nothing waits.', 'کچھ منتظر نہیں۔'),
  'exchange.suspended': s('Signals that rest until somebody decides', 'نشان جو کسی کے فیصلے تک رکے ہیں'),
  'exchange.suspended.say': s(
    'Platforms doubt them, or somebody doubts an age. They match nowhere meanwhile.',
    'پلیٹ فارموں کو ان پر شک ہے، یا کسی کو عمر پر۔ اس دوران یہ کہیں نہیں ملتے۔',
  ),
  'exchange.of-case': s('from the case {alias}', 'معاملہ {alias} سے'),
  'exchange.of-other': s('from a case that you do not hold', 'ایسے معاملے سے جو آپ کے پاس نہیں'),
  'exchange.of-partner': s('from a partner', 'ایک شریک سے'),
  'exchange.opinions': s('{yes} confirm, {no} do not', '{yes} تصدیق کرتے ہیں، {no} نہیں'),
  'exchange.restore': s('Let it match again', 'دوبارہ ملنے دیں'),
  'exchange.withdraw': s('Withdraw it', 'واپس لیں'),
  'exchange.ask.restore': s(
    'Platforms get it again, and what they answered so far counts no more. Only if you are sure that nobody in it may be under 18.',
    'پلیٹ فارموں کو یہ دوبارہ ملے گا، اور ان کے اب تک کے جواب نہیں گنے جائیں گے۔ صرف اس صورت میں جب آپ کو یقین ہو کہ اس میں کوئی 18 سے کم عمر نہیں۔',
  ),
  'exchange.ask.withdraw': s(
    'Every platform is told to delete it. This cannot be undone here.',
    'ہر پلیٹ فارم کو اسے مٹانے کا کہا جائے گا۔ یہ یہاں واپس نہیں ہو سکتا۔',
  ),
  'exchange.age-doubt': s('a doubt about age', 'عمر پر شبہ'),
  'exchange.ask.withdraw-age': s(
    'Every platform is told to delete it and must prove that it did, because of the doubt about age. This cannot be undone here.',
    'عمر پر شبہے کی وجہ سے ہر پلیٹ فارم کو اسے مٹانے کا کہا جائے گا اور مٹانے کا ثبوت دینا ہو گا۔ یہ یہاں واپس نہیں ہو سکتا۔',
  ),
  'exchange.yes': s('Yes', 'جی'),
  'exchange.purges': s('Proofs of deletion that have not come', 'مٹانے کے ثبوت جو نہیں آئے'),
  'exchange.overdue': s('overdue', 'وقت گزر گیا'),
  'exchange.out-of-sync': s('Partners that have not read what changed', 'شریک جنہوں نے تبدیلیاں نہیں پڑھیں'),
  'exchange.low': s(
    'Partners whose submissions wait for a person',
    'شریک جن کے بھیجے ہوئے نشان کسی فرد کے منتظر رہتے ہیں',
  ),
  'exchange.low.say': s(
    'Too many of what they sent was found wrong, so new ones rest until somebody decides above.',
    'ان کے بھیجے ہوئے بہت سے نشان غلط نکلے، اس لیے نئے اوپر کسی کے فیصلے تک رکے رہتے ہیں۔',
  ),
  'exchange.low.of': s('{refused} of {submitted}', '{submitted} میں سے {refused}'),
  'exchange.read': s('last read {when}', 'آخری بار {when}'),
  'exchange.never': s('never read', 'کبھی نہیں پڑھا'),
  'exchange.minors': s(
    'Withdrawn because of a minor and not yet told to every subscriber: {n}',
    'کم عمری کی وجہ سے واپس لیے گئے، جو ابھی ہر رکن تک نہیں پہنچے: {n}',
  ),
  'exchange.leaks': s('A partner’s list was seen elsewhere', 'کسی شریک کی فہرست کہیں اور نظر آئی'),
  'exchange.leaks.say': s(
    'Talk to the partner, and cut it off if you must: amaan keys revoke-partner.',
    'شریک سے بات کریں، اور ضرورت ہو تو رابطہ کاٹ دیں: amaan keys revoke-partner۔',
  ),
  'exchange.leak': s(
    'The list of {partner}, seen at {seen}, {when}',
    '{partner} کی فہرست، {seen} پر نظر آئی، {when}',
  ),
  'error.not-suspended': s('This one is not suspended any more.', 'یہ اب رکا ہوا نہیں۔'),
} as const;
