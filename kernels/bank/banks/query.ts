import { hashFromHex, QUALITY_FLOOR, type SignalSet } from '@amaan/signal';
import type { NamedHash, Query } from './types.ts';

/** The part of a `SignalSet` that rule `plain` asks about; hashes under the quality floor are left out. */
export function queryOf(set: Pick<SignalSet, 'pdq' | 'pdqStored' | 'frames' | 'md5' | 'sha256'>): Query {
  const hashes: NamedHash[] = [];
  if (set.pdq && set.pdq.quality >= QUALITY_FLOOR) hashes.push({ hash: hashFromHex(set.pdq.hash) });
  if (set.pdqStored && set.pdqStored.quality >= QUALITY_FLOOR)
    hashes.push({ hash: hashFromHex(set.pdqStored.hash), view: 'stored' });
  // An animated picture is a row of pictures: each may be one that is known, which a video's single frame is not.
  if (set.pdq)
    for (const { t, hash, quality } of set.frames ?? [])
      if (quality >= QUALITY_FLOOR) hashes.push({ hash: hashFromHex(hash), view: `at ${t} s` });
  return {
    hashes,
    ...(set.frames && { frames: set.frames }),
    ...(set.md5 && { md5: set.md5 }),
    ...(set.sha256 && { sha256: set.sha256 }),
  };
}
