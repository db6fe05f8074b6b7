import type { Elements } from '../elements.ts';
import { missingElements } from '../elements.ts';
import { checkNumbers } from '../pakistan.ts';
import type { BookRow } from '../regimes/load.ts';
import { words } from '../regimes/words.ts';
import { elementsOf } from './elements.ts';
import type { Story } from './story.ts';
import { bodyEn } from './text.ts';
import { bodyUr } from './text-ur.ts';

export type { Story } from './story.ts';

/** A notice made from the story: its elements, its texts, and what still has to be said before it is valid. */
export interface Draft {
  readonly elements: Elements;
  readonly text: { readonly en: string; readonly ur?: string };
  readonly missing: readonly string[];
}

/**
 * Drafts the text for one row out of the one story. English everywhere; for Pakistan, Urdu too.
 *
 * @param edits element texts that the caseworker changed or added, by element id
 * @throws WrongNumberError when a text pairs a Pakistani section number with the wrong subject
 */
export function draftNotice(row: BookRow, story: Story, edits: Elements = {}): Draft {
  const wanted = [...row.elements, ...(row.practiceElements ?? [])];
  const own = elementsOf(story, row.cite);
  const elements: Record<string, string> = {};
  for (const id of wanted) {
    const body = (edits[id] ?? own[id] ?? '').trim();
    if (body !== '') elements[id] = body;
  }
  const missing = missingElements(row, elements);
  const en = bodyEn(row, story, elements, words.also);
  const ur = row.jurisdiction === 'PK' ? bodyUr(row, story, elements) : undefined;
  if (row.jurisdiction === 'PK')
    for (const each of [en, ur ?? '', ...Object.values(elements)]) checkNumbers(each);
  return { elements, text: ur === undefined ? { en } : { en, ur }, missing };
}
