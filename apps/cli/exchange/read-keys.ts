import { readFileSync } from 'node:fs';
import { text as textOf } from 'node:stream/consumers';
import { AmaanError } from '@amaan/base';
import { type KeyFile, parseKeyFile } from '@amaan/platform';

/** What a file of keys says; a single line has the keys alone. */
export type ReadKeys = Pick<KeyFile, 'keys'> & Partial<KeyFile>;

/**
 * Reads an exchange's keys: an Amaan key file (JSON), or one line `fetch,subscription[,submit[,feedback]]`.
 *
 * @param path a file, or `-` for standard input
 * @throws AmaanError `exchange-keys`
 */
export async function readKeys(path: string): Promise<ReadKeys> {
  const whole = (path === '-' ? await textOf(process.stdin) : readFileSync(path, 'utf8')).trim();
  try {
    if (whole.startsWith('{')) return parseKeyFile(JSON.parse(whole));
    const [fetch = '', subscription = '', submit, feedback, ...rest] = whole
      .split(',')
      .map((key) => key.trim());
    if (fetch === '' || subscription === '' || rest.length > 0 || /\s/.test(whole.replaceAll(', ', ',')))
      throw new Error('line');
    return {
      keys: { fetch, subscription, ...(submit ? { submit } : {}), ...(feedback ? { feedback } : {}) },
    };
  } catch {
    throw new AmaanError(
      'exchange-keys',
      'The keys cannot be read: a key file of an Amaan server, or one line FETCH,SUBSCRIPTION[,SUBMIT[,FEEDBACK]].',
    );
  }
}
