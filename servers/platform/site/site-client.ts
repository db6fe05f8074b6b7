import { createHmac } from 'node:crypto';
import { AmaanError, list, object, oneOf, type Parse, ShapeError, text } from '@amaan/base';
import type { Context } from '../context.ts';

const MAX_MEDIA = 64 * 1024 * 1024;

/** The site did not take a message or answer a question. */
export class SiteError extends AmaanError {}

/** The signature header for a body at a moment (Unix seconds): binds both, so that an old message cannot be replayed. */
export function hookSignature(secret: Uint8Array, seconds: number, body: string): string {
  const mac = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex');
  return `t=${seconds},v1=${mac}`;
}

/**
 * Posts to the site under its hook.
 *
 * @param path '' for a message, `/resolve` or `/media` for a question
 * @throws SiteError `site-unreachable`, `site-refused`
 */
export async function postToSite(context: Context, path: string, message: object): Promise<Uint8Array> {
  const body = JSON.stringify(message);
  const signature = hookSignature(context.hookSecret, Math.floor(context.now().getTime() / 1000), body);
  let response: Response;
  try {
    response = await fetch(`${context.config.siteHook}${path}`, {
      method: 'POST',
      redirect: 'manual',
      signal: AbortSignal.timeout(context.config.siteWait),
      headers: { 'content-type': 'application/json', 'amaan-signature': signature },
      body,
    });
    if (response.ok) return await capped(response);
  } catch (error) {
    if (error instanceof SiteError) throw error;
    throw new SiteError('site-unreachable', 'The site does not answer. Its messages wait.');
  }
  throw new SiteError('site-refused', `The site answers with status ${response.status}.`);
}

async function capped(response: Response): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    size += part.length;
    if (size > MAX_MEDIA) throw new SiteError('site-refused', 'The site sends more than a picture.');
    parts.push(part);
  }
  return Buffer.concat(parts);
}

const itemOrNull: Parse<string | null> = (value, path = '') =>
  value === null ? null : text(80, { min: 1, pattern: /^[A-Za-z0-9_-]+$/ })(value, path);
const parseItems = object({ v: oneOf(1), items: list(itemOrNull, 500) });

/**
 * Asks the site which of its items stand behind these links.
 *
 * @returns one item or null for each link, in their order
 * @throws SiteError, ShapeError
 */
export async function resolveLinks(context: Context, links: readonly string[]): Promise<(string | null)[]> {
  const bytes = await postToSite(context, '/resolve', { v: 1, links });
  const { items } = parseItems(JSON.parse(Buffer.from(bytes).toString('utf8')));
  if (items.length !== links.length) throw new ShapeError('items', 'one for each link');
  return items;
}

/** Asks the site for the bytes of one of its items. @throws SiteError */
export function fetchMedia(context: Context, item: string): Promise<Uint8Array> {
  return postToSite(context, '/media', { v: 1, item });
}
