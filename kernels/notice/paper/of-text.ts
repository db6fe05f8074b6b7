import { dayWords } from '../drafts/day-words.ts';
import type { Block, Paper, Sheet } from './paper.ts';

const NUMBERED = /^\d+\. /;

function blockOf(paragraph: string): Block {
  const lines = paragraph.split('\n');
  if (lines.length > 0 && lines.every((line) => NUMBERED.test(line)))
    return { kind: 'numbered', items: lines.map((line) => line.replace(NUMBERED, '')) };
  return { kind: 'text', text: paragraph };
}

/** Blocks of a plain text: paragraphs between empty lines; lines that begin "1. ", "2. " are a list. */
function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  for (const paragraph of text.split(/\n{2,}/).filter((each) => each.trim() !== '')) {
    // A list may follow its sentence without an empty line between them.
    const lines = paragraph.split('\n');
    const from = lines.findIndex((line) => NUMBERED.test(line));
    const list = from > 0 && lines.slice(from).every((line) => NUMBERED.test(line));
    if (list) blocks.push(blockOf(lines.slice(0, from).join('\n')));
    blocks.push(blockOf(list ? lines.slice(from).join('\n') : paragraph));
  }
  return blocks;
}

/**
 * The paper of a text that exists already, such as a notice: it says exactly what the text says, and the draft mark
 * above it while no lawyer has read its row.
 */
export function textPaper(of: {
  title: string;
  day: string;
  draft: boolean;
  text: { readonly en: string; readonly ur?: string };
}): Paper {
  const sheet = (lang: Sheet['lang'], text: string): Sheet => ({
    lang,
    blocks: [
      ...(of.draft ? [{ kind: 'mark', text: DRAFT[lang] } as const] : []),
      {
        kind: 'text',
        text: lang === 'ur' ? `تاریخ: ${dayWords(of.day, lang)}` : `Date: ${dayWords(of.day, lang)}`,
      },
      ...blocksOf(text),
    ],
  });
  return {
    title: of.title,
    day: of.day,
    sheets: [sheet('en', of.text.en), ...(of.text.ur === undefined ? [] : [sheet('ur', of.text.ur)])],
  };
}

/** The mark on everything that no lawyer of the place has read. */
export const DRAFT: Readonly<Record<Sheet['lang'], string>> = {
  en: 'DRAFT, NOT REVIEWED BY COUNSEL',
  ur: 'مسودہ: کسی وکیل نے اس کا جائزہ نہیں لیا',
};
