import { concat, fromHex, toUtf8 } from '@amaan/base';
import { sha256 } from '@noble/hashes/sha2.js';

/** Small puzzles in one proof: many small ones take a steadier time than one large one. */
export const PUZZLES = 16;

/** A proof: one nonce for each puzzle, joined by dots after the challenge. */
const NONCE_MAX = 2 ** 40;

function seed(challenge: string, binding: string, puzzle: number): Uint8Array {
  const bytes = new Uint8Array(40);
  bytes.set(sha256(concat(toUtf8(`amaan/pow/v1\n${challenge}\n`), fromHex(binding), Uint8Array.of(puzzle))));
  return bytes;
}

function fits(block: Uint8Array, view: DataView, nonce: number, bits: number): boolean {
  view.setUint32(32, Math.floor(nonce / 2 ** 32));
  view.setUint32(36, nonce >>> 0);
  const out = sha256(block);
  const first =
    ((out[0] ?? 0) * 2 ** 24 + (out[1] ?? 0) * 2 ** 16 + (out[2] ?? 0) * 2 ** 8 + (out[3] ?? 0)) >>> 0;
  return Math.clz32(first) >= bits;
}

/**
 * Works out a proof for one intake (hash-cash on SHA-256): for each puzzle a nonce whose hash starts with `bits` zero
 * bits. At 12 bits it takes about 65,000 hashes: well under five seconds on a slow phone.
 *
 * @param challenge what the server gave; many proofs may stand on one
 * @param binding hex of what the proof is for (the locator's hash), so it serves nothing else
 * @param bits zero bits of each puzzle, up to 24
 * @param pause awaited every `slice` hashes, so that the page stays alive; gets the part done, 0 to 1
 */
export async function solveProof(
  challenge: string,
  binding: string,
  bits: number,
  pause: (done: number) => Promise<void> = async () => {},
  slice = 4000,
): Promise<string> {
  const nonces: number[] = [];
  let tried = 0;
  for (let puzzle = 0; puzzle < PUZZLES; puzzle++) {
    const block = seed(challenge, binding, puzzle);
    const view = new DataView(block.buffer);
    let nonce = 0;
    while (!fits(block, view, nonce, bits)) {
      nonce += 1;
      tried += 1;
      if (tried % slice === 0) await pause(puzzle / PUZZLES);
    }
    nonces.push(nonce);
  }
  return `${challenge}~${nonces.map((nonce) => nonce.toString(36)).join('.')}`;
}

/** The challenge that a proof stands on, or nothing when the proof has another form. */
export function challengeOf(proof: string): string | undefined {
  return /^([\w.-]{1,200})~[0-9a-z.]{1,200}$/.exec(proof)?.[1];
}

/** Whether a proof holds for this binding. Costs 16 hashes. */
export function proofHolds(proof: string, binding: string, bits: number): boolean {
  const challenge = challengeOf(proof);
  if (challenge === undefined) return false;
  const nonces = proof.slice(challenge.length + 1).split('.');
  if (nonces.length !== PUZZLES) return false;
  return nonces.every((written, puzzle) => {
    const nonce = Number.parseInt(written, 36);
    if (!(nonce >= 0 && nonce < NONCE_MAX) || nonce.toString(36) !== written) return false;
    const block = seed(challenge, binding, puzzle);
    return fits(block, new DataView(block.buffer), nonce, bits);
  });
}
