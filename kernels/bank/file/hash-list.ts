import { fromHex } from '@amaan/base';
import { isZeroHash } from '@amaan/signal';
import { BankError } from '../errors.ts';

/** One hash of a list, with the name that matches carry. */
export interface ListedHash {
  readonly content: string;
  readonly hash: string;
  /** 0 to 100; 100 where the list says nothing. */
  readonly quality: number;
}

const HASH = /(?<![0-9a-fA-F])[0-9a-fA-F]{64}(?![0-9a-fA-F])/;
const QUALITY = /^[\s,;]+(\d{1,3})(?=$|[\s,;])/;

/** A file's name without folders and extension. */
export function contentIdOf(file: string): string {
  const name = file.replaceAll('\\', '/').split('/').at(-1) ?? file;
  return name.replace(/(?<=.)\.[^.]+$/, '');
}

/**
 * Reads a plain list of PDQ hashes: one a line, alone or with its quality and a name beside it, as `amaan hash` prints
 * them and as comma-separated lists have them. Empty lines and lines that start with `#` are passed over. Without a
 * name the hash is the name.
 *
 * @throws BankError `bank-list-line` naming the line that has no hash, or one of only zeros
 */
export function readHashList(list: string): ListedHash[] {
  const found: ListedHash[] = [];
  for (const [i, line] of list
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .entries()) {
    const text = line.trim();
    if (text === '' || text.startsWith('#')) continue;
    const match = HASH.exec(text);
    // The first line may name columns.
    if (!match && found.length === 0 && /hash/i.test(text)) continue;
    const hash = match?.[0].toLowerCase();
    if (!match || !hash || isZeroHash(fromHex(hash)))
      throw new BankError(
        'bank-list-line',
        `Line ${i + 1} of the list holds no usable PDQ hash of 64 hex digits.`,
      );
    const after = text.slice(match.index + 64);
    const quality = QUALITY.exec(after);
    const rest = after.slice(quality?.[0].length ?? 0).replace(/ \(as stored, orientation \d\)$/, '');
    const name = contentIdOf((rest || text.slice(0, match.index)).replace(/^[\s,;]+|[\s,;]+$/g, ''));
    found.push({ content: name || hash, hash, quality: Math.min(100, Number(quality?.[1] ?? 100)) });
  }
  return found;
}
