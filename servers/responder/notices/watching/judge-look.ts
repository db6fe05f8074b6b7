import type { FetchProblem } from '@amaan/http';
import type { Look } from './fetch-page.ts';

/** What one look tells about a link. Only a page that says so by its status is missing. */
export interface Judgement {
  readonly state: 'present' | 'missing' | 'uncertain';
  readonly reason: string;
}

const LOGIN = /\/(?:login|signin|sign-in|log-in|accounts?\/login|checkpoint|auth)(?:[/?#]|$)/i;
const GONE_WORDS =
  /\b(?:page not found|not found|no longer available|isn.t available|is not available|has been removed|was removed|does(?:n.t| not) exist|content unavailable)\b/i;
const LOGIN_WORDS =
  /\b(?:log in to continue|sign in to continue|please log in|you must log in|login required)\b/i;

/**
 * Judges a look. 404 and 410 are missing; a log-in wall, a country block, an error, a page that says "not found" with
 * status 200, or a way off to another page are uncertain: a person looks.
 *
 * @param asked the address as it stands in the notice
 */
export function judgeLook(asked: string, look: Look | FetchProblem): Judgement {
  if (typeof look === 'string') return { state: 'uncertain', reason: look };
  const { status, url, redirected, text } = look;
  if (redirected && LOGIN.test(new URL(url).pathname)) return { state: 'uncertain', reason: 'login-wall' };
  if (status === 404 || status === 410) {
    // A redirect to another site's 404 says nothing about this page.
    const same = new URL(url).host === new URL(asked).host;
    return same ? { state: 'missing', reason: `status-${status}` } : { state: 'uncertain', reason: 'moved' };
  }
  if (status === 401 || status === 403 || status === 407) return { state: 'uncertain', reason: 'login-wall' };
  if (status === 451) return { state: 'uncertain', reason: 'country-block' };
  if (status < 200 || status >= 300) return { state: 'uncertain', reason: `status-${status}` };
  const words = text.replace(/<(script|style)[\s\S]*?<\/\1>/gi, ' ').replace(/<[^>]*>/g, ' ');
  if (LOGIN_WORDS.test(words)) return { state: 'uncertain', reason: 'login-wall' };
  if (words.length < 20_000 && GONE_WORDS.test(words)) return { state: 'uncertain', reason: 'soft-404' };
  if (redirected && new URL(url).pathname === '/' && new URL(asked).pathname !== '/')
    return { state: 'uncertain', reason: 'moved' };
  return { state: 'present', reason: `status-${status}` };
}
