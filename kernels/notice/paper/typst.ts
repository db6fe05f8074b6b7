import { isolateRuns, readsLeftToRight } from './direction.ts';
import { type Block, type Paper, paperText, type Sheet } from './paper.ts';

/** The families that a compiler must be given, regular and bold: other fonts are never looked for. */
export const PAPER_FONTS = ['Noto Sans', 'Noto Nastaliq Urdu'] as const;

/** A Typst string literal. Everything that anybody typed goes through here, so none of it is ever markup. */
function literal(text: string): string {
  // Control characters have no place on paper; the direction marks do.
  const clean = text.replace(/\p{Cc}/gu, (char) => (char === '\n' ? char : ' '));
  return `"${clean.replace(/[\\"]/g, (char) => `\\${char}`).replace(/\n/g, '\\n')}"`;
}

// Urdu's own stops end an address as ours do.
const URL_AT = /(https?:\/\/[^\s|؛،۔]*[^\s|;,.)؛،۔])/;
const DIGEST = /\b[0-9a-f]{64}\b/g;

/** Text with its addresses as links; in Urdu what reads from left to right is isolated. */
function inline(text: string, lang: Sheet['lang']): string {
  const across = lang === 'ur' && readsLeftToRight(text);
  const plain = (part: string) =>
    literal((lang === 'ur' && !across ? isolateRuns(part) : part).replace(DIGEST, halves));
  const parts = text
    .split(URL_AT)
    .filter((part) => part !== '')
    .map((part) => (URL_AT.test(part) ? `address(${literal(part)})` : plain(part)));
  if (parts.length === 0) return '[]';
  return across ? `latin(${parts.join(' + ')})` : parts.join(' + ');
}

/** A digest may break into lines in its middle, and only there. */
function halves(digest: string): string {
  return `${digest.slice(0, 32)}\u200b${digest.slice(32)}`;
}

function table(block: Extract<Block, { kind: 'table' }>, lang: Sheet['lang']): string {
  const cells = [
    `table.header(${block.head.map((cell) => `strong(${inline(cell, lang)})`).join(', ')})`,
    ...block.rows.flat().map((cell) => inline(cell, lang)),
  ];
  return `#table(columns: (${block.shares.map((share) => `${share}fr,`).join(' ')}), ${cells.join(', ')})`;
}

/** How much room the longest number of a list needs. */
function numberRoom(items: number): string {
  return `${(9 + 6 * String(items).length) / 10}em`;
}

function typstBlock(block: Block, lang: Sheet['lang']): string {
  switch (block.kind) {
    case 'mark':
      return `#mark(${inline(block.text, lang)})`;
    case 'title':
      return `#align(center, text(1.25em, strong(${inline(block.text, lang)})))`;
    case 'heading':
      return `#topic(${inline(block.text, lang)})`;
    case 'text':
      return `#par(${inline(block.text, lang)})`;
    case 'numbered':
      return block.items
        .map(
          (item, i) => `#point("${i + 1}.", ${inline(item, lang)}, room: ${numberRoom(block.items.length)})`,
        )
        .join('\n\n');
    case 'table':
      return table(block, lang);
    case 'blanks':
      return `#grid(columns: ${block.lines.length === 1 ? '(auto, 1fr)' : '(auto, 1fr, auto, 1fr)'}, column-gutter: 8pt, row-gutter: 7pt, align: bottom, ${block.lines
        .map(({ label, value }) => `${inline(label, lang)}, blank(${inline(value ?? '', lang)})`)
        .join(', ')})`;
  }
}

// Nastaliq hangs far above and below its line: its real bounds set the lines apart, or they would run into each other.
const SHEET: Record<Sheet['lang'], string> = {
  en: '#set text(lang: "en", dir: ltr, size: 9.5pt, top-edge: "cap-height", bottom-edge: "baseline")\n#set par(leading: 0.6em, spacing: 1em)',
  ur: '#set text(lang: "ur", dir: rtl, size: 9pt, top-edge: "bounds", bottom-edge: "bounds")\n#set par(leading: 0.35em, spacing: 0.5em)\n#set table(align: right)',
};

const HEAD = `#set page(paper: "a4", margin: (x: 1.9cm, top: 1.3cm, bottom: 1.5cm), footer: context align(center, text(8pt, dir: ltr, counter(page).display("1 / 1", both: true))))
#set text(font: (${PAPER_FONTS.map(literal).join(', ')}), fallback: false)
#set table(stroke: 0.5pt + luma(150), inset: (x: 4pt, y: 2pt), align: start)
#let address(it) = link(it, text(dir: ltr, lang: "en", size: 0.92em, fill: rgb("#0b4a8f"), "\\u{2066}" + it.replace(regex("([/?&=_.-])"), m => m.text + "\\u{200b}") + "\\u{2069}"))
#let latin(it) = text(dir: ltr, lang: "en", it)
#let point(number, it, room: 1.5em) = par(hanging-indent: room, box(width: room, number) + it)
#let topic(it) = block(above: 0.7em, below: 0.45em, sticky: true, text(1.08em, strong(it)))
#let mark(it) = align(center, box(stroke: 0.8pt + rgb("#a33"), inset: 5pt, text(fill: rgb("#a33"), strong(it))))
#let blank(it) = box(width: 100%, stroke: (bottom: 0.5pt), inset: (bottom: 2pt), it + h(1fr))`;

/**
 * A paper as the source of a Typst document: links can be followed, Urdu is set from right to left, and the plain text
 * is attached (PDF/A-3 style "alternative"). Neither the time nor the machine goes in.
 */
export function typstOf(paper: Paper): string {
  const [year = '1970', month = '1', day = '1'] = paper.day.split('-');
  const date = `datetime(year: ${Number(year)}, month: ${Number(month)}, day: ${Number(day)})`;
  const text = `#pdf.attach("text.txt", bytes(${literal(paperText(paper))}), mime-type: "text/plain", relationship: "alternative", description: "The same as plain text")`;
  const sheets = paper.sheets.map(({ lang, blocks }) => {
    // Who signs never stands alone on a page: what comes before it goes there too.
    const set = blocks.map((block, i) => {
      const one = typstBlock(block, lang);
      return block.kind === 'text' && i === blocks.length - 2 ? `#block(sticky: true)[${one}]` : one;
    });
    return `#[\n${SHEET[lang]}\n${set.join('\n\n')}\n]`;
  });
  return `#set document(title: ${literal(paper.title)}, date: ${date})\n${HEAD}\n${text}\n${sheets.join('\n#pagebreak()\n')}\n`;
}
