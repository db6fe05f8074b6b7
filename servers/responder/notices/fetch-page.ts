import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP } from 'node:net';
import { isPublic, publicLookup } from '@amaan/http';

/** What came back from one look: enough to tell whether the page is there, and nothing is kept. */
export interface Look {
  readonly status: number;
  /** The address after redirects. */
  readonly url: string;
  readonly redirected: boolean;
  /** The start of an HTML or text answer; empty for anything else. */
  readonly text: string;
}

/** Why a look was not made or gave nothing: a stable word. */
export type LookProblem = 'refused-address' | 'timeout' | 'network' | 'redirects';

const MAX_TEXT = 200_000;
const MAX_REDIRECTS = 3;
const TIMEOUT = 10_000;

/**
 * Fetches one page as anyone would see it: no cookie, no referrer, nothing that names us, at most 200 kB of its text,
 * three redirects, ten seconds. Every hop must be a public address, or stand in `local` (`host:port`, the demo's list).
 */
export async function lookAt(address: string, local: readonly string[]): Promise<Look | LookProblem> {
  let url = address;
  for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
    const answer = await once(url, local);
    if (typeof answer === 'string') return answer;
    if (answer.location === undefined) return { ...answer, url, redirected: url !== address };
    if (!URL.canParse(answer.location, url)) return 'network';
    url = new URL(answer.location, url).href;
  }
  return 'redirects';
}

type Answer = { status: number; text: string; location?: string };

function once(address: string, local: readonly string[]): Promise<Answer | LookProblem> {
  const url = new URL(address);
  const secure = url.protocol === 'https:';
  if (!secure && url.protocol !== 'http:') return Promise.resolve('refused-address');
  const port = url.port || (secure ? '443' : '80');
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const listed = local.includes(`${host}:${port}`);
  // An address written as a number is not looked up, so it is judged here.
  if (!listed && ((isIP(host) !== 0 && !isPublic(host)) || (port !== '80' && port !== '443')))
    return Promise.resolve('refused-address');
  return new Promise((done) => {
    const send = secure ? httpsRequest : httpRequest;
    const request = send(
      url,
      {
        method: 'GET',
        agent: false,
        headers: { accept: 'text/html,application/xhtml+xml,*/*;q=0.8', 'accept-language': 'en' },
        ...(listed ? {} : { lookup: publicLookup }),
        signal: AbortSignal.timeout(TIMEOUT),
      },
      (response) => {
        const status = response.statusCode ?? 0;
        const { location } = response.headers;
        if (status >= 300 && status < 400 && location !== undefined) {
          response.destroy();
          return done({ status, text: '', location });
        }
        if (!/^(?:text\/|application\/xhtml)/i.test(response.headers['content-type'] ?? '')) {
          // A picture is never taken in: that it answers is all we look for.
          response.destroy();
          return done({ status, text: '' });
        }
        let text = '';
        const finish = () => {
          response.destroy();
          done({ status, text });
        };
        response.setEncoding('utf8');
        response.on('data', (piece: string) => {
          text += piece;
          if (text.length >= MAX_TEXT) finish();
        });
        response.on('end', finish);
        response.on('error', () => done('network'));
      },
    );
    request.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EREFUSEDADDRESS') return done('refused-address');
      done(error.name === 'TimeoutError' || error.name === 'AbortError' ? 'timeout' : 'network');
    });
    request.end();
  });
}
