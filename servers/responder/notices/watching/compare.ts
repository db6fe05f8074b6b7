import { uploadViews } from '@amaan/bank';
import { hamming, hashFromHex, hashPixels, QUALITY_FLOOR } from '@amaan/signal';
import { decodePicture } from '@amaan/signal/node';

/** Rule plain's and upload-view's threshold for pictures: docs/robust.md. */
const NEAR = 31;
/** So many pictures of a page are looked at; the one it shows to other sites stands first. */
const PICTURES = 4;

/**
 * The pictures that a page shows of itself: what it names for link previews, then its first pictures.
 *
 * @param html the start of the page; @param base its address
 */
export function picturesOf(html: string, base: string): string[] {
  const named = [
    /<meta[^>]+(?:property|name)=["'](?:og:image(?::secure_url)?|twitter:image)["'][^>]*content=["']([^"']+)["']/gi,
    /<meta[^>]+content=["']([^"']+)["'][^>]*(?:property|name)=["'](?:og:image|twitter:image)["']/gi,
    /<link[^>]+rel=["']image_src["'][^>]*href=["']([^"']+)["']/gi,
    /<img[^>]+src=["']([^"']+)["']/gi,
  ];
  const found = named.flatMap((pattern) => [...html.matchAll(pattern)].map((match) => match[1] ?? ''));
  const whole = found
    .map((each) => each.replaceAll('&amp;', '&'))
    .filter((each) => URL.canParse(each, base))
    .map((each) => new URL(each, base).href)
    .filter((each) => /^https?:/.test(each));
  return [...new Set(whole)].slice(0, PICTURES);
}

/**
 * Whether a picture is one of the case's, whole or as a part of it, in any orientation. What cannot be read is not.
 *
 * @param hashes the case's PDQ hashes, hex
 */
export async function isOneOf(bytes: Uint8Array, hashes: readonly string[]): Promise<boolean> {
  try {
    const { pixels } = await decodePicture(bytes);
    const whole = hashPixels(pixels);
    const asked = whole.quality >= QUALITY_FLOOR ? [whole, ...uploadViews(pixels)] : uploadViews(pixels);
    const mine = hashes.map(hashFromHex);
    return asked.some(({ hash }) => mine.some((each) => hamming(each, hash) <= NEAR));
  } catch {
    return false;
  }
}
