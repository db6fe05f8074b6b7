import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { entry } from '../text/entry.ts';
import type { Language, Line } from '../text/line.ts';
import { useWords, WordsContext } from '../text/words.tsx';

/** Gives every screen its language; the choice lives as long as the page. */
export function Spoken({ children }: { children: ComponentChildren }) {
  const [language, setLanguage] = useState<Language>(navigator.language.startsWith('ur') ? 'ur' : 'en');
  useEffect(() => {
    document.documentElement.lang = language;
    document.documentElement.dir = language === 'ur' ? 'rtl' : 'ltr';
  }, [language]);
  const words = useMemo(
    () => ({ language, switchLanguage: () => setLanguage(language === 'ur' ? 'en' : 'ur') }),
    [language],
  );
  return <WordsContext.Provider value={words}>{children}</WordsContext.Provider>;
}

/** A main part of the console. */
export interface Part {
  readonly name: string;
  readonly label: Line;
  readonly open: () => void;
}

/** What stands around every screen: name, parts, language, the way out. */
export function Frame(props: {
  brand: Line;
  parts: readonly Part[];
  here: string;
  view: string;
  narrow?: boolean;
  demo: boolean;
  /** Urdu that nobody reviewed is not offered in production. */
  english?: boolean;
  signOut?: (() => void) | undefined;
  more?: ComponentChildren;
  children: ComponentChildren;
}) {
  const { say, language, switchLanguage } = useWords();
  useEffect(() => {
    if (props.english && language === 'ur') switchLanguage();
  }, [props.english, language]);
  return (
    <>
      <a class="skip" href="#main">
        {say(entry['skip'])}
      </a>
      <header class="bar">
        <span class="brand">{say(props.brand)}</span>
        {props.parts.length > 0 && (
          <nav aria-label={say(entry['nav'])}>
            {props.parts.map(({ name, label, open }) => (
              <button
                key={name}
                type="button"
                data-act={`nav-${name}`}
                aria-current={props.here === name ? 'page' : undefined}
                onClick={open}
              >
                {say(label)}
              </button>
            ))}
          </nav>
        )}
        {props.more}
        {!props.english && (
          <button
            type="button"
            data-act="language"
            lang={language === 'ur' ? 'en' : 'ur'}
            onClick={switchLanguage}
          >
            {say(entry['language'])}
          </button>
        )}
        {props.signOut && (
          <button type="button" data-act="sign-out" onClick={props.signOut}>
            {say(entry['sign-out'])}
          </button>
        )}
      </header>
      {props.demo && <p class="strip">{say(entry['draft'])}</p>}
      <main id="main" tabindex={-1} data-view={props.view} class={props.narrow ? 'narrow' : ''}>
        {props.children}
      </main>
    </>
  );
}
