import { s, type Text } from '@amaan/base';
import { STRINGS } from './index.ts';

/** The door for coming back with a receipt: in a part of the page of its own, which whoever makes a case need not fetch. */
export const comeBack = {
  'return.title': s('Come back with your receipt', 'اپنی رسید کے ساتھ واپس آئیں'),
  'return.lead': s(
    'Capital or small letters and spaces do not matter.',
    'بڑے چھوٹے حروف اور خالی جگہ سے فرق نہیں پڑتا۔',
  ),
  'return.code': s('Receipt code', 'رسید کا کوڈ'),
  'return.show': s('Show what I type', 'لکھا ہوا دکھائیں'),
  'return.pin': s('PIN, if you chose one', 'پن، اگر رکھا تھا'),
  'return.open': s('Open', 'کھولیں'),
  'return.receipt.length': s(
    'A receipt has five groups of five letters and digits.',
    'رسید میں پانچ پانچ حروف کے پانچ حصے ہوتے ہیں۔',
  ),
  'return.receipt.symbol': s(
    'One of these letters is never used in a receipt.',
    'ان میں ایک حرف رسید میں کبھی نہیں ہوتا۔',
  ),
  'return.receipt.check': s('Something in the code is mistyped.', 'کوڈ میں کچھ غلط لکھا گیا ہے۔'),
  'return.receipt.part': s(
    'Two different parts are needed. Each begins with its number: 1, 2 or 3.',
    'دو الگ الگ حصے درکار ہیں۔ ہر ایک اپنے نمبر سے شروع ہوتا ہے: 1، 2 یا 3۔',
  ),
  'return.parts': s('I have two parts of a code', 'میرے پاس کوڈ کے دو حصے ہیں'),
  'return.parts.say': s(
    'Type both, with the number in front. Leave the box above empty.',
    'دونوں لکھیں، شروع کے نمبر کے ساتھ۔ اوپر والا خانہ خالی رہنے دیں۔',
  ),
  'return.parts.one': s('One part', 'ایک حصہ'),
  'return.parts.other': s('The other part', 'دوسرا حصہ'),
  'return.lost': s(
    'Without the receipt nobody can open a case, not even we. You can always start a new one.',
    'رسید کے بغیر کوئی معاملہ نہیں کھول سکتا، ہم بھی نہیں۔ نیا معاملہ ہمیشہ شروع کیا جا سکتا ہے۔',
  ),
} as const;

export const RETURN_STRINGS = { ...STRINGS, ...comeBack } as const satisfies Record<string, Text>;
export type ReturnKey = keyof typeof RETURN_STRINGS;
