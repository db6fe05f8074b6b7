import { checkNumbers, type PkSection, suggestSections } from '../pakistan.ts';
import { DRAFT } from '../paper/of-text.ts';
import type { Block, Paper, Sheet } from '../paper/paper.ts';
import { dayWords } from './day-words.ts';
import { PACK_WORDS, SECTION_UR } from './pack-words.ts';
import { penaltyWords } from './penalty-words.ts';
import type { Story } from './story.ts';

/** What the officer's pack needs besides the story. */
export interface PackInput {
  readonly story: Story;
  /** The day on it, YYYY-MM-DD. */
  readonly day: string;
  /** Facts that staff ticked, by the words of the section table. */
  readonly facts: ReadonlySet<string>;
  /** Sections that staff chose out of the suggestions, by id; the suggestions themselves when left out. */
  readonly chosen?: readonly string[];
  /** Originals that she still holds ("phone, with the message"), in her or the caseworker's words. */
  readonly originals: readonly string[];
  /** The custody log: what happened when, and the digest that the ledger keeps of it. */
  readonly log: readonly {
    readonly at: string;
    readonly what: { readonly en: string; readonly ur: string };
    readonly sha256: string;
  }[];
  /** Fingerprints of pictures: empty unless she asked for them to be in and counsel agreed. */
  readonly hashes: readonly string[];
  /** Typed at printing, on this paper only; nothing keeps them. */
  readonly printed?: { readonly name: string; readonly cnic: string };
}

/** The pack: one page in Urdu, one in English, and an annex where the addresses do not fit. */
export interface Pack {
  readonly paper: Paper;
  readonly sections: readonly PkSection[];
}

const LOG_LINES = 3;
/** Rows that fit on the Urdu page, the longer one, beside what always stands there; an address takes two lines. */
const ROWS = 17;

/** What of the log and of the addresses stands on the two pages themselves; the rest of both goes to the annex. */
function roomFor({ log, originals }: PackInput, sections: number): { logged: number; onPage: number } {
  const left = ROWS - sections - originals.length;
  const logged = Math.min(log.length, LOG_LINES, Math.max(0, Math.floor(left / 2) - 1));
  return { logged, onPage: Math.max(1, Math.floor(left / 2) - logged) };
}

const fill = (line: string, parts: Readonly<Record<string, string | number>>): string =>
  line.replace(/\{(\w+)\}/g, (_, name: string) => String(parts[name] ?? ''));

function addressTable(links: Story['links'], head: readonly string[], from = 0): Block {
  const rows = links.map(({ url, account, postId }, i) => [
    `${from + i + 1}`,
    url,
    account ?? '',
    postId ?? '',
  ]);
  return { kind: 'table', head, rows, shares: [1, 13, 5, 3] };
}

function logRows(log: PackInput['log'], lang: Sheet['lang']): string[][] {
  return log.map(({ at, what, sha256 }) => [at, what[lang], sha256]);
}

function logTable(rows: readonly (readonly string[])[], lang: Sheet['lang']): Block {
  return { kind: 'table', head: PACK_WORDS[lang].logHead, rows, shares: [5, 5, 12] };
}

function sectionTable(sections: readonly PkSection[], lang: Sheet['lang']): Block {
  const words = PACK_WORDS[lang];
  const yesNo = (value: boolean | null) => (value === null ? words.open : value ? words.yes : words.no);
  const rows = sections.map((each) => [
    each.section.startsWith('PPC') ? each.section : `PECA ${each.section}`,
    lang === 'ur' ? (SECTION_UR[each.id] ?? each.title) : each.title,
    yesNo(each.cognizable),
    each.maxPenalty === null ? words.open : penaltyWords(each.maxPenalty, lang),
  ]);
  return { kind: 'table', head: words.sectionHead, rows, shares: [4, 9, 4, 7] };
}

function sheetOf(
  input: PackInput,
  sections: readonly PkSection[],
  { logged, onPage }: { logged: number; onPage: number },
  lang: Sheet['lang'],
): Sheet {
  const { story, originals, log, printed } = input;
  const words = PACK_WORDS[lang];
  const day = dayWords(story.seenOn, lang);
  const over = story.links.length - onPage;
  const part = (title: string, ...blocks: readonly Block[]): Block[] =>
    blocks.length === 0 ? [] : [{ kind: 'heading', text: title }, ...blocks];
  const { fake, threatened } = story.facts;
  // Where no place is known, nothing is known to have been published.
  const posted = story.links.length > 0;
  const happened: string[] = posted || !threatened ? [fake ? words.fake : words.real] : [words.threat];
  if (threatened && posted) happened.push(words.threatened);
  const last = logRows(log.slice(log.length - logged), lang);
  const blocks: Block[] = [
    { kind: 'mark', text: DRAFT[lang] },
    { kind: 'text', text: words.to },
    { kind: 'title', text: words.title },
    {
      kind: 'blanks',
      lines: [
        { label: words.name, ...(printed && { value: printed.name }) },
        { label: words.cnic, ...(printed && { value: printed.cnic }) },
      ],
    },
    ...part(words.facts, {
      kind: 'numbered',
      items: [
        happened.join(' '),
        [
          fill(posted ? words.seen : words.since, { day }),
          ...(lang === 'en' ? [story.description] : []),
        ].join(' '),
      ],
    }),
    ...(sections.length > 0 ? part(words.sections, sectionTable(sections, lang)) : []),
    ...(posted ? part(words.addresses, addressTable(story.links.slice(0, onPage), words.addressHead)) : []),
    ...(over > 0 ? [{ kind: 'text', text: fill(words.more, { n: over }) } as const] : []),
    ...(last.length > 0 ? part(words.log, logTable(last, lang)) : []),
    ...part(
      words.originals,
      originals.length > 0
        ? { kind: 'numbered', items: originals }
        : { kind: 'text', text: words.noOriginals },
    ),
    ...part(words.requests, { kind: 'numbered', items: words.asks.map((ask) => fill(ask, { day })) }),
    ...(story.sender.name === ''
      ? []
      : [
          {
            kind: 'text' as const,
            text: `${words.through}: ${story.sender.name}${lang === 'ur' ? '،' : ','} ${story.sender.contact}`,
          },
        ]),
    { kind: 'blanks', lines: [{ label: words.signed }] },
  ];
  return { lang, blocks };
}

/**
 * The pack for the officer of the cybercrime agency: summary, sections, addresses and accounts, custody log, originals
 * held, and what is asked: preservation (section 31), confidentiality (38(3)), concealed identity (30B). Draft: no
 * counsel has read it, and a lawyer reads the pack before it is filed.
 *
 * @throws WrongNumberError when a text pairs a section number with the wrong subject
 */
export function officersPack(input: PackInput): Pack {
  const suggested = suggestSections(input.facts);
  const { chosen } = input;
  const sections = chosen ? suggested.filter((each) => chosen.includes(each.id)) : suggested;
  for (const text of [input.story.description, ...input.originals]) checkNumbers(text);
  const { links } = input.story;
  const room = roomFor(input, sections.length);
  const { onPage } = room;
  const sheets = [sheetOf(input, sections, room, 'ur'), sheetOf(input, sections, room, 'en')];
  const annex: Block[] = [];
  if (links.length > onPage)
    annex.push(
      { kind: 'heading', text: `Annex: addresses and accounts / ${PACK_WORDS.ur.addresses}` },
      addressTable(links.slice(onPage), PACK_WORDS.en.addressHead, onPage),
    );
  if (input.log.length > room.logged)
    annex.push(
      { kind: 'heading', text: `Annex: ${PACK_WORDS.en.log} / ${PACK_WORDS.ur.log}` },
      logTable(logRows(input.log, 'en'), 'en'),
    );
  if (input.hashes.length > 0)
    annex.push(
      { kind: 'heading', text: `Annex: ${PACK_WORDS.en.hashes} / ${PACK_WORDS.ur.hashes}` },
      { kind: 'text', text: input.hashes.join('\n') },
    );
  if (annex.length > 0) sheets.push({ lang: 'en', blocks: annex });
  return { paper: { title: 'Complaint in writing', day: input.day, sheets }, sections };
}
