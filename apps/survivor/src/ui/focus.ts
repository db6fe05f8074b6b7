/** Brings focus to the first of these once the screen has been drawn again: where she is needed, said aloud. */
export function focusOn(selector: string): void {
  requestAnimationFrame(() =>
    requestAnimationFrame(() => document.querySelector<HTMLElement>(selector)?.focus()),
  );
}
