/** What a page is built of. Texts are plain: what stands in them is never read as markup. */
export type Block =
  | { readonly kind: 'mark'; readonly text: string }
  | { readonly kind: 'title'; readonly text: string }
  | { readonly kind: 'heading'; readonly text: string }
  /** A paragraph; its line breaks are kept. */
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'numbered'; readonly items: readonly string[] }
  | {
      readonly kind: 'table';
      readonly head: readonly string[];
      readonly rows: readonly (readonly string[])[];
      /** Shares of the width, one for each column. */
      readonly shares: readonly number[];
    }
  /** Lines to fill in by hand, or what was typed when it was printed. */
  | {
      readonly kind: 'blanks';
      readonly lines: readonly { readonly label: string; readonly value?: string }[];
    };

/** One language's part of a paper; it begins on a page of its own. */
export interface Sheet {
  readonly lang: 'en' | 'ur';
  readonly blocks: readonly Block[];
}

/** A document that is printed or attached. The same paper gives the same text and the same PDF, byte for byte. */
export interface Paper {
  /** The PDF's title: names what it is, never whom it is about. */
  readonly title: string;
  /** The day on it, YYYY-MM-DD. */
  readonly day: string;
  readonly sheets: readonly Sheet[];
}

const BLANK = '______________________';

function blockText(block: Block): string {
  switch (block.kind) {
    case 'mark':
    case 'title':
    case 'heading':
    case 'text':
      return block.text;
    case 'numbered':
      return block.items.map((item, i) => `${i + 1}. ${item}`).join('\n');
    case 'table':
      return block.rows.map((row) => row.filter((cell) => cell !== '').join(' | ')).join('\n');
    case 'blanks':
      return block.lines.map(({ label, value }) => `${label}: ${value || BLANK}`).join('\n');
  }
}

/** One sheet as plain text: for forms, for screen readers, and attached to the PDF, whose text cannot be copied out. */
export function sheetText({ blocks }: Sheet): string {
  let text = '';
  let before: Block['kind'] | undefined;
  for (const block of blocks) {
    const gap = before === undefined ? '' : before === 'heading' ? '\n' : '\n\n';
    text += gap + blockText(block);
    before = block.kind;
  }
  return text;
}

/** The whole paper as plain text. */
export function paperText(paper: Paper): string {
  return `${paper.sheets.map(sheetText).join('\n\n\n')}\n`;
}
