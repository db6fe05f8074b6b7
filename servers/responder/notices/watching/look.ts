import { isOneOf, picturesOf } from './compare.ts';
import { lookAt, type WayOut } from './fetch-page.ts';
import { type Judgement, judgeLook } from './judge-look.ts';
import type { Manners } from './manners.ts';

/** What the checker is asked about one link. */
export interface Question {
  readonly url: string;
  /** The case's PDQ hashes, hex: what she agreed to share, or none. */
  readonly hashes: readonly string[];
  /** Whether the last look saw one of her pictures there. */
  readonly seenBefore: boolean;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/**
 * One look at one link: what its status and words say, and whether her picture is there. A picture that is seen there
 * makes the link present, whatever the page's words say; one that was seen before and is no longer on a page that still
 * answers is left to a person. Bytes and text end with the look.
 */
export async function look(question: Question, way: WayOut, manners: Manners): Promise<Judgement> {
  const { url, hashes, seenBefore, now } = question;
  const forbidden = await manners.forbids(url, now);
  if (forbidden) return { state: 'uncertain', reason: forbidden };
  const seen = await lookAt(url, way, hashes.length > 0);
  const judged = judgeLook(url, seen);
  if (typeof seen === 'string' || hashes.length === 0 || judged.state === 'missing') return judged;
  if (seen.picture) {
    if (await isOneOf(seen.picture, hashes)) return { state: 'present', reason: 'same-picture' };
    return judged.state === 'present' ? { state: 'uncertain', reason: 'other-picture' } : judged;
  }
  for (const address of picturesOf(seen.text, seen.url)) {
    if (await manners.forbids(address, now)) continue;
    const found = await lookAt(address, way, true);
    if (typeof found !== 'string' && found.status === 200 && found.picture)
      if (await isOneOf(found.picture, hashes)) return { state: 'present', reason: 'same-picture' };
  }
  return seenBefore && judged.state === 'present'
    ? { state: 'uncertain', reason: 'not-found-there' }
    : judged;
}
