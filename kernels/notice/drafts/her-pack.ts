import type { Block, Paper } from '../paper/paper.ts';
import { officersPack, type PackInput } from './pack.ts';

/** A remark in brackets that names sections of a law, with one pair of brackets inside at most. */
const SECTIONS = /\s*\([^()]*(?:sections?|دفعہ|دفعات)\s[^()]*(?:\([^()]*\)[^()]*)?\)/g;

function without(block: Block): Block {
  switch (block.kind) {
    case 'title':
    case 'text':
    case 'heading':
      return { ...block, text: block.text.replace(SECTIONS, '') };
    case 'numbered':
      return { ...block, items: block.items.map((item) => item.replace(SECTIONS, '')) };
    default:
      return block;
  }
}

/**
 * The officer's pack as she may make it herself: without the table of sections and without a section's number, which are
 * hers to see only when a lawyer has read the row; everything else as the helpline's.
 */
export function herPack(input: Omit<PackInput, 'facts' | 'chosen' | 'hashes'>): Paper {
  const { paper } = officersPack({ ...input, facts: new Set(), chosen: [], hashes: [] });
  return { ...paper, sheets: paper.sheets.map((sheet) => ({ ...sheet, blocks: sheet.blocks.map(without) })) };
}
