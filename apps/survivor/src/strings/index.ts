import { first } from './first.ts';
import { minor } from './minor.ts';
import { send } from './send.ts';
import { tell } from './tell.ts';
import { type Lang, say, type Text, type Values } from '@amaan/base';

/** Every word of the screens before a case is open, in every language, with its review; `case.ts` adds those of a case. */
export const STRINGS = {
  ...first,
  ...minor,
  ...tell,
  ...send,
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
