import { type CaseFile, type News, recipientOf, type Read, sealAnswer, sealFiller } from '@amaan/custody';
import { sql } from 'kysely';
import type { Context } from '../context.ts';
import { caseEvents, caseState, type Db } from './append.ts';
import { type Access, findAccess } from './find.ts';
import { readGrants, readItems } from './rows.ts';

/** What a helper may see of the compartments she has. */
const HELPERS_KINDS = ['story', 'links', 'contact', 'message', 'exhibit'] as const;

/**
 * One page of the answer to a read: always an age file of one size. A locator that finds nothing gets a filler sealed
 * to a key that nobody has.
 */
export async function answerRead(context: Context, read: Read): Promise<string> {
  const { db } = context.store;
  const access = await findAccess(db, read.locator);
  const value = access && (read.part === 'news' ? await news(db, access) : await file(db, access, read));
  if (!access || !value) return sealFiller(recipientOf(context.random(32)));
  return sealAnswer(access.recipient, value, read.page);
}

async function news(db: Db, access: Access): Promise<News | undefined> {
  const { caseId, helper, compartments } = access;
  const [state, grants, events, messages, referrals, helpers] = await Promise.all([
    caseState(db, caseId),
    readGrants(db, caseId),
    caseEvents(db, caseId),
    readItems(db, caseId, compartments, ['message']),
    helper ? [] : readItems(db, caseId, compartments, ['referral']),
    sql<{ id: string; compartments: News['grant']['compartments']; grant: string; recipient: string }>`
      select a.helper as id, a.compartments, g.id as grant, a.recipient from case_access a
      join case_grant g on g.case_id = a.case_id and g.recipient = a.recipient
      where a.case_id = ${caseId} and a.helper is not null order by a.helper`.execute(db),
  ]);
  const own = grants.find((grant) => grant.to === access.recipient);
  if (!state || !own) return undefined;
  return {
    v: 1,
    caseId,
    role: helper ? 'helper' : 'survivor',
    keys: access.keys,
    grant: { compartments: own.compartments, sealed: own.sealed },
    head: state.head,
    // A helper sees what she was given and what she did herself, not the course of the case.
    events: helper ? [] : events,
    messages,
    referrals,
    helpers: helper ? [] : helpers.rows,
    grants: helper ? [] : grants.map(({ id, kind, to }) => ({ id, kind, to })),
  };
}

/** Which kinds of items a part of the case holds, and whether one of them alone is asked for. */
const PARTS = {
  places: { kinds: ['links', 'places'], one: false },
  notice: { kinds: ['notice'], one: true },
  file: { kinds: undefined, one: false },
} as const;

async function file(
  db: Db,
  { caseId, helper, compartments }: Access,
  { part, item }: Pick<Read, 'part' | 'item'>,
): Promise<CaseFile> {
  const { kinds, one } = PARTS[part === 'news' ? 'file' : part];
  // What staff are to do, and what they write for her, is hers to see, and no helper's.
  const seen = helper ? HELPERS_KINDS.filter((kind) => !kinds || kinds.some((each) => each === kind)) : kinds;
  const [items, signals] = await Promise.all([
    readItems(db, caseId, compartments, seen, one ? (item ?? '') : undefined),
    sql<CaseFile['signals'][number]>`
      select id, case state when 'refused' then 'withdrawn' else state end as state
      from case_signal where case_id = ${caseId} and ${part === 'file' && !helper} order by id`.execute(db),
  ]);
  return { v: 1, caseId, items, signals: signals.rows };
}
