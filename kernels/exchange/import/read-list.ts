import { readHashLines } from './hash-lines.ts';
import { ListError, type ReadList } from './listed.ts';
import { readNcmecXml } from './ncmec-xml.ts';
import { readThreatExchangeCsv } from './threat-exchange-csv.ts';

/** The kinds of lists that can be read. */
export const LIST_FORMATS = {
  lines: readHashLines,
  csv: readThreatExchangeCsv,
  ncmec: readNcmecXml,
} as const;
export type ListFormat = keyof typeof LIST_FORMATS;

/** What a list looks like: XML begins with an angle bracket, a CSV names its columns in the first line. */
export function formatOf(text: string): ListFormat {
  const start = text.replace(/^\uFEFF/, '').trimStart();
  if (start.startsWith('<')) return 'ncmec';
  return /^[^\n]*indicator/i.test(start) ? 'csv' : 'lines';
}

/**
 * Reads a list strictly.
 *
 * @throws ListError naming every wrong line with a code, never with what stands there
 */
export function readList(text: string, format: ListFormat): ReadList {
  const list = LIST_FORMATS[format](text);
  if (list.faults.length > 0) throw new ListError(list.faults);
  return list;
}
