import { type Lang, say } from '@amaan/base';
import { type Link, openJson, parseStory } from '@amaan/custody';
import { CASE_STRINGS } from '../strings/case.ts';
import { partOf, type Visit } from './visit.ts';

/** What her story says that changes the words: nothing else of it goes in. */
export interface Told {
  readonly fake: boolean;
  readonly helping: boolean;
  /** A picture that is not sexual and puts her in danger: other ways lead on, and other words. */
  readonly cultural: boolean;
}

/** Reads that from the case, when she asks for the words. */
export async function toldOf(visit: Visit): Promise<Told> {
  let fake = false;
  let helping = false;
  let cultural = false;
  for (const { kind, sealed } of (await partOf(visit, 'file'))?.items ?? [])
    try {
      if (kind !== 'story') continue;
      const { situation, forWhom, pictures } = parseStory(await openJson(visit.secrets.story ?? '', sealed));
      fake ||= situation.includes('fake');
      cultural ||= situation.includes('cultural') || pictures.some(({ kinds }) => kinds.includes('cultural'));
      helping ||= forWhom === 'helping' || forWhom === 'care';
    } catch {
      // What cannot be opened with this receipt changes no word.
    }
  return { fake, helping, cultural };
}

/** A draft for a platform's own form, in plain words and without a name, a story or the number of a law. */
export function formWords(lang: Lang, { fake, helping, cultural }: Told, links: readonly Link[]): string {
  const who = helping ? 'other' : 'mine';
  const accounts = links.filter(({ kind }) => kind === 'fakeAccount');
  const what = cultural ? 'cultural' : fake ? 'fake' : 'posted';
  const posts = links.filter(({ kind }) => kind !== 'fakeAccount');
  const list = (some: readonly Link[]) => some.map(({ url }) => url).join('\n');
  return [
    ...(posts.length > 0 ? [say(lang, CASE_STRINGS[`words.${what}.${who}`]), list(posts)] : []),
    ...(accounts.length > 0 ? [say(lang, CASE_STRINGS[`words.account.${who}`]), list(accounts)] : []),
    say(lang, CASE_STRINGS['words.ask']),
  ].join('\n\n');
}
