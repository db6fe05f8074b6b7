import type { EventDraft, Intake, Release } from '@amaan/custody';
import { HttpError } from '@amaan/http';
import { sql } from 'kysely';
import { type Context, newId, today } from '../context.ts';
import { sealSet } from '../exchange/at-rest.ts';
import { appendEvents, type Db } from './append.ts';
import { insertGrants, insertItems, sealedDigest } from './rows.ts';

const SURVIVOR = { role: 'survivor' } as const;

/**
 * Opens a case from a strictly parsed intake: file, sealed items, grants, released signals, ledger and projection in
 * one transaction. When the promise resolves, all of it is on disk.
 *
 * @returns the case's id, for the server's own use
 * @throws HttpError 422 `taken` when this receipt has a case already
 */
export async function openCase(context: Context, intake: Intake): Promise<string> {
  const caseId = newId(context);
  await context.store.transaction(async (trx) => {
    const day = today(context);
    await sql`insert into case_file (id, keys, urgent, age_mark, opened_on)
      values (${caseId}, ${JSON.stringify(intake.keys)}::jsonb, ${intake.urgent ?? false}, ${intake.release.ageMark},
        ${day})`.execute(trx);
    const { rows } =
      await sql`insert into case_access (locator_hash, token_hash, case_id, recipient, compartments)
      values (decode(${intake.locatorHash}, 'hex'), decode(${intake.tokenHash}, 'hex'), ${caseId}, ${intake.recipient},
        '{story,links,messages,exhibits}') on conflict do nothing returning 1`.execute(trx);
    if (rows.length === 0)
      throw new HttpError(422, 'taken', 'This receipt was sent before. Come back with it to see your case.');
    const { story, links, contact } = intake.sealed;
    const item = { from: 'survivor', at: day } as const;
    await insertItems(trx, caseId, [
      { ...item, id: newId(context), kind: 'story', compartment: 'story', sealed: story },
      { ...item, id: newId(context), kind: 'links', compartment: 'links', sealed: links },
      { ...item, id: newId(context), kind: 'contact', compartment: 'story', sealed: contact },
    ]);
    const opened: EventDraft = {
      type: 'case.opened',
      actor: SURVIVOR,
      refs: {
        story: sealedDigest(story),
        links: sealedDigest(links),
        contact: sealedDigest(contact),
        linkCount: intake.linkCount,
        grants: intake.grants.length,
      },
    };
    const declared: EventDraft = {
      type: 'declaration.changed',
      actor: SURVIVOR,
      refs: { state: 'declared', reason: 'intake' },
    };
    const grants = await insertGrants(context, trx, caseId, intake.grants, SURVIVOR);
    const released = await releaseSignals(context, trx, caseId, intake.release);
    await appendEvents(context, trx, caseId, [opened, declared, ...grants, ...released], true);
  });
  return caseId;
}

/** Writes the consents and signals of a release. They are shared by the next round, see `shareHeld`. */
export async function releaseSignals(
  context: Context,
  trx: Db,
  caseId: string,
  release: Release,
): Promise<EventDraft[]> {
  const consents: EventDraft[] = release.consents.map(({ kind, given, scope }) => ({
    type: 'consent.changed',
    actor: SURVIVOR,
    refs: { kind, given: given ? 'yes' : 'no', ...(scope ? { scope } : {}) },
  }));
  if (release.signals.length === 0) return consents;
  const ids = release.signals.map(() => newId(context));
  await sql`insert into case_signal (id, case_id, content_type, quality, age_mark, state, sealed)
    select s.id, ${caseId}, s.content_type, s.quality, ${release.ageMark}, 'held', s.sealed
    from unnest(${ids}::text[], ${release.signals.map((set) => set.contentType)}::text[],
      ${release.signals.map((set) => set.pdq?.quality ?? 0)}::int[],
      ${release.signals.map((set, i) => sealSet(context.atRest, 'case-signal', ids[i] ?? '', set))}::bytea[])
      as s (id, content_type, quality, sealed)`.execute(trx);
  return [
    ...consents,
    { type: 'case.released', actor: SURVIVOR, refs: { signals: ids, ageMark: release.ageMark } },
  ];
}
