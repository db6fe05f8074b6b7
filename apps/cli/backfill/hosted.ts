import { readFile } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { AmaanError } from '@amaan/base';
import { listFiles } from '../files.ts';

/** One thing that the site hosts already: its own name for it, and where it is. */
export interface Hosted {
  readonly item: string;
  /** A file's path or, on a host that the platform may fetch from, an address. */
  readonly at: string;
}

const ITEM = /^[A-Za-z0-9_-]{1,80}$/;

function listed(line: string, number: number): Hosted {
  const [item = '', at = '', ...rest] = line.split('\t');
  if (!ITEM.test(item) || at === '' || rest.length > 0)
    throw new AmaanError(
      'backfill-list',
      `Line ${number} of the list must be an item of 1 to 80 letters, digits, "_" or "-", a tab, and a path or address.`,
    );
  return { item, at };
}

/**
 * What is to be compared.
 *
 * @param paths files and folders; a file's item is its name without the extension
 * @param list a file of lines `ITEM<TAB>PATH-OR-ADDRESS`
 * @throws AmaanError `backfill-list`, `backfill-item`
 */
export async function hosted(paths: readonly string[], list: string | undefined): Promise<Hosted[]> {
  const found: Hosted[] = [];
  if (list !== undefined)
    for (const [i, line] of (await readFile(list, 'utf8')).split(/\r?\n/).entries())
      if (line.trim() !== '') found.push(listed(line, i + 1));
  for (const at of await listFiles(paths)) {
    const item = basename(at, extname(at));
    if (!ITEM.test(item))
      throw new AmaanError(
        'backfill-item',
        'A file has a name that is no item: give the site’s own names in a list, with --list.',
      );
    found.push({ item, at });
  }
  if (new Set(found.map(({ item }) => item)).size < found.length)
    throw new AmaanError(
      'backfill-item',
      'Two things go by one name: give each an item of its own in a list, with --list.',
    );
  return found;
}
