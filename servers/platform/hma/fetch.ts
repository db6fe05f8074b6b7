import type { LookupFunction } from 'node:net';
import { GuardedFetchError, guardedFetch } from '@amaan/http';
import { isListed } from '../gate/fetch-media.ts';
import { refuse } from './errors.ts';
import { printable } from './read.ts';
import type { Uploaded } from './upload.ts';

const TIMEOUT_MS = 2_500; // clients wait 3 s
const REDIRECTS = 3;

/** What of an address may be fetched; without hosts nothing is. */
export interface UrlRules {
  /** Exact names: `host` for the scheme's own port, or `host:port`. */
  readonly hosts: readonly string[];
  readonly most: number;
  /** Turns a name into addresses; only those that were judged reach the connection. */
  readonly lookup?: LookupFunction;
}

/**
 * Fetches the file that a call names by its address: from listed hosts alone, every redirect judged like the address.
 *
 * @param contentType what the caller says that it is; else the answer's own type tells
 * @throws HttpError 400, 413
 */
export async function fetchUpload(
  address: string,
  contentType: string | undefined,
  { hosts, most, lookup }: UrlRules,
): Promise<Uploaded> {
  if (contentType !== undefined && contentType !== 'photo' && contentType !== 'video')
    throw refuse(400, `no such content_type: '${printable(contentType)}'`);
  try {
    const fetched = await guardedFetch(address, {
      judge: (url) => (isListed(url, hosts) ? 'public' : 'refused'),
      redirects: REDIRECTS,
      timeoutMs: TIMEOUT_MS,
      most: () => most,
      ...(lookup && { lookup }),
    });
    if (fetched.status !== 200)
      throw refuse(400, `Failed to fetch URL: it answers with status ${fetched.status}`);
    if (!fetched.whole) throw refuse(413, 'Content too large');
    return { contentType: contentType ?? kindOf(fetched.contentType), bytes: fetched.body, fields: {} };
  } catch (error) {
    if (!(error instanceof GuardedFetchError)) throw error;
    if (error.problem === 'refused-address') throw refuse(400, 'Invalid or unsafe URL provided');
    if (error.problem === 'too-large') throw refuse(413, 'Content too large');
    throw refuse(400, `Failed to fetch URL: ${error.problem}`);
  }
}

function kindOf(header: string): 'photo' | 'video' {
  const type = header.split(';')[0]?.trim().toLowerCase() ?? '';
  if (type.startsWith('image/')) return 'photo';
  if (type.startsWith('video/')) return 'video';
  throw refuse(
    400,
    `unsupported url ContentType: '${type.replace(/[^\w/+.-]/g, '?').slice(0, 60)}': name content_type`,
  );
}
