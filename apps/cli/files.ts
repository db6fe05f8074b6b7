import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';

/** Names that a folder is searched for; a file that is named itself is read whatever its name. */
const MEDIA =
  /\.(?:jpe?g|jfif|png|webp|gif|avif|heic|heif|tiff?|bmp|jxl|mp4|m4v|mov|webm|mkv|avi|3gp|m2ts)$/i;

/** What lies in a folder. */
type ReadFolder = (path: string) => Promise<Pick<Dirent, 'name' | 'isFile' | 'isDirectory'>[]>;

/**
 * The files that the arguments name, folders searched to their ends, in a fixed order. A missing path and a folder that
 * cannot be read stay in: whoever reads them says what is wrong, and the rest is not stopped.
 */
export async function listFiles(
  paths: readonly string[],
  readFolder: ReadFolder = (path) => readdir(path, { withFileTypes: true }),
): Promise<string[]> {
  const found: string[] = [];
  async function search(folder: string): Promise<void> {
    const entries = await readFolder(folder).catch(() => undefined);
    if (!entries) found.push(folder);
    for (const entry of entries?.toSorted((a, b) => (a.name < b.name ? -1 : 1)) ?? []) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) await search(path);
      else if (entry.isFile() && MEDIA.test(entry.name)) found.push(path);
    }
  }
  for (const path of paths)
    if ((await stat(path).catch(() => undefined))?.isDirectory()) await search(path);
    else found.push(path);
  return found;
}

/** How many results may wait behind a slow item. */
const MOST_WAITING = 256;

/**
 * Works on several items at once (as many as there are processors) and hands the results over in the order of the
 * items, as soon as each one's turn has come. While a slow item holds up `most` results no new item is begun. `work`
 * must not throw.
 */
export async function inOrder<T, R>(
  items: readonly T[],
  work: (item: T) => Promise<R>,
  give: (result: R) => void,
  most = MOST_WAITING,
): Promise<void> {
  const waiting = new Map<number, R>();
  let next = 0;
  let given = 0;
  let moved = Promise.withResolvers<void>();
  const one = async () => {
    while (next < items.length) {
      if (next - given > most) {
        await moved.promise;
        continue;
      }
      const at = next++;
      const item = items[at];
      if (item === undefined) continue;
      waiting.set(at, await work(item));
      for (let ready = waiting.get(given); ready !== undefined; ready = waiting.get(given)) {
        waiting.delete(given++);
        give(ready);
      }
      moved.resolve();
      moved = Promise.withResolvers<void>();
    }
  };
  await Promise.all(Array.from({ length: Math.min(items.length, availableParallelism()) }, one));
}

/** A line on the terminal that says how far the work is; nothing where standard error is not a terminal. */
export function progress(total: number): { step(): void; clear(): void; end(): void } {
  let done = 0;
  const shown = process.stderr.isTTY && total > 1;
  const clear = () => {
    if (shown) process.stderr.write(`\r${' '.repeat(60)}\r`);
  };
  return {
    step() {
      done++;
      if (!shown) return;
      const bar = '='.repeat(Math.floor((30 * done) / total)).padEnd(30);
      process.stderr.write(`\r[${bar}] ${done} of ${total}`);
    },
    /** Takes the line away before another is printed on the same terminal; the next step brings it back. */
    clear,
    end: clear,
  };
}
