import { s } from '@amaan/base';

/** Asked before the reader of HEIC is fetched: in a part of the page of its own, so not among the other strings. */
export const heic = {
  ask: s(
    'This picture is a HEIC, as iPhones make them, and this browser cannot read it. A reader for it can be loaded from this site: about {size}. The picture still stays on this phone.',
    'یہ تصویر HEIC ہے، جو آئی فون بناتا ہے، اور یہ براؤزر اسے نہیں پڑھ سکتا۔ اسے پڑھنے کا پروگرام اسی سائٹ سے آ سکتا ہے: تقریباً {size}۔ تصویر پھر بھی اسی فون پر رہے گی۔',
  ),
  yes: s('Load it ({size})', 'پروگرام منگوائیں ({size})'),
  no: s('Go on without this picture', 'اس تصویر کے بغیر آگے بڑھیں'),
} as const;

/** What is fetched, packed; the test of the built room keeps it true. */
export const HEIC_SIZE = '0.6 MB';
