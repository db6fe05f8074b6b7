import { back } from './back.ts';
import { first } from './first.ts';
import { minor } from './minor.ts';
import { referral } from './referral.ts';
import { send } from './send.ts';
import { tell } from './tell.ts';
import { type Lang, say, type Text, type Values } from '@amaan/base';

/** The one registry: every word that the page shows, in every language, with its review. */
export const STRINGS = {
  ...first,
  ...minor,
  ...tell,
  ...send,
  ...back,
  ...referral,
} as const satisfies Record<string, Text>;
export type Key = keyof typeof STRINGS;

/** The string of a key in a language. */
export function translate(lang: Lang, key: Key, values?: Values): string {
  return say(lang, STRINGS[key], values);
}

/** Whether there is such a string: for codes that come from elsewhere. */
export function isKey(key: string): key is Key {
  return Object.hasOwn(STRINGS, key);
}

/** Whether a reviewer has been recorded for each string. */
export const REVIEWED: boolean = Object.values<Text>(STRINGS).every(({ reviewer }) => reviewer !== null);
