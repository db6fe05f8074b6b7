import { ListReader, type ReadList } from './listed.ts';

/** Columns that hold the hash, by preference: the download of ThreatExchange's pages, its API's field, older exports. */
const HASH_COLUMNS = ['td_raw_indicator', 'raw_indicator', 'indicator'] as const;
const TYPE_COLUMNS = ['td_indicator_type', 'indicator_type', 'type'] as const;
const STATUS_COLUMNS = ['td_status', 'status'] as const;

interface Row {
  readonly line: number;
  readonly fields: readonly string[];
}

/**
 * Reads a CSV as ThreatExchange gives it (RFC 4180, a line of column names first): `td_raw_indicator` holds the hash,
 * `td_status` NON_MALICIOUS passes an entry over, and so does an indicator type that is neither PDQ nor MD5.
 */
export function readThreatExchangeCsv(text: string): ReadList {
  const reader = new ListReader();
  const [head, ...rows] = [...rowsOf(text.replace(/^\uFEFF/, ''), reader)];
  const names = head?.fields.map((name) => name.trim().toLowerCase()) ?? [];
  const column = (wanted: readonly string[]) =>
    wanted.map((name) => names.indexOf(name)).find((at) => at >= 0);
  const hashAt = column(HASH_COLUMNS);
  if (hashAt === undefined) {
    reader.fault(head?.line ?? 1, 'header');
    return reader;
  }
  const typeAt = column(TYPE_COLUMNS);
  const statusAt = column(STATUS_COLUMNS);
  for (const { line, fields } of rows) {
    if (fields.length !== names.length) {
      reader.fault(line, 'columns');
      continue;
    }
    const type = typeAt === undefined ? '' : (fields[typeAt] ?? '').trim().toUpperCase();
    const status = statusAt === undefined ? '' : (fields[statusAt] ?? '').trim().toUpperCase();
    const [, said] = /(?:^|_)(PDQ|MD5)$/.exec(type) ?? [];
    if (status === 'NON_MALICIOUS' || (type !== '' && said === undefined)) {
      reader.passedOver++;
      continue;
    }
    const hash = reader.hash(line, fields[hashAt] ?? '');
    // A hash of another type than the line says is a slip in the making of the list.
    if (!hash) continue;
    const is = hash === 'flat' || 'pdq' in hash ? 'PDQ' : 'MD5';
    if (said !== undefined && said !== is) reader.fault(line, 'bad-hash');
    else if (hash !== 'flat')
      reader.entries.push({ key: 'pdq' in hash ? hash.pdq : hash.md5, line, ...hash });
  }
  return reader;
}

function* rowsOf(text: string, reader: ListReader): Generator<Row> {
  let fields: string[] = [];
  let field = '';
  let quoted = false;
  let line = 1;
  let begun = 1;
  for (let i = 0; i <= text.length; i++) {
    const char = text[i];
    if (quoted) {
      if (char === undefined) {
        reader.fault(begun, 'quotes');
        return;
      }
      if (char === '\n') line++;
      if (char !== '"') field += char;
      else if (text[i + 1] === '"') field += text[++i];
      else quoted = false;
    } else if (char === '"' && field === '') quoted = true;
    else if (char === ',') {
      fields.push(field);
      field = '';
    } else if (char === '\n' || char === undefined) {
      fields.push(field.replace(/\r$/, ''));
      if (fields.length > 1 || fields[0] !== '') yield { line: begun, fields };
      fields = [];
      field = '';
      begun = ++line;
    } else field += char;
  }
}
