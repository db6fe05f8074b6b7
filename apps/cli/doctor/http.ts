import { headersOf, type RouteClass } from '@amaan/http';
import { type Finding, finder } from './finding.ts';

/** An origin as browsers reach it, with an address of each class to look at. */
export interface Origin {
  readonly name: string;
  readonly url: string;
  readonly looks: readonly { readonly path: string; readonly kind: RouteClass }[];
}

/** Headers that name software or persons. */
const NEVER = ['server', 'x-powered-by', 'set-cookie', 'via', 'etag', 'last-modified'];
const SKEW_MS = 5000;

/** Asks an origin over HTTP and compares every header with what its class must have. */
export async function checkOrigin({ name, url, looks }: Origin, now: () => number): Promise<Finding[]> {
  const say = finder(name);
  const found: Finding[] = [];
  for (const { path, kind } of looks) {
    const answer = await fetch(new URL(path, url), {
      redirect: 'manual',
      headers: { 'x-forwarded-for': '203.0.113.77' },
      signal: AbortSignal.timeout(10_000),
    }).catch(() => undefined);
    if (!answer) return [...found, say('fail', `${url} does not answer.`)];
    await answer.arrayBuffer();
    if (answer.status !== 200) found.push(say('fail', `${url}${path} answers ${answer.status}.`));
    found.push(...headerFindings(say, `${url}${path}`, answer.headers, kind));
    const told = Date.parse(answer.headers.get('date') ?? '');
    if (Number.isFinite(told) && Math.abs(told - now()) > SKEW_MS + 1000)
      found.push(
        say('fail', `The clock of ${url} is ${Math.round(Math.abs(told - now()) / 1000)} seconds off.`),
      );
  }
  if (new URL(url).protocol === 'https:') {
    const answer = await fetch(url, { redirect: 'manual' }).catch(() => undefined);
    if (!/max-age=\d{7,}/.test(answer?.headers.get('strict-transport-security') ?? ''))
      found.push(say('fail', `${url} does not say Strict-Transport-Security for a year.`));
  }
  if (found.length === 0) found.push(say('ok', `${url} answers with exactly the headers it must have.`));
  return found;
}

function headerFindings(
  say: ReturnType<typeof finder>,
  where: string,
  headers: Headers,
  kind: RouteClass,
): Finding[] {
  const found: Finding[] = [];
  for (const [name, value] of Object.entries(headersOf(kind))) {
    const got = headers.get(name);
    // The build of a page adds hashes to its policy; everything else is exact.
    const same =
      name === 'content-security-policy' ? got?.replace(/ 'sha\d+-[^']+'/g, '') === value : got === value;
    if (!same)
      found.push(say('fail', `${where}: ${name} ${got === null ? 'is missing' : `should be ${value}`}.`));
  }
  for (const name of NEVER)
    if (headers.get(name) !== null) found.push(say('fail', `${where} sends ${name}: switch it off.`));
  return found;
}

/** In deployment her page and the staff's are different sites, so that nothing of a browser is shared. */
export function checkSites(survivor: string, console: string, production: boolean): Finding[] {
  const say = finder('origins');
  const [hers, staff] = [new URL(survivor), new URL(console)];
  if (!production) return [];
  const found: Finding[] = [];
  const site = (host: string) => host.split('.').slice(-2).join('.');
  if (site(hers.hostname) === site(staff.hostname))
    found.push(say('fail', 'Her page and the console are on one site: give the console another domain.'));
  for (const { protocol, hostname, origin } of [hers, staff])
    if (protocol !== 'https:' && !hostname.endsWith('.onion'))
      found.push(say('fail', `${origin} is not served over TLS.`));
  return found.length > 0 ? found : [say('ok', 'Her page and the console are on different sites, over TLS.')];
}
