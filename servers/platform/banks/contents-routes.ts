import { type App, HttpError } from '@amaan/http';
import { sql } from 'kysely';
import { Type } from 'typebox';
import type { Context } from '../context.ts';
import { ageOf } from './bank-age.ts';

const closed = { additionalProperties: false };
const Name = Type.String({ pattern: '^[A-Z_][A-Z0-9_]{0,254}$' });
const MOST = 500;

/** A content of a bank without its hashes. */
const ContentLine = Type.Object({
  id: Type.String(),
  addedAt: Type.Optional(Type.String()),
  types: Type.Optional(Type.Array(Type.String(), { description: 'its single hashes, by type' })),
  enabledFrom: Type.Optional(Type.Integer({ description: 'Unix seconds; 1: always, 0: never' })),
  exchange: Type.Optional(Type.String({ description: 'whose; absent: added here' })),
  note: Type.Optional(Type.String()),
  metadata: Type.Optional(Type.Object({}, { additionalProperties: true })),
  opinions: Type.Optional(Type.Array(Type.Object({ party: Type.String(), value: Type.String() }))),
});

interface Row {
  id: string;
  addedAt: Date;
  types: string[];
  enabledFrom: number;
  exchange: string | null;
  note: string | null;
  metadata: object | null;
  opinions: { party: string; value: string }[] | null;
}

/** Adds `GET /v1/banks/NAME/contents` (role curate): ids and what stands beside them, page by page, never a hash. */
export function contentsRoutes(app: App, context: Context): void {
  const { banks, keys, store } = context;
  app.get(
    '/v1/banks/:name/contents',
    {
      config: { class: 'api' },
      schema: {
        security: [{ key: [] }],
        summary: "A bank's contents without hashes; of a bank of minors the ids alone",
        params: Type.Object({ name: Name }, closed),
        querystring: Type.Object(
          {
            after: Type.Optional(
              Type.String({ pattern: '^\\d{1,16}$', description: 'the last id of the page before' }),
            ),
            limit: Type.Optional(Type.Integer({ minimum: 1, maximum: MOST })),
          },
          closed,
        ),
        response: {
          200: Type.Object({ v: Type.Literal(1), contents: Type.Array(ContentLine), more: Type.Boolean() }),
        },
      },
    },
    async (request) => {
      keys.require(request, context.now(), 'curate');
      const { name } = request.params;
      if (!banks.get(name)) throw new HttpError(404, 'bank-unknown', 'There is no bank of this name.');
      const { after = '0', limit = MOST } = request.query;
      const { rows } = await sql<Row>`
        select c.id::text as id, c.added_at as "addedAt", c.enabled_from::float8 as "enabledFrom",
          array(select distinct h.type from bank_hash h where h.content = c.id order by h.type) as types,
          (select source from exchange_row r where r.content = c.id limit 1) as exchange, c.note, c.metadata,
          (select json_agg(json_build_object('party', party, 'value', value) order by party)
            from bank_opinion o where o.content = c.id) as opinions
        from bank_content c where c.bank = ${name} and c.id > ${after}::bigint and not c.removed_here
        order by c.id limit ${limit + 1}`.execute(store.db);
      const minors = (await ageOf(store.db, name)) === 'minor';
      return {
        v: 1 as const,
        contents: rows.slice(0, limit).map((row) => (minors ? { id: row.id } : lineOf(row))),
        more: rows.length > limit,
      };
    },
  );
}

function lineOf({ exchange, note, metadata, opinions, addedAt, ...row }: Row) {
  return {
    ...row,
    addedAt: addedAt.toISOString(),
    ...(exchange === null ? {} : { exchange }),
    ...(note === null ? {} : { note }),
    ...(metadata === null ? {} : { metadata }),
    ...(opinions && { opinions }),
  };
}
