import type { Link } from '@amaan/custody';
import type { Picked, State } from './model.ts';

/** Links of one account on one platform have one key; one with neither stands in the group of such. */
export function groupKey({ platform = '', account = '' }: Link): string {
  return `${platform}\n${account}`.toLowerCase();
}

type Brought = Pick<State, 'links' | 'adults' | 'files' | 'offered'>;

/**
 * Groups of links whose age is still to be asked. The answer before the link box covers one group; with more, or once
 * something was taken out, each has its own.
 */
export function openGroups({ links, adults, offered }: Brought): string[] {
  const keys = [...new Set(links.map(groupKey))];
  return keys.length > 1 || offered ? keys.filter((key) => !adults.includes(key)) : [];
}

/** The links that go on: those of groups whose age is answered. */
export function settled(state: Brought): Link[] {
  const open = openGroups(state);
  return state.links.filter((link) => !open.includes(groupKey(link)));
}

/** The links that wait on this page for the answer about their group: nothing of them is sent. */
export function pending(state: Brought): Link[] {
  const open = openGroups(state);
  return state.links.filter((link) => open.includes(groupKey(link)));
}

/** Whether each file has an age question of its own: the first answer covers one picture and nothing beside it. */
export function eachFile({ links, files, offered }: Brought): boolean {
  return files.length > 1 || links.length > 0 || offered;
}

/** Whether the age is still to be asked for a file. */
export function unanswered(state: Brought, file: Picked): boolean {
  return eachFile(state) && file.refused === undefined && file.age === undefined;
}

/** What her list becomes: a group that a new link joins is asked about anew. */
export function withLinks(state: Brought, links: readonly Link[]): Pick<State, 'links' | 'adults'> {
  const known = new Set(state.links.map(({ url }) => url));
  const grown = new Set(links.filter(({ url }) => !known.has(url)).map(groupKey));
  return { links, adults: state.adults.filter((key) => !grown.has(key)) };
}

/** Without the links of some groups. */
export function withoutGroups(
  state: Brought,
  groups: readonly string[],
): Pick<State, 'links' | 'adults' | 'offered'> {
  const links = state.links.filter((link) => !groups.includes(groupKey(link)));
  const adults = state.adults.filter((key) => !groups.includes(key));
  return { links, adults, offered: state.offered || links.length < state.links.length };
}
