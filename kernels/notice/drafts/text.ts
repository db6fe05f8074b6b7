import type { Elements } from '../elements.ts';
import type { BookRow } from '../regimes/load.ts';
import { contentAuthority } from './content-authority.ts';
import { linkLines } from './elements.ts';
import type { Story } from './story.ts';

const FOR: Record<BookRow['addressee'], string> = {
  platform: 'To the team that handles reports',
  host: 'To the hosting provider, reports',
  search: 'To the search service, removal requests',
  authority: 'To the authority',
  officer: 'To the investigating officer, NCCIA',
  court: 'To the court',
};

const ASK: Record<string, string> = {
  platform:
    'Please remove what these addresses show, and confirm receipt of this notice with its date and time.',
  host: 'Please remove what these addresses show or stop serving it, and confirm receipt with date and time.',
  search: 'Please stop listing these addresses, and confirm receipt with date and time.',
  authority: 'Please act on this application and confirm its receipt with a number, date and time.',
  officer:
    'Please register this complaint, preserve the data named here, and keep the identity of the person shown concealed.',
  court: 'Please take up this matter.',
};

/** Authorities that one rule alone names. */
const NAMED: Readonly<Record<string, string>> = {
  'AU-32': 'the eSafety Commissioner',
  'AU-33': 'the eSafety Commissioner',
  'EU-DSA-21': 'the out-of-court dispute settlement body',
  'IN-GAC-3A': 'the Grievance Appellate Committee',
};

function addresseeLine(row: BookRow, { contentAuthority: chosen }: Story): string {
  const named = NAMED[row.family];
  if (named) return `To ${named}`;
  return row.jurisdiction === 'PK' && row.addressee === 'authority'
    ? `To ${contentAuthority(chosen, 'en')}`
    : FOR[row.addressee];
}

/** What a letter ends with: who signs, and how they are reached. */
const AT_THE_END = ['name_email', 'contact', 'signature'];

/** The list of addresses stands once: where a later part repeats it, it points back. */
function onceListed(parts: readonly string[], list: string): string[] {
  let listed = false;
  const once = parts.map((part) => {
    if (!part.includes(list)) return part;
    const shown = listed ? part.replace(list, 'the addresses listed above.') : part;
    listed = true;
    return shown;
  });
  return listed ? once : [...once, `The addresses:\n${list}`];
}

/** The English text, element by element, who signs at its end. Plain text that pastes into any form. */
export function bodyEn(
  row: BookRow,
  story: Story,
  elements: Elements,
  also: Readonly<Record<string, string>>,
): string {
  const { name, contact } = story.sender;
  // Some elements say the same thing for different laws; each sentence stands once.
  const said = Object.entries(elements).filter(([id]) => !AT_THE_END.includes(id));
  const bodies = [...new Set(said.map(([, text]) => text))];
  const parts = [
    addresseeLine(row, story),
    `${row.title} (${row.cite})`,
    ...onceListed(bodies, linkLines(story)),
    row.also.length > 0
      ? `Please also act on: ${row.also.map((each) => also[each] ?? each).join('; ')}.`
      : '',
    ASK[row.addressee] ?? '',
  ];
  const named = elements.name_email ?? `${name}, ${contact}`;
  const signed = [named, elements.contact ?? contact, elements.signature ?? named];
  // The reply address stands once, however many elements ask for it.
  parts.push([...new Set(signed)].filter((line) => line !== contact || !named.includes(contact)).join('\n'));
  return parts.filter((part) => part !== '').join('\n\n');
}
