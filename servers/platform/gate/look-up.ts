import { type Match, type MatchResult, queryOf } from '@amaan/bank';
import type { App } from '@amaan/http';
import { sql } from 'kysely';
import { type Static, Type } from 'typebox';
import { banksOfMinors } from '../banks/bank-age.ts';
import type { Context } from '../context.ts';
import { letBareBy, watchBare } from '../keys/probing.ts';
import { readUpload } from './read-upload.ts';
import { MAX_UPLOAD } from './readers.ts';
import { UploadBody } from './schemas.ts';

const Hash = Type.Optional(Type.String());
const Found = {
  bank: Type.String(),
  content: Type.String(),
  rule: Type.Enum(['plain', 'upload-view', 'aligned']),
  distance: Type.Integer(),
  view: Type.Optional(Type.String()),
};

/** What a curator is told: what was asked, what it met, where that came from and what is thought of it. */
const LookUpAnswer = Type.Object({
  v: Type.Literal(1),
  query: Type.Object(
    { pdq: Hash, quality: Type.Optional(Type.Integer()), md5: Hash, sha256: Hash },
    { description: 'the hashes of what was sent' },
  ),
  matches: Type.Array(
    Type.Object({
      ...Found,
      suggests: Type.Boolean({ description: 'false: its bank or itself is switched off' }),
      exchange: Type.Union([Type.String(), Type.Null()], { description: 'whose; null: added here' }),
      opinions: Type.Array(Type.Object({ party: Type.String(), value: Type.String() })),
    }),
  ),
  silenced: Type.Array(Type.Object({ ...Found, silencedBy: Type.String() })),
  minors: Type.Boolean({ description: 'it met a bank of minors: nothing more is told of that' }),
});
const LookUpQuery = Type.Object(
  {
    banks: Type.Optional(Type.String({ maxLength: 2000, description: 'names between commas; absent: all' })),
  },
  { additionalProperties: false },
);

/**
 * Adds `POST /v1/lookup` (role curate): why something matches or does not. It opens no review and keeps nothing; no answer
 * holds a banked hash. Rules `plain` and `upload-view`, switched-off banks and contents too.
 */
export function lookUpRoute(scope: App, context: Context): void {
  scope.post(
    '/v1/lookup',
    {
      config: { class: 'api' },
      bodyLimit: MAX_UPLOAD,
      schema: {
        security: [{ key: [] }],
        summary: 'What something matches, for curators: nothing is held',
        querystring: LookUpQuery,
        body: UploadBody,
        response: { 200: LookUpAnswer },
      },
    },
    async (request): Promise<Static<typeof LookUpAnswer>> => {
      const caller = context.keys.require(request, context.now(), 'curate');
      const { set, parts, media } = await readUpload(request, context);
      if (!media) letBareBy(context, caller, set);
      const names = request.query.banks?.split(',').filter(Boolean);
      const options = { at: context.now().getTime(), sample: -1, ...(names && { banks: names }) };
      const query = { ...queryOf(set), uploadViews: parts };
      const on = context.banks.match(query, { ...options, sample: 0 });
      const all = context.banks.match(query, { ...options, ignoreEnabled: true });
      if (!media) await watchBare(context, caller, set, all.matches);
      return answerOf(context, set, on, all);
    },
  );
}

async function answerOf(
  context: Context,
  set: Parameters<typeof queryOf>[0],
  on: MatchResult,
  all: MatchResult,
): Promise<Static<typeof LookUpAnswer>> {
  const minors = await banksOfMinors(context.store.db);
  const open = (match: Match) => !minors.has(match.bank);
  const { rows } = await sql<{ content: string; source: string }>`select content, source from exchange_row
    where content = any(${all.matches.map(({ content }) => content)}::bigint[])`.execute(context.store.db);
  const sources = new Map(rows.map(({ content, source }) => [content, source]));
  const { pdq, md5, sha256 } = set;
  return {
    v: 1,
    query: {
      ...(pdq && { pdq: pdq.hash, quality: pdq.quality }),
      ...(md5 !== undefined && { md5 }),
      ...(sha256 !== undefined && { sha256 }),
    },
    matches: all.matches.filter(open).map((match) => ({
      ...foundOf(match),
      suggests: on.matches.some(({ bank, content }) => bank === match.bank && content === match.content),
      exchange: sources.get(match.content) ?? null,
      opinions: [...context.banks.opinions(match.bank, match.content)].map(([party, value]) => ({
        party,
        value,
      })),
    })),
    silenced: on.suppressed
      .filter(open)
      .map((match) => ({ ...foundOf(match), silencedBy: match.silencedBy })),
    minors: !all.matches.every(open),
  };
}

function foundOf({ bank, content, rule, distance, view }: Match) {
  return { bank, content, rule, distance, ...(view === undefined ? {} : { view }) };
}
