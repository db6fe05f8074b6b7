import { type Parse, ShapeError } from '@amaan/base';
import data from './words.json' with { type: 'json' };

/**
 * The vocabulary that rows may use: event types, notice elements, link tests, claimants. A row that uses a word that
 * does not stand here refuses to load, so a slip of the pen in a law file never becomes a silent "no".
 */
export const words: {
  readonly events: readonly string[];
  readonly tollPairs: Readonly<Record<string, string>>;
  /** Link tests that an event itself answers with yes. */
  readonly establishes: Readonly<Record<string, readonly string[]>>;
  readonly elements: Readonly<Record<string, string>>;
  readonly linkTests: Readonly<Record<string, string>>;
  readonly claimants: Readonly<Record<string, string>>;
  readonly also: Readonly<Record<string, string>>;
} = data;

/** What an administrator may set, with the shipped values. */
export const settings: {
  readonly contentAuthority: { readonly values: readonly string[]; readonly default: string };
  readonly blockReminderDays: readonly number[];
  readonly logLossReminderMonths: readonly number[];
} = data.settings;

/** One of the keys of `table`. */
export function keyOf(table: Readonly<Record<string, unknown>>): Parse<string> {
  return (value, path = '') => {
    if (typeof value !== 'string' || !Object.hasOwn(table, value)) throw new ShapeError(path, 'a known word');
    return value;
  };
}
