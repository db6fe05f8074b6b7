import { Errors } from 'typebox/schema';
import schema from './regime-file.schema.json' with { type: 'json' };
import { AmaanError } from '@amaan/base';
import { digestOf } from '../digest.ts';
import au from './au.json' with { type: 'json' };
import eu from './eu.json' with { type: 'json' };
import gb from './gb.json' with { type: 'json' };
import india from './in.json' with { type: 'json' };
import it from './it.json' with { type: 'json' };
import pk from './pk.json' with { type: 'json' };
import { parseRegimeFile, type Row } from './row.ts';
import us from './us.json' with { type: 'json' };
import { words } from './words.ts';

/** The law files contradict themselves; nothing is offered from them. `row` names the row to correct. */
export class RegimeError extends AmaanError {
  readonly row: string;

  constructor(row: string, problem: string) {
    super('regimes', `Row ${row} ${problem}. Correct the regimes file; nothing of it was loaded.`);
    this.row = row;
  }
}

/** A row with the file it stands in. */
export interface BookRow extends Row {
  readonly jurisdiction: string;
}

/** The loaded law: rows by id, families with their versions, and the digest of each jurisdiction's file. */
export interface RegimeBook {
  readonly rows: ReadonlyMap<string, BookRow>;
  readonly families: ReadonlyMap<string, readonly BookRow[]>;
  /** Jurisdiction to the SHA-256 (hex) of its file's canonical JSON: what reviews and pins refer to. */
  readonly digests: ReadonlyMap<string, string>;
}

/** The file against its JSON Schema, which editors and other people's tools read as well. */
function checkSchema(file: unknown): void {
  const [fits, problems] = Errors(schema, file);
  if (fits) return;
  const place = problems[0]?.instancePath.split('/').slice(0, 4).join('/') || '/';
  throw new RegimeError(place, `does not fit the schema (${problems[0]?.message ?? 'its shape'})`);
}

function checkWords(row: Row): void {
  const unknown = (list: readonly string[], known: readonly string[]) =>
    list.find((each) => !known.includes(each));
  const events = [
    row.startsOn ?? 'notice.sent',
    ...row.stopsOn,
    ...(row.tollsOn ?? []),
    ...(row.extendsOn ?? []),
  ];
  const stranger =
    unknown(events, words.events) ??
    unknown([...row.elements, ...(row.practiceElements ?? [])], Object.keys(words.elements)) ??
    unknown(row.linkTests, Object.keys(words.linkTests)) ??
    unknown(row.claimants, Object.keys(words.claimants)) ??
    unknown(row.also, Object.keys(words.also)) ??
    unknown(row.tollsOn ?? [], Object.keys(words.tollPairs));
  if (stranger !== undefined) throw new RegimeError(row.id, `uses the unknown word ${stranger}`);
  if (row.duration !== null && row.counting === null)
    throw new RegimeError(row.id, 'has a duration but no way to count it');
  if (row.kind === 'route' && row.duration !== null)
    throw new RegimeError(row.id, 'is a route and may carry no number');
  if (row.ship === (row.held !== undefined))
    throw new RegimeError(row.id, 'must say why it is held exactly when it is');
  if (row.validFrom !== null && row.validTo !== null && row.validFrom > row.validTo)
    throw new RegimeError(row.id, 'ends before it begins');
}

const overlap = (a: Row, b: Row): boolean =>
  (a.validFrom ?? '') <= (b.validTo ?? '~') && (b.validFrom ?? '') <= (a.validTo ?? '~');

/**
 * Loads law files: one for each jurisdiction.
 *
 * @throws ShapeError when a file does not have the shape, RegimeError when rows contradict each other: an id twice,
 *   an unknown word, or two versions of one family in force on the same day
 */
export function loadRegimes(files: readonly unknown[]): RegimeBook {
  const rows = new Map<string, BookRow>();
  const families = new Map<string, BookRow[]>();
  const digests = new Map<string, string>();
  for (const file of files) {
    checkSchema(file);
    const { jurisdiction, rows: inFile } = parseRegimeFile(file);
    if (digests.has(jurisdiction))
      throw new RegimeError(jurisdiction, 'stands for a jurisdiction that is already loaded');
    digests.set(jurisdiction, digestOf(file));
    for (const each of inFile) {
      checkWords(each);
      if (rows.has(each.id)) throw new RegimeError(each.id, 'appears twice');
      const row = { ...each, jurisdiction };
      rows.set(row.id, row);
      const versions = families.get(row.family) ?? [];
      const twin = versions.find((other) => overlap(other, row));
      if (twin) throw new RegimeError(row.id, `is in force on the same days as ${twin.id}`);
      families.set(row.family, [...versions, row]);
    }
  }
  for (const row of rows.values()) {
    const named = [...row.previous, ...row.escalation.flatMap((step) => step.regime ?? [])];
    const missing = named.find((id) => !rows.has(id));
    if (missing !== undefined) throw new RegimeError(row.id, `names ${missing}, which does not exist`);
  }
  return { rows, families, digests };
}

/** The files as shipped, unparsed: for the command line's checks and for tests. */
export const shippedFiles: readonly unknown[] = [us, gb, eu, it, india, au, pk];

let shipped: RegimeBook | undefined;

/** The law as shipped, loaded once. No row of it has been read by counsel: reviews are the installation's records. */
export function regimes(): RegimeBook {
  shipped ??= loadRegimes(shippedFiles);
  return shipped;
}
