import type { Page } from 'playwright-core';

/** Moves the focus by Tab until it stands on an element. @throws Error when it does not come there */
export async function tabTo(page: Page, selector: string, most = 40): Promise<void> {
  for (let pressed = 0; pressed < most; pressed++) {
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) === true, selector)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`The Tab key does not lead to ${selector}.`);
}

/** One node of the tree that the browser hands to screen readers. */
export interface Told {
  readonly role: string;
  readonly name: string;
  readonly focusable: boolean;
  readonly focused: boolean;
  /** How a change in it is told: `polite`, `assertive`, or not. */
  readonly live: unknown;
}

/** The browser's own accessibility tree of a page. */
export async function treeOf(page: Page): Promise<Told[]> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  await session.detach();
  return nodes
    .filter(({ ignored }) => !ignored)
    .map(({ role, name, properties = [] }) => {
      const property = (wanted: string): unknown =>
        properties.find((each) => each.name === wanted)?.value.value;
      return {
        role: String(role?.value ?? ''),
        name: String(name?.value ?? ''),
        focusable: property('focusable') === true,
        focused: property('focused') === true,
        live: property('live'),
      };
    });
}

/** What a screen reader says the reader is on: `heading Queue`. */
export async function standsOn(page: Page): Promise<string> {
  // The document itself counts as focused too, and stands first.
  const focused = (await treeOf(page)).filter((node) => node.focused && node.role !== 'RootWebArea');
  return focused.map(({ role, name }) => `${role} ${name}`).join(', ') || 'nothing';
}
