import { type Link, mergeLinks, namesPlace, openJson, parseLinks, parseStory } from '@amaan/custody';
import { checkNumbers, custodyLog, herPack, type Paper } from '@amaan/notice';
import { partOf, type Visit } from './visit.ts';

/** What she types for this print alone. */
export interface Typed {
  readonly name: string;
  readonly cnic: string;
  readonly originals: readonly string[];
}

/**
 * The paper for an officer out of what she told: her links, what her story says of a threat or a fake, and the record.
 * Read from the case when she asks for it; what she types is on the paper only.
 */
export async function packOf(visit: Visit): Promise<(typed: Typed) => Paper> {
  const { secrets, status, news, today } = visit;
  const links: Link[] = [];
  const situation = new Set<string>();
  for (const { kind, compartment, sealed } of (await partOf(visit, 'file'))?.items ?? [])
    try {
      const secret = secrets[compartment];
      if (!secret || (kind !== 'links' && kind !== 'story')) continue;
      const opened = await openJson(secret, sealed);
      if (kind === 'story') for (const each of parseStory(opened).situation) situation.add(each);
      else links.push(...parseLinks(opened).links);
    } catch {
      // What cannot be opened with this receipt is not on the paper.
    }
  const story = {
    sender: { name: '', signer: '', contact: '' },
    links: mergeLinks(links)
      .filter(namesPlace)
      .map(({ url, account }) => ({ url, ...(account ? { account } : {}) })),
    description: '',
    facts: { notAgreed: true, fake: situation.has('fake'), threatened: situation.has('threat') },
    seenOn: status?.openedOn ?? today,
  };
  const log = custodyLog(news?.events ?? []);
  return ({ name, cnic, originals }) =>
    herPack({ story, day: today, originals: originals.filter(isRight), log, printed: { name, cnic } });
}

/** A line with a wrong section number in it does not go on the paper. */
function isRight(line: string): boolean {
  try {
    checkNumbers(line);
    return true;
  } catch {
    return false;
  }
}
