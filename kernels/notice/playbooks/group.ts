/** The part of a link that decides where its notice goes. */
interface Placed {
  readonly url: string;
  readonly account?: string | undefined;
}

/** Links, by their places in the list, that go to one place together. */
export interface LinkGroup {
  readonly host: string;
  readonly links: readonly number[];
  /** How many links each account has, most first. */
  readonly accounts: readonly { readonly account: string; readonly links: readonly number[] }[];
}

/** The host of an address as it is compared: lower case, without `www.` and the like; nothing for what is no address. */
export function hostOf(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const { protocol, host } = new URL(url);
  return protocol === 'https:' || protocol === 'http:' ? host.replace(/^(?:www|m|mobile)\./, '') : undefined;
}

/** The first entry that answers for a host, itself or one above it. */
export function forHost<T extends { readonly hosts: readonly string[] }>(
  entries: readonly T[],
  host: string,
): T | undefined {
  return entries.find(({ hosts }) => hosts.some((each) => host === each || host.endsWith(`.${each}`)));
}

/**
 * Groups links by host, largest group first, and inside by account. What is no web address (an account's name, a note)
 * is in no group: it cannot stand in a notice.
 */
export function groupLinks(links: readonly Placed[], chosen: readonly number[]): LinkGroup[] {
  const byHost = new Map<string, number[]>();
  for (const index of chosen) {
    const host = hostOf(links[index]?.url ?? '');
    if (host !== undefined) byHost.set(host, [...(byHost.get(host) ?? []), index]);
  }
  const bySize = (a: { links: readonly number[] }, b: { links: readonly number[] }) =>
    b.links.length - a.links.length;
  return [...byHost]
    .map(([host, indexes]) => {
      const accounts = new Map<string, number[]>();
      for (const index of indexes) {
        const account = links[index]?.account ?? '';
        accounts.set(account, [...(accounts.get(account) ?? []), index]);
      }
      const each = [...accounts].map(([account, mine]) => ({ account, links: mine })).sort(bySize);
      return { host, links: indexes, accounts: each };
    })
    .sort(bySize);
}
