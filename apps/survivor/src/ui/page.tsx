import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Action, State } from '../state/model.ts';
import { type Key, translate } from '../strings/index.ts';
import type { Lang, Values } from '@amaan/base';

/** What every screen works with. */
export interface Page {
  readonly state: State;
  readonly profile: 'demo' | 'production';
  /** Her day, YYYY-MM-DD, as her device tells it. */
  readonly today: string;
  readonly dispatch: (action: Action) => void;
}

export const PageContext = createContext<Page | undefined>(undefined);

/** The page, with its words in her language. */
export function usePage(): Page & { lang: Lang; t: (key: Key, values?: Values) => string } {
  const page = useContext(PageContext);
  if (!page) throw new TypeError('A screen stands outside of the page.');
  const { lang } = page.state;
  return { ...page, lang, t: (key, values) => translate(lang, key, values) };
}
