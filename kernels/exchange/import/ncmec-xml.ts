import { ListReader, type ReadList } from './listed.ts';

const ENTRIES = new Set(['image', 'video', 'deletedimage', 'deletedvideo']);
const TOKEN =
  /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[([\s\S]*?)\]\]>|<(\/?)([A-Za-z_][\w:.-]*)((?:[^<>"']|"[^"]*"|'[^']*')*?)(\/?)>|([^<]+)|(<)/g;

interface Open {
  readonly name: string;
  readonly line: number;
}

interface Draft {
  readonly line: number;
  readonly gone: boolean;
  readonly kind: 'image' | 'video';
  member: string;
  id: string;
  pdq?: string;
  md5?: string;
  others: number;
}

/**
 * Reads the answer of NCMEC's hash sharing API (`queryResult` with `images` and `videos`): MD5 and PDQ of each entry.
 * An entry is named by its member and id, because ids are a member's own. Entries whose only fingerprints are others
 * (PhotoDNA, SHA-1) are passed over. Entities of its own and document types are refused.
 */
export function readNcmecXml(text: string): ReadList {
  const reader = new ListReader();
  const open: Open[] = [];
  let draft: Draft | undefined;
  let line = 1;
  let value = '';
  let root = '';
  for (const [whole, cdata, close, tag, attributes, empty, plain, stray] of text
    .replace(/^\uFEFF/, '')
    .matchAll(TOKEN)) {
    const at = line;
    line += whole.split('\n').length - 1;
    const outside =
      open.length === 0 && (cdata !== undefined || (plain !== undefined && plain.trim() !== ''));
    if (stray !== undefined || outside) {
      reader.fault(at, 'xml');
      return reader;
    }
    if (cdata !== undefined || plain !== undefined) value += cdata ?? unescaped(plain ?? '');
    if (tag === undefined) continue;
    const name = (tag.split(':').at(-1) ?? '').toLowerCase();
    if (!close) {
      if (open.length === 0 && root !== '') {
        reader.fault(at, 'xml');
        return reader;
      }
      root ||= name;
      value = '';
      if (ENTRIES.has(name) && draft === undefined)
        draft = {
          line: at,
          gone: name.startsWith('deleted'),
          kind: name.endsWith('image') ? 'image' : 'video',
          member: '',
          id: '',
          others: 0,
        };
      else if (name === 'member' && draft && draft.member === '')
        draft.member = /(?:^|\s)id\s*=\s*["']([^"']*)["']/.exec(attributes ?? '')?.[1] ?? '';
      if (!empty) open.push({ name, line: at });
      continue;
    }
    if (open.pop()?.name !== name) {
      reader.fault(at, 'xml');
      return reader;
    }
    if (draft) take(reader, draft, open.at(-1)?.name, name, value.trim(), at);
    if (draft && ENTRIES.has(name)) {
      finish(reader, draft);
      draft = undefined;
    }
    value = '';
  }
  if (open.length > 0) reader.fault(open.at(-1)?.line ?? 1, 'xml');
  if (root !== 'queryresult') reader.fault(1, 'header');
  return reader;
}

function take(
  reader: ListReader,
  draft: Draft,
  parent: string | undefined,
  name: string,
  value: string,
  at: number,
): void {
  if (name === 'id' && parent && ENTRIES.has(parent)) draft.id = value;
  if (parent !== 'fingerprints') return;
  if (name !== 'md5' && name !== 'pdq') {
    draft.others++;
    return;
  }
  const hash = reader.hash(at, value);
  if (!hash) return;
  if (hash === 'flat') {
    draft.others++;
    return;
  }
  // A second one of a kind would take the place of the first in silence.
  if (name in hash && draft[name] === undefined) Object.assign(draft, hash);
  else reader.fault(at, 'bad-hash');
}

function finish(reader: ListReader, { line, gone, kind, member, id, pdq, md5, others }: Draft): void {
  if (id === '' || member === '') return reader.fault(line, 'no-id');
  const entry = { key: `${member}/${kind}/${id}`, line };
  if (gone) reader.entries.push({ ...entry, gone });
  else if (pdq !== undefined || md5 !== undefined)
    reader.entries.push({ ...entry, ...(pdq && { pdq }), ...(md5 && { md5 }) });
  else if (others > 0) reader.passedOver++;
  else if (!reader.faults.some((fault) => fault.line >= line)) reader.fault(line, 'no-hash');
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescaped(text: string): string {
  return text.replace(/&(\w+);/g, (whole, name: string) => NAMED[name] ?? whole);
}
