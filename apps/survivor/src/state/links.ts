import type { Link } from '@amaan/custody';
import { groupKey } from './ages.ts';

/** What was found in a pasted list. */
export interface ReadLinks {
  readonly links: Link[];
  /** Entries that were already there, in this paste or before. */
  readonly repeated: number;
  /** Lines that are neither a link nor an account. */
  readonly unread: number;
}

/** Platforms whose addresses name an account; the host is enough for all others. */
const PLATFORMS: readonly (readonly [name: string, hosts: RegExp])[] = [
  ['Facebook', /(^|\.)(facebook\.com|fb\.com|fb\.watch|messenger\.com)$/],
  ['Instagram', /(^|\.)(instagram\.com|instagr\.am)$/],
  ['TikTok', /(^|\.)tiktok\.com$/],
  ['YouTube', /(^|\.)(youtube\.com|youtu\.be)$/],
  ['X', /(^|\.)(twitter\.com|x\.com|t\.co)$/],
  ['Snapchat', /(^|\.)snapchat\.com$/],
  ['Telegram', /(^|\.)(t\.me|telegram\.me|telegram\.org)$/],
  ['WhatsApp', /(^|\.)(whatsapp\.com|wa\.me)$/],
  ['Reddit', /(^|\.)(reddit\.com|redd\.it)$/],
];
/** Parameters that only say who shared a link; two links that differ in them are one place. */
const TRACKING =
  /^(utm_\w+|fbclid|igsh|igshid|gclid|si|ref|ref_src|ref_url|mibextid|_t|_r|share_id|is_from_webapp)$/;
/** First parts of a path that are not an account's name. */
const NOT_ACCOUNTS =
  /^(p|reel|reels|stories|watch|video|videos|photo|photo\.php|story\.php|posts|share|groups|pages|permalink\.php|profile\.php|status|i|shorts|embed|v|t|c|s|r|add|joinchat|home|search|explore|hashtag|channel|playlist|live|tv)$/i;
const MAX_URL = 2048;

/** Cuts what identifies the sharer and writes the address in one way, so that equal places are equal. */
export function cleanUrl(typed: string): URL | undefined {
  const whole = /^[a-z][a-z0-9+.-]*:\/\//i.test(typed);
  // Without a scheme only what looks like a host with a name at its end is an address: "12" is not 0.0.0.12.
  if (!whole && !/^[\p{L}\p{N}.-]+\.\p{L}{2,}(:\d+)?([/?#]|$)/u.test(typed)) return undefined;
  const withScheme = whole ? typed : `https://${typed}`;
  let url: URL;
  try {
    url = new URL(withScheme);
  } catch {
    return undefined;
  }
  if (!/^https?:$/.test(url.protocol) || url.username !== '' || url.href.length > MAX_URL) return undefined;
  if (!url.hostname.includes('.') && url.hostname !== 'localhost') return undefined;
  const names = [...url.searchParams.keys()];
  for (const name of names) if (TRACKING.test(name)) url.searchParams.delete(name);
  return url;
}

/** Two addresses of the same place have the same key: scheme, `www.` and a last slash do not count. */
function keyOf(link: Link): string {
  const url = cleanUrl(link.url);
  if (!url) return `${link.platform ?? ''} ${link.url}`.toLowerCase();
  const host = url.host.replace(/^(www|m|mobile|web|l)\./, '');
  return `${host}${url.pathname.replace(/\/+$/, '')}${url.search}`;
}

/** The platform of an address: a known name, or its host. */
export function platformOf(url: URL): string {
  const known = PLATFORMS.find(([, hosts]) => hosts.test(url.hostname));
  return known?.[0] ?? url.host.replace(/^www\./, '');
}

function accountOf(url: URL): string | undefined {
  if (platformOf(url) === url.host.replace(/^www\./, '')) return undefined;
  const [first, second] = url.pathname.split('/').filter(Boolean).map(decode);
  if (!first) return undefined;
  if (/^(r|c|channel|stories)$/.test(first) && second) return second.replace(/^@/, '');
  return NOT_ACCOUNTS.test(first) ? undefined : first.replace(/^@/, '').slice(0, 200);
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function readEntry(entry: string): Link | undefined {
  // An account by itself: "@name", or "@name on Instagram", or "Instagram: name".
  const named = /^@([\w.]{2,100})$/u.exec(entry);
  if (named?.[1]) return { url: entry, kind: 'account', account: named[1] };
  const url = cleanUrl(entry);
  if (!url) return undefined;
  const account = accountOf(url);
  const alone = account !== undefined && url.pathname.split('/').filter(Boolean).length === 1 && !url.search;
  return {
    url: url.href,
    kind: alone ? 'account' : 'post',
    platform: platformOf(url).slice(0, 80),
    ...(account ? { account } : {}),
  };
}

/**
 * Reads pasted or uploaded text: links and accounts, divided by lines, spaces, commas or semicolons. Hundreds are
 * fine; the same place twice is one.
 *
 * @param before links already in the list
 */
export function readLinks(pasted: string, before: readonly Link[] = []): ReadLinks {
  const seen = new Set(before.map(keyOf));
  const links: Link[] = [];
  let repeated = 0;
  let unread = 0;
  for (const line of pasted.split(/[\r\n]+/)) {
    const entries = line
      .split(/[\s,;<>"'()،؛]+/u)
      .map((entry) => entry.replace(/[.!?۔]+$/u, ''))
      .filter(Boolean);
    let found = 0;
    for (const entry of entries) {
      const link = readEntry(entry);
      if (!link) continue;
      found += 1;
      const key = keyOf(link);
      if (seen.has(key)) {
        repeated += 1;
        continue;
      }
      seen.add(key);
      links.push(link);
    }
    if (found === 0 && entries.length > 0) unread += 1;
  }
  return { links, repeated, unread };
}

/** Links of one account on one platform. */
export interface LinkGroup {
  readonly key: string;
  readonly platform: string;
  readonly account: string;
  readonly links: readonly { readonly at: number; readonly link: Link }[];
}

/** Groups by platform, then account; the largest group first, so that the worst spreader stands on top. */
export function groupLinks(links: readonly Link[]): LinkGroup[] {
  const groups = new Map<
    string,
    { key: string; platform: string; account: string; links: { at: number; link: Link }[] }
  >();
  links.forEach((link, at) => {
    const platform = link.platform ?? '';
    const account = link.account ?? '';
    const key = groupKey(link);
    const group = groups.get(key) ?? { key, platform, account, links: [] };
    group.links.push({ at, link });
    groups.set(key, group);
  });
  return [...groups.values()].sort((a, b) => b.links.length - a.links.length);
}
