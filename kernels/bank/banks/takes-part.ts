import type { Content } from './content.ts';
import { suspends } from './rules.ts';
import type { MatchOptions } from './types.ts';

/** Which contents a look-up asks: those of banks that take part, and that neither are switched off nor rest. */
export function takesPart({ at, sample, banks, ignoreEnabled }: MatchOptions): (content: Content) => boolean {
  const wanted = banks && new Set(banks);
  return ({ bank, enabledFrom, opinions }) => {
    // What is harmless is so for every look-up.
    const harmless = bank.settings.kind === 'suppress';
    if (wanted && !harmless && !wanted.has(bank.settings.name)) return false;
    if (ignoreEnabled && !harmless) return true;
    // A bank of harmless pictures that is switched off silences nobody, whatever else is forced.
    return (
      bank.settings.enabledRatio > (harmless ? Math.max(0, sample) : sample) &&
      enabledFrom <= at &&
      !(opinions && suspends(opinions))
    );
  };
}
