/**
 * Puts the focus on the heading of what was just opened: a screen reader says where its reader is, and the next Tab goes
 * on from there. Without it the focus is nowhere once the button that was pressed is gone. To be called before the
 * screen is shown (`useLayoutEffect`): later it would be taken from where a quick reader has moved it already.
 */
export function focusHeading(within: Element | null | undefined): void {
  const heading = within?.querySelector('h1');
  if (!heading) return;
  heading.tabIndex = -1;
  heading.focus();
}
