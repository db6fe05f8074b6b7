import type { EventDraft, Intake } from '@amaan/custody';
import { HttpError } from '@amaan/http';
import { sql } from 'kysely';
import { type Context, newId, today } from '../context.ts';
import { type Chain, chainDrafts, type Db, writeChains } from './append.ts';
import { dropLeavers } from './leave.ts';
import {
  grantAdded,
  type GrantRow,
  writeItems,
  type NewItem,
  type OfCase,
  sealedDigest,
  writeGrants,
} from './rows.ts';
import { planRelease, type SignalRow, writeSignals } from './release.ts';
import { together } from './together.ts';

const SURVIVOR = { role: 'survivor' } as const;
/** Cases that are written in one transaction when many come at once. */
const AT_ONCE = 50;

/** A case that is ready to be written. */
interface NewCase {
  readonly id: string;
  readonly intake: Intake;
  readonly day: string;
  readonly items: readonly OfCase<NewItem>[];
  readonly grants: readonly OfCase<GrantRow>[];
  readonly signals: readonly SignalRow[];
  readonly chain: Chain;
}

/**
 * Opens cases from strictly parsed intakes: file, sealed items, grants, released signals, ledger and projection in one
 * transaction, which those that come at the same moment share. When the promise resolves, all of it is on disk. It
 * rejects with HttpError 422 `taken` when this receipt has a case already.
 */
export function caseOpener(context: Context): (intake: Intake) => Promise<void> {
  const write = together(
    (cases: readonly NewCase[]) => context.store.transaction((trx) => writeCases(context, trx, cases)),
    AT_ONCE,
  );
  return async (intake) => {
    if (!(await write(newCase(context, intake))))
      throw new HttpError(422, 'taken', 'This receipt was sent before. Come back with it to see your case.');
  };
}

function newCase(context: Context, intake: Intake): NewCase {
  const caseId = newId(context);
  const day = today(context);
  const { story, links, contact } = intake.sealed;
  const item = () => ({ caseId, id: newId(context), from: 'survivor', at: day }) as const;
  const grants = intake.grants.map((grant) => ({ ...grant, caseId, id: newId(context) }));
  const release = planRelease(context, caseId, intake.release);
  const opened: EventDraft = {
    type: 'case.opened',
    actor: SURVIVOR,
    refs: {
      story: sealedDigest(story),
      links: sealedDigest(links),
      contact: sealedDigest(contact),
      linkCount: intake.linkCount,
      grants: grants.length,
    },
  };
  const declared: EventDraft = {
    type: 'declaration.changed',
    actor: SURVIVOR,
    refs: { state: 'declared', reason: 'intake' },
  };
  const added = grants.map((grant) => grantAdded(grant, SURVIVOR));
  return {
    id: caseId,
    intake,
    day,
    items: [
      { ...item(), kind: 'story', compartment: 'story', sealed: story },
      { ...item(), kind: 'links', compartment: 'links', sealed: links },
      { ...item(), kind: 'contact', compartment: 'story', sealed: contact },
    ],
    grants,
    signals: release.signals,
    chain: chainDrafts(context, caseId, undefined, [opened, declared, ...added, ...release.drafts]),
  };
}

/** @returns for each whether it was written; not, when its receipt has a case already */
async function writeCases(context: Context, trx: Db, cases: readonly NewCase[]): Promise<boolean[]> {
  const column = (pick: (one: NewCase) => string) => cases.map((one) => pick(one));
  const { rows } = await sql<{ id: string }>`
    with new as (
      select * from unnest(${column(({ id }) => id)}::text[], ${column(({ intake }) => intake.locatorHash)}::text[],
        ${column(({ intake }) => intake.tokenHash)}::text[], ${column(({ intake }) => intake.recipient)}::text[],
        ${column(({ intake }) => JSON.stringify(intake.keys))}::text[],
        ${cases.map(({ intake }) => intake.urgent ?? false)}::boolean[],
        ${cases.map(({ intake }) => intake.personFirst ?? false)}::boolean[],
        ${column(({ intake }) => intake.release.ageMark)}::text[], ${column(({ day }) => day)}::date[])
        as n (id, locator, token, recipient, keys, urgent, person_first, age_mark, day)),
    access as (
      insert into case_access (locator_hash, token_hash, case_id, recipient, compartments)
      select decode(locator, 'hex'), decode(token, 'hex'), id, recipient, '{story,links,messages,exhibits}' from new
      on conflict do nothing returning case_id)
    insert into case_file (id, keys, urgent, person_first, age_mark, opened_on)
    select id, keys::jsonb, urgent, person_first, age_mark, day from new where id in (select case_id from access)
    returning id`.execute(trx);
  const there = new Set(rows.map(({ id }) => id));
  const written = cases.filter(({ id }) => there.has(id));
  if (written.length > 0) {
    await writeItems(
      trx,
      written.flatMap(({ items }) => items),
    );
    await writeGrants(
      trx,
      written.flatMap(({ grants }) => grants),
    );
    await writeSignals(
      trx,
      written.flatMap(({ signals }) => signals),
    );
    await writeChains(
      context,
      trx,
      written.map(({ chain }) => chain),
    );
    await dropLeavers(
      context,
      trx,
      written.map(({ id }) => id),
    );
  }
  return cases.map(({ id }) => there.has(id));
}
