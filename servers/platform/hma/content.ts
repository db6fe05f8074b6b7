import type { ContentSignals } from '@amaan/bank';
import type { AtRest } from '@amaan/store';
import { type QueryExecutorProvider, sql } from 'kysely';
import { openSignals } from '../banks/sealed-signals.ts';
import { refuse } from './errors.ts';
import type { Loose } from './read.ts';

/** A content of a bank as its record has it. */
export interface ContentRow {
  readonly id: string;
  readonly bank: string;
  readonly signals: ContentSignals;
  readonly enabledFrom: number;
  readonly metadata: Loose | undefined;
  readonly note: string | undefined;
  /** It came over an exchange: its hashes are shown to nobody. */
  readonly foreign: boolean;
  /** Its bank holds minors' signals: nothing is told of it but that it is there. */
  readonly minors: boolean;
}

interface Stored {
  enabled_from: string;
  sealed: Buffer;
  metadata: Loose | null;
  note: string | null;
  foreign: boolean;
  minors: boolean;
}

const FIVE_YEARS_S = 5 * 365 * 24 * 3600;
const NOTE_MAX = 255;
const CONTENT_ID = /^[1-9]\d{0,15}$/;

/** The content of this id in this very bank, unless it is deleted here. */
export async function readContent(
  db: QueryExecutorProvider,
  atRest: AtRest,
  bank: string,
  id: string,
): Promise<ContentRow | undefined> {
  if (!CONTENT_ID.test(id)) return undefined;
  const { rows } = await sql<Stored>`select enabled_from, sealed, metadata, note,
    exists (select 1 from exchange_row where content = bank_content.id) as "foreign",
    exists (select 1 from bank where name = bank_content.bank and age = 'minor') as minors
    from bank_content where id = ${id} and bank = ${bank} and not removed_here`.execute(db);
  const [row] = rows;
  if (!row) return undefined;
  return {
    id,
    bank,
    signals: openSignals(atRest, id, row.sealed),
    enabledFrom: Number(row.enabled_from),
    metadata: row.metadata ?? undefined,
    note: row.note ?? undefined,
    foreign: row.foreign,
    minors: row.minors,
  };
}

/** Whether any bank has a content of this id, unless it is deleted here. */
export async function isContent(db: QueryExecutorProvider, id: string): Promise<boolean> {
  if (!CONTENT_ID.test(id)) return false;
  const { rows } = await sql`select 1 from bank_content where id = ${id} and not removed_here`.execute(db);
  return rows.length > 0;
}

/** What is told of one content, beside its bank. */
export function contentAnswer(
  row: ContentRow,
  show: { signals: boolean; metadata: boolean },
): Record<string, unknown> {
  const { pdq, md5 } = row.signals;
  const open = !row.minors;
  return {
    disable_until_ts: row.enabledFrom,
    id: Number(row.id),
    original_media_uri: null,
    ...(open && show.signals && !row.foreign
      ? { signals: { ...(pdq ? { pdq: pdq.hash } : {}), ...(md5 ? { video_md5: md5 } : {}) } }
      : {}),
    ...(open && show.metadata && row.metadata ? { metadata: row.metadata } : {}),
    ...(open && row.note !== undefined ? { note: row.note } : {}),
  };
}

/** Since when a content matches: 1 always, 0 never, else that second. @throws HttpError 400 */
export function enabledFrom(value: unknown, now: Date): number | undefined {
  if (value === undefined) return undefined;
  const number = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isInteger(number) || number < 0)
    throw refuse(400, 'disable_until_ts must be a non-negative integer');
  if (number > now.getTime() / 1000 + FIVE_YEARS_S)
    throw refuse(400, 'disable_until_ts must be less than 5 years in the future');
  return number;
}

/** The note in a body or form. @throws HttpError 400 */
export function storedNote({ note }: Loose): string | undefined {
  if (note === undefined || note === null) return undefined;
  if (typeof note !== 'string' || note.length > NOTE_MAX)
    throw refuse(400, 'note must be at most 255 characters');
  return note;
}

/** What a caller wants to find again beside a content; keys that the protocol does not know stay under `json`. */
export function userMetadata(extra: Loose): Loose | undefined {
  const { content_id, content_uri, metadata } = extra;
  if (content_id === undefined && content_uri === undefined && metadata === undefined) return undefined;
  const given = metadataObject(metadata);
  const { content_id: innerId, content_uri: innerUri, json, ...unknown } = given;
  const rest = { ...(typeof json === 'object' && json !== null ? json : {}), ...unknown };
  const id = content_id ?? innerId;
  const uri = content_uri ?? innerUri;
  return {
    ...(id === undefined ? {} : { content_id: plain(id) }),
    ...(uri === undefined ? {} : { content_uri: plain(uri) }),
    ...(Object.keys(rest).length > 0 ? { json: rest } : {}),
  };
}

function metadataObject(metadata: unknown): Loose {
  let value: unknown = metadata ?? {};
  if (typeof value === 'string')
    try {
      value = JSON.parse(value) as unknown;
    } catch {
      throw refuse(400, 'metadata form field must be valid JSON');
    }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw refuse(400, 'metadata should be a json object');
  return Object.fromEntries(Object.entries(value));
}

/** A name that was sent as text or as a number. */
function plain(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
