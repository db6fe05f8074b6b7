import { type Lang, say, type Values } from '@amaan/base';
import { CASE_STRINGS, type CaseKey } from '../strings/case.ts';
import { type Page, usePage } from '../ui/page.tsx';

/** The page with the words of an opened case. */
export function useCase(): Page & { lang: Lang; t: (key: CaseKey, values?: Values) => string } {
  const page = usePage();
  return { ...page, t: (key, values) => say(page.lang, CASE_STRINGS[key], values) };
}
