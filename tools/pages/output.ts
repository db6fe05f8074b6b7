import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { BuiltRoom } from './room.ts';

/** Where index.html wants the room's templates; before the end of the body when it does not say. */
export const MARK = '<!-- amaan-room -->';

/** The page with the room's inert templates in it. */
export function putTemplates(html: string, room: BuiltRoom): string {
  const templates = room.frames.map(({ template }) => template).join('\n');
  // A function as replacement: the templates hold dollar signs that a string would give a meaning to.
  if (html.includes(MARK)) return html.replace(MARK, () => templates);
  return html.replace('</body>', () => `${templates}\n</body>`);
}

/** The SHA-384 of every file below a folder, in the form that `sha384sum -c` reads. */
export function digestOf(folder: string): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => [relative(folder, path).split(sep).join('/'), path] as const)
    .filter(([name]) => name !== 'SHA384SUMS')
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, path]) => `${createHash('sha384').update(readFileSync(path)).digest('hex')}  ${name}\n`)
    .join('');
}
