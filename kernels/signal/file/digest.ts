import { toHex } from '@amaan/base';
import { md5 } from '@noble/hashes/legacy.js';
import { sha256 } from '@noble/hashes/sha2.js';

/** The exact hashes of a file: they find only the identical file. Lower-case hex. */
export interface ExactHashes {
  md5: string;
  sha256: string;
}

/** Counts a file's bytes and hashes them piece by piece, so a file of any size needs no more memory than a piece. */
export function exactHasher(): { update(piece: Uint8Array): void; end(): ExactHashes & { bytes: number } } {
  const first = md5.create();
  const second = sha256.create();
  let bytes = 0;
  return {
    update(piece) {
      first.update(piece);
      second.update(piece);
      bytes += piece.length;
    },
    end: () => ({ md5: toHex(first.digest()), sha256: toHex(second.digest()), bytes }),
  };
}
