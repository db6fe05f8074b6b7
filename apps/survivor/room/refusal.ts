import { FileError } from '@amaan/signal';
import { REFUSALS, type Refusal } from './protocol.ts';

/** The code that the page hears for an error; what it is not told about is `failed`. */
export function refusalOf(error: unknown): Refusal {
  const code = error instanceof FileError ? error.code : 'failed';
  return REFUSALS.find((known) => known === code) ?? 'failed';
}
