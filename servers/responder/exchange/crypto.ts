import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** SHA-256 of a key: what the database keeps of it. Keys are 144 random bits, so no slow derivation is needed. */
export function keyDigest(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}

/** Whether a key has this digest, in constant time. */
export function hasDigest(key: string, digest: Buffer): boolean {
  return timingSafeEqual(keyDigest(key), digest);
}

/**
 * The name of an entry for one partner: keyed, so that two partners cannot join their lists and nobody gets back to
 * the case.
 *
 * @param secret the exchange's own key material, never shared
 */
export function pseudonymOf(secret: Uint8Array, partner: string, entry: string): string {
  const mac = createHmac('sha256', secret).update(`amaan/pseudonym/v1\n${partner}\n${entry}`).digest('hex');
  return `px-${mac.slice(0, 32)}`;
}

/** The tag of a page token, so that only our own come back. */
export function tokenTag(secret: Uint8Array, partner: string): (body: string) => string {
  return (body) =>
    createHmac('sha256', secret)
      .update(`amaan/page-token/v1\n${partner}\n${body}`)
      .digest('hex')
      .slice(0, 32);
}
