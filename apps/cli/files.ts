import { readdir, stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';

/** Names that a folder is searched for; a file that is named itself is read whatever its name. */
const MEDIA =
  /\.(?:jpe?g|jfif|png|webp|gif|avif|heic|heif|tiff?|bmp|jxl|mp4|m4v|mov|webm|mkv|avi|3gp|m2ts)$/i;

/** The files that the arguments name, folders searched to their ends, in a fixed order. A missing path stays in. */
export async function listFiles(paths: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const path of paths) {
    const info = await stat(path).catch(() => undefined);
    if (!info?.isDirectory()) {
      found.push(path);
      continue;
    }
    const entries = await readdir(path, { recursive: true, withFileTypes: true });
    found.push(
      ...entries
        .filter((entry) => entry.isFile() && MEDIA.test(entry.name))
        .map((entry) => join(entry.parentPath, entry.name))
        .sort(),
    );
  }
  return found;
}

/**
 * Works on several items at once (as many as there are processors) and hands the results over in the order of the
 * items, as soon as each one's turn has come. `work` must not throw.
 */
export async function inOrder<T, R>(
  items: readonly T[],
  work: (item: T) => Promise<R>,
  give: (result: R) => void,
): Promise<void> {
  const waiting = new Map<number, R>();
  let next = 0;
  let given = 0;
  const one = async () => {
    while (next < items.length) {
      const at = next++;
      const item = items[at];
      if (item === undefined) continue;
      waiting.set(at, await work(item));
      for (let ready = waiting.get(given); ready !== undefined; ready = waiting.get(given)) {
        waiting.delete(given++);
        give(ready);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(items.length, availableParallelism()) }, one));
}

/** A line on the terminal that says how far the work is; nothing where standard error is not a terminal. */
export function progress(total: number): { step(): void; end(): void } {
  let done = 0;
  const shown = process.stderr.isTTY && total > 1;
  return {
    step() {
      done++;
      if (!shown) return;
      const bar = '='.repeat(Math.floor((30 * done) / total)).padEnd(30);
      process.stderr.write(`\r[${bar}] ${done} of ${total}`);
    },
    end() {
      if (shown) process.stderr.write(`\r${' '.repeat(60)}\r`);
    },
  };
}
