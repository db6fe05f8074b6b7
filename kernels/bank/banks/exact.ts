import type { ContentSignals } from './types.ts';

/** Hashes of an empty file: everyone's, so nobody's. */
const EMPTY_FILE = new Set([
  'd41d8cd98f00b204e9800998ecf8427e',
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
]);
const NO_HASHES: readonly string[] = [];

/** The exact hashes of a content that may be looked for, in lower case. */
export function exactOf({ md5, sha256 }: ContentSignals): readonly string[] {
  if (!md5 && !sha256) return NO_HASHES;
  return [md5, sha256].flatMap((hex) => (hex ? [hex.toLowerCase()] : [])).filter(usableExact);
}

function usableExact(hex: string): boolean {
  return !EMPTY_FILE.has(hex) && !/^0+$/.test(hex);
}
