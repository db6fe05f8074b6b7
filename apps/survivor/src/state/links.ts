import type { Link } from '@amaan/custody';
import { groupKey } from './ages.ts';
import { readNamed } from './named.ts';

/** What was found in a pasted list. */
export interface ReadLinks {
  readonly links: Link[];
  /** Entries that were already there, in this paste or before. */
  readonly repeated: number;
  /** Lines that are no link and no account that we know: in `links` too, as she wrote them. */
  readonly asWritten: number;
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
/** So many places a case takes at once. */
export const MOST_LINKS = 5000;
const MAX_NOTE = 1000;

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
  const url = /\s/.test(link.url) ? undefined : cleanUrl(link.url);
  if (!url) return `${link.platform ?? ''} ${link.account ?? link.url}`.toLowerCase();
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
  const [, account] = /^@([\p{L}\p{M}\p{N}._\-\u200c]{2,100})$/u.exec(entry) ?? [];
  if (account) return { url: entry, kind: 'account', account };
  const url = cleanUrl(entry);
  if (!url) return undefined;
  const known = accountOf(url);
  const alone = known !== undefined && url.pathname.split('/').filter(Boolean).length === 1 && !url.search;
  return {
    url: url.href,
    kind: alone ? 'account' : 'post',
    platform: platformOf(url).slice(0, 80),
    ...(known ? { account: known } : {}),
  };
}

function readWritten(words: string, url = words): Link | undefined {
  const named = readNamed(words);
  return named && { url, kind: named.account ? 'account' : 'other', ...named };
}

/** What stands at the edges of an entry and is no part of it. */
const EDGES = /^[\s,;:<>"'()،؛.!?۔-]+|[\s,;:<>"'()،؛.!?۔-]+$/gu;
const SPLIT = /[\s,;<>"'()،؛]+/u;
/** The first line of an exported table: names of its columns, and nothing that she told. */
const COLUMNS = /^(url|link|links|address|account|user|username|platform|note|notes|kind|type|date|time)$/i;

/** Everything in one line: links and accounts with the other words of the line as their name, or the line as it is. */
function readLine(line: string): { found: Link[]; asWritten: boolean } {
  const whole = line.replace(EDGES, '');
  const named = readWritten(whole, line.trim());
  if (named?.account) return { found: [named], asWritten: false };
  const found: Link[] = [];
  let rest = line;
  for (const entry of line.split(SPLIT).map((each) => each.replace(/[.!?۔]+$/u, ''))) {
    const link = entry === '' ? undefined : readEntry(entry);
    if (!link) continue;
    found.push(link);
    rest = rest.replace(entry, ' ');
  }
  if (found.length === 0) {
    const pieces = whole.split(/[,;،؛\t]+/u).map((piece) => piece.replace(EDGES, ''));
    if (pieces.every((piece) => COLUMNS.test(piece))) return { found: [], asWritten: false };
    const accounts = pieces.map((piece) => readWritten(piece));
    const all = accounts.flatMap((each) => (each?.account ? [each] : []));
    if (all.length === pieces.length) return { found: all, asWritten: false };
    return {
      found: cut(line.trim()).map((url) => ({ kind: 'other' as const, ...named, url })),
      asWritten: true,
    };
  }
  const note = rest.replace(/\s+/gu, ' ').replace(EDGES, '');
  if (note === '') return { found, asWritten: false };
  // More than a name can hold: the words stand by themselves.
  if (note.length > MAX_NOTE)
    return {
      found: [...found, ...cut(note).map((url) => ({ url, kind: 'other' as const }))],
      asWritten: true,
    };
  return { found: found.map((link) => ({ ...link, note })), asWritten: false };
}

/** A line that is longer than an address may be, in pieces: nothing of it is lost. */
function cut(line: string): string[] {
  return line.match(new RegExp(`[^]{1,${MAX_URL}}`, 'gu')) ?? [];
}

/**
 * Reads pasted or uploaded text: links and accounts, divided by lines, spaces, commas or semicolons. Hundreds are
 * fine; the same place twice is one. A line that is neither is kept as she wrote it.
 *
 * @param before links already in the list
 */
export function readLinks(pasted: string, before: readonly Link[] = []): ReadLinks {
  const seen = new Set(before.map(keyOf));
  const links: Link[] = [];
  let repeated = 0;
  let asWritten = 0;
  for (const line of pasted.split(/[\r\n]+/)) {
    if (line.replace(EDGES, '') === '') continue;
    const read = readLine(line);
    if (read.asWritten) asWritten += 1;
    for (const link of read.found) {
      const key = keyOf(link);
      if (seen.has(key)) {
        repeated += 1;
        continue;
      }
      seen.add(key);
      links.push(link);
    }
  }
  return { links, repeated, asWritten };
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
