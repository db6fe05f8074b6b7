import { useLayoutEffect } from 'preact/hooks';

const TYPING = 'input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]';
/** Single-letter keys can be switched off (WCAG 2.1.4): some people dictate. */
let letters = true;

/** Whether single-letter keys work. */
export function lettersOn(): boolean {
  return letters;
}

/** Switches single-letter keys on or off, for this visit. */
export function setLetters(on: boolean): void {
  letters = on;
}

/** Does something when a key is pressed outside a field. Names are those of `KeyboardEvent.key`. */
export function useKeys(table: Readonly<Record<string, () => void>>): void {
  // Before the screen is shown: a key that is pressed as soon as something is seen must already work.
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      const typing = event.target instanceof Element && event.target.matches(TYPING);
      if (event.key !== 'Escape' && (typing || (event.key.length === 1 && !letters))) return;
      if (document.querySelector('dialog[open]')) return;
      const act = Object.hasOwn(table, event.key) ? table[event.key] : undefined;
      if (!act) return;
      event.preventDefault();
      act();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  });
}
