import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/**
 * Axe on a page, to be narrowed further. It puts its results together in the page itself and not, as by default, in a
 * fresh one that it opens each time: that one is for frames of other origins, and costs more than the look.
 */
export function axeOn(page: Page): AxeBuilder {
  return new AxeBuilder({ page }).setLegacyMode();
}
