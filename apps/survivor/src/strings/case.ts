import type { Text } from '@amaan/base';
import { back } from './back.ts';
import { STRINGS } from './index.ts';
import { parts } from './parts.ts';
import { notices } from './notices.ts';
import { referral } from './referral.ts';
import { comeBack } from './return.ts';
import { ways } from './ways.ts';

/** The one registry, whole: what an opened case says comes to her phone only with the screens of a case. */
export const CASE_STRINGS = {
  ...STRINGS,
  ...comeBack,
  ...parts,
  ...back,
  ...referral,
  ...notices,
  ...ways,
} as const satisfies Record<string, Text>;
export type CaseKey = keyof typeof CASE_STRINGS;

/** Whether there is such a string: for codes that come from elsewhere. */
export function isCaseKey(key: string): key is CaseKey {
  return Object.hasOwn(CASE_STRINGS, key);
}
