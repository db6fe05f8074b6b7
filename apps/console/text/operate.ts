import { s } from './line.ts';

/** The reviewers' console for those who run the platform: its keys, and how everything stands. */
export const operate = {
  keys: s('API keys', 'اے پی آئی کنجیاں'),
  'keys.say': s(
    'A key lets a site or a person use this platform. Its secret is shown once and kept only as a digest.',
    'کنجی سے کوئی سائٹ یا فرد یہ پلیٹ فارم استعمال کرتا ہے۔ اس کا راز ایک ہی بار دکھایا جاتا ہے؛ محفوظ صرف اس کا نشان رہتا ہے۔',
  ),
  'keys.name': s('Name', 'نام'),
  'keys.name.say': s(
    'Whose key it is, such as the site or the person.',
    'کنجی کس کی ہے، مثلاً سائٹ یا فرد کا نام۔',
  ),
  'keys.roles': s('Roles', 'اختیارات'),
  'role.match': s('match: ask about uploads', 'match: اپ لوڈ کے بارے میں پوچھنا'),
  'role.curate': s('curate: banks and exchanges', 'curate: ذخیرے اور تبادلے'),
  'role.review': s('review: decide', 'review: فیصلے کرنا'),
  'role.admin': s('admin: keys and monitoring', 'admin: کنجیاں اور نگرانی'),
  'keys.limit': s('Requests a second', 'فی سیکنڈ درخواستیں'),
  'keys.limit.none': s('Left empty: no limit.', 'خالی چھوڑیں تو کوئی حد نہیں۔'),
  'keys.limit.default': s('Left empty: {n}, as for every key.', 'خالی چھوڑیں تو {n}، جیسے ہر کنجی کے لیے۔'),
  'keys.limit.of': s('{n} requests a second', 'فی سیکنڈ {n} درخواستیں'),
  'keys.limit.no': s('no limit', 'کوئی حد نہیں'),
  'keys.make': s('Make a key', 'کنجی بنائیں'),
  'keys.made': s(
    'Copy this key now and hand it over safely. It is not shown again.',
    'یہ کنجی ابھی نقل کریں اور محفوظ طریقے سے پہنچائیں۔ یہ دوبارہ نہیں دکھائی جائے گی۔',
  ),
  'keys.copy': s('Copy', 'نقل کریں'),
  'keys.copied': s('Copied', 'نقل ہو گئی'),
  'keys.stored': s('I have it: hide', 'محفوظ کر لی: چھپائیں'),
  'keys.used': s('Last used {when}', 'آخری استعمال {when}'),
  'keys.unused': s('Not used yet', 'ابھی استعمال نہیں ہوئی'),
  'keys.since': s('Made {when}', 'بنی {when}'),
  'keys.mine': s('This one is yours', 'یہ آپ کی ہے'),
  'keys.revoke': s('Revoke', 'بند کریں'),
  'keys.revoke.ask': s(
    'Revoke the key of {name}? It is refused from this moment and cannot come back.',
    '{name} کی کنجی بند کریں؟ وہ اسی لمحے سے نہیں چلے گی اور واپس نہیں آ سکتی۔',
  ),
  'keys.revoke.yes': s('Yes, revoke', 'جی، بند کریں'),
  'keys.revoked': s('Revoked keys ({n})', 'بند کنجیاں ({n})'),
  'keys.revoked.on': s('Revoked {when}', 'بند ہوئی {when}'),
  'error.own-key': s(
    'This is the key that you use. Sign in with another one first.',
    'یہ وہی کنجی ہے جو آپ استعمال کر رہے ہیں۔ پہلے کسی اور کنجی سے داخل ہوں۔',
  ),
  'error.key-unknown': s('This key is revoked already.', 'یہ کنجی پہلے ہی بند ہے۔'),
} as const;
