import { DirectoryError, SealError } from '@amaan/custody';
import { ServerError } from '../case/client.ts';
import type { Key } from '../strings/index.ts';

/** The sentence for something that went wrong: what she can do, never a stack or a code. */
export function troubleOf(error: unknown, otherwise: Key): Key {
  if (error instanceof DirectoryError)
    return /future|expired/.test(error.code) ? 'error.clock' : 'error.directory';
  if (error instanceof SealError && error.code === 'no-staff') return 'error.no-staff';
  if (error instanceof ServerError && /busy|under-load/.test(error.code)) return 'error.busy';
  return otherwise;
}
