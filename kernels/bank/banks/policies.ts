import { BankError } from '../errors.ts';
import { MAX_RADIUS } from '../index/hash-index.ts';
import { type Bank, usesViews } from './content.ts';
import type { Holdings } from './holdings.ts';
import type { BankSettings } from './types.ts';

/** The banks by name, each with its policy. */
export class Policies {
  readonly #banks = new Map<string, Bank>();
  readonly #holdings: Holdings;

  constructor(holdings: Holdings) {
    this.#holdings = holdings;
  }

  find(name: string): Bank | undefined {
    return this.#banks.get(name);
  }

  /** The policies of all banks, in the order in which they were made. */
  list(): BankSettings[] {
    return [...this.#banks.values()].map((bank) => bank.settings);
  }

  put(settings: BankSettings): void {
    const { name, threshold, enabledRatio } = settings;
    if (!name) throw new BankError('bank-name', 'Give the bank a name.');
    if (!Number.isInteger(threshold) || threshold < 0 || threshold > MAX_RADIUS)
      throw new BankError(
        'bank-threshold',
        `Give a threshold that is a whole number from 0 to ${MAX_RADIUS}.`,
      );
    if (!(enabledRatio >= 0 && enabledRatio <= 1))
      throw new BankError('bank-ratio', 'Give an enabled ratio from 0 to 1.');
    if (settings.silences && settings.kind !== 'suppress')
      throw new BankError('bank-silences', 'Only a bank of harmless pictures silences others.');
    const bank = this.#banks.get(name);
    if (bank) this.#settle(bank, settings);
    else this.#banks.set(name, { settings: { ...settings }, contents: new Map() });
  }

  rename(name: string, settings: BankSettings): void {
    const bank = this.#banks.get(name);
    if (!bank) throw new BankError('bank-unknown', 'Make the bank first.');
    this.#banks.delete(name);
    this.#settle(bank, settings);
    this.#banks.set(settings.name, bank);
    this.#silencesInstead(name, [settings.name]);
  }

  drop(name: string): boolean {
    const bank = this.#banks.get(name);
    if (!bank) return false;
    for (const content of bank.contents.values()) this.#holdings.forget(content);
    this.#silencesInstead(name, []);
    return this.#banks.delete(name);
  }

  #settle(bank: Bank, settings: BankSettings): void {
    const before = usesViews(bank.settings);
    bank.settings = { ...settings };
    const after = usesViews(settings);
    if (before === after) return;
    const { followed } = this.#holdings;
    for (const content of bank.contents.values())
      if (after) followed.enter(content);
      else followed.leave(content);
  }

  /** Banks of harmless pictures follow those that they silence. */
  #silencesInstead(name: string, names: readonly string[]): void {
    for (const bank of this.#banks.values()) {
      const { silences } = bank.settings;
      if (silences?.includes(name))
        bank.settings = {
          ...bank.settings,
          silences: silences.flatMap((each) => (each === name ? names : [each])),
        };
    }
  }
}
