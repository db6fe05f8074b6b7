import { ListReader, type ReadList } from './listed.ts';

/** Reads a plain list: one PDQ (64 hex digits) or MD5 (32) a line; empty lines and lines that begin with `#` count not. */
export function readHashLines(text: string): ReadList {
  const reader = new ListReader();
  for (const [i, raw] of text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .entries()) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) continue;
    const hash = reader.hash(i + 1, line);
    if (hash && hash !== 'flat')
      reader.entries.push({ key: 'pdq' in hash ? hash.pdq : hash.md5, line: i + 1, ...hash });
  }
  return reader;
}
