import { type FetchProblem, GuardedFetchError, guardedFetch } from '@amaan/http';

/** What came back from one look: enough to tell whether the page is there. */
export interface Look {
  readonly status: number;
  /** The address after redirects. */
  readonly url: string;
  readonly redirected: boolean;
  /** The start of an HTML or text answer; empty for anything else. */
  readonly text: string;
  /** A picture, where one was asked for. */
  readonly picture?: Buffer;
}

/** How the checker goes out: the demo's exact `host:port` list, and the operator's own way to the net. */
export interface WayOut {
  readonly local: readonly string[];
  readonly proxy?: string;
}

const MAX_TEXT = 200_000;
const MAX_PICTURE = 12_000_000;
const TIMEOUT_MS = 10_000;

/**
 * Fetches one page as anyone would see it: no cookie, no referrer, nothing that names us, at most 200 kB of its text,
 * three redirects, ten seconds. Every hop must be a public address on the scheme's own port, or stand in `local`.
 *
 * @param pictures whether an answer that is a picture is read too, 12 MB at most
 */
export async function lookAt(
  address: string,
  { local, proxy }: WayOut,
  pictures = false,
): Promise<Look | FetchProblem> {
  try {
    const { status, url, redirected, contentType, body } = await guardedFetch(address, {
      judge: (at) => {
        if (
          local.includes(
            `${at.hostname.replace(/^\[|\]$/g, '')}:${at.port || (at.protocol === 'https:' ? 443 : 80)}`,
          )
        )
          return 'trusted';
        return at.port === '' ? 'public' : 'refused';
      },
      redirects: 3,
      timeoutMs: TIMEOUT_MS,
      most: (type) => (isText(type) ? MAX_TEXT : pictures && isPicture(type) ? MAX_PICTURE : 0),
      headers: { accept: 'text/html,application/xhtml+xml,*/*;q=0.8', 'accept-language': 'en' },
      ...(proxy !== undefined && { proxy: new URL(proxy) }),
    });
    const text = isText(contentType) ? body.toString('utf8') : '';
    const found = { status, url: url.href, redirected, text };
    return pictures && isPicture(contentType) ? { ...found, picture: body } : found;
  } catch (error) {
    if (error instanceof GuardedFetchError) return error.problem;
    throw error;
  }
}

const isText = (contentType: string): boolean => /^(?:text\/|application\/xhtml)/i.test(contentType);
const isPicture = (contentType: string): boolean => /^image\//i.test(contentType);
