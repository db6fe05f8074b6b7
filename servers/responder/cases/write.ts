import {
  type CaseStatus,
  COMPARTMENTS,
  type EventDraft,
  type Grant,
  type Write,
  type WriteOp,
} from '@amaan/custody';
import { sql } from 'kysely';
import { type Context, today } from '../context.ts';
import { endNotices } from '../notices/end.ts';
import { resumeNotices } from '../notices/schedule.ts';
import { answerNotice } from '../notices/her-yes.ts';
import { appendEvents, type Db, lockCase } from './append.ts';
import { dropProposals } from './declaration.ts';
import { eraseCase } from './erase.ts';
import { type Access, findAccess, mayWrite } from './find.ts';
import { releaseSignals } from './release.ts';
import { completeReseal, replaceKeys } from './rotate.ts';
import { insertGrants, insertItems, type NewItem, sealedDigest } from './rows.ts';
import { requireKeys } from './under-keys.ts';
import { withdrawShared } from './share.ts';
import { answerReferral } from './work.ts';

type OpOf<K extends WriteOp['op']> = Extract<WriteOp, { op: K }>;

/**
 * Does what the holder of locator and token asks. An unknown locator, a wrong token, an act that a helper may not do
 * and an act that came twice are dropped without a word: the caller answers the same in every case.
 *
 * @throws HttpError 409 `changed` to a holder who sealed under keys that the case no longer has
 */
export async function applyWrite(context: Context, { locator, token, write }: Write): Promise<void> {
  await context.store.transaction(async (trx) => {
    const access = await findAccess(trx, locator);
    if (!access || !mayWrite(access, token)) return;
    const state = await lockCase(trx, access.caseId);
    if (!state || state.status.phase === 'erased') return;
    const events = await act(context, trx, access, state.status, write);
    await appendEvents(context, trx, access.caseId, events);
  });
}

async function act(
  context: Context,
  trx: Db,
  access: Access,
  status: CaseStatus,
  write: WriteOp,
): Promise<EventDraft[]> {
  const { caseId, helper } = access;
  const actor: EventDraft['actor'] = helper ? { role: 'helper', id: helper } : { role: 'survivor' };
  switch (write.op) {
    case 'message': {
      if (!(await add(context, trx, access, { kind: 'message', compartment: 'messages', ...write })))
        return [];
      const refs = { message: write.id, digest: sealedDigest(write.sealed), from: actor.role as 'survivor' };
      return [{ type: 'message.added', actor, refs }];
    }
    case 'links': {
      if (!(await add(context, trx, access, { kind: 'links', compartment: 'links', ...write }))) return [];
      const refs = { item: write.id, digest: sealedDigest(write.sealed), count: write.count };
      return [{ type: 'link.added', actor, refs }];
    }
    case 'words': {
      if (!(await add(context, trx, access, { compartment: 'story', ...write }))) return [];
      const refs = { item: write.id, digest: sealedDigest(write.sealed), kind: write.kind };
      return [{ type: 'words.added', actor, refs }];
    }
  }
  if (helper) return [];
  switch (write.op) {
    case 'release':
      if (write.personFirst)
        await sql`update case_file set person_first = true where id = ${caseId}`.execute(trx);
      return releaseSignals(context, trx, caseId, write.release);
    case 'consent': {
      const { kind, given, scope } = write.consent;
      const changed: EventDraft = {
        type: 'consent.changed',
        actor,
        refs: { kind, given: given ? 'yes' : 'no', ...(scope ? { scope } : {}) },
      };
      if (!given && kind === 'sendNotices') await endNotices(trx, caseId, 'all');
      if (given && kind === 'sendNotices') await resumeNotices(trx, caseId);
      if (!given && kind === 'watchLinks') await endNotices(trx, caseId, 'watching');
      const stops = !given && (kind === 'shareSignals' || kind === 'shareViews');
      return stops ? [changed, ...(await withdrawShared(context, trx, caseId, actor, 'consent'))] : [changed];
    }
    case 'referral': {
      const { referral, answer } = write;
      return answerReferral(status.referrals?.[referral], actor, { referral, answer });
    }
    case 'notice':
      return answerNotice(trx, caseId, status, write);
    case 'withdraw': {
      const withdrawn = await withdrawShared(context, trx, caseId, actor, 'survivor');
      if (status.declaration === 'withdrawn') return withdrawn;
      await dropProposals(trx, caseId);
      return [
        { type: 'declaration.changed', actor, refs: { state: 'withdrawn', reason: 'survivor' } },
        ...withdrawn,
      ];
    }
    case 'erase':
      return eraseCase(context, trx, caseId, actor, 'survivor');
    case 'minor':
      return eraseCase(context, trx, caseId, actor, 'minor');
    case 'keep':
      return [{ type: 'case.kept', actor, refs: { until: write.until } }];
    case 'share':
      return share(context, trx, access, write);
    case 'unshare':
    case 'replace':
      return rotate(context, trx, access, write);
  }
}

async function add(
  context: Context,
  trx: Db,
  access: Access,
  item: Pick<NewItem, 'id' | 'kind' | 'compartment' | 'sealed'> & { readonly under: string },
): Promise<boolean> {
  if (!access.compartments.includes(item.compartment)) return false;
  const { id, kind, compartment, sealed, under } = item;
  await requireKeys(trx, access.caseId, under);
  const from = access.helper ? 'helper' : 'survivor';
  const written = await insertItems(trx, access.caseId, [
    { id, kind, compartment, sealed, from, at: today(context) },
  ]);
  return written.size === 1;
}

async function share(
  context: Context,
  trx: Db,
  { caseId }: Access,
  { helper, grant, under }: OpOf<'share'>,
): Promise<EventDraft[]> {
  await requireKeys(trx, caseId, under);
  const fits =
    grant.kind === 'helper' &&
    grant.to === helper.recipient &&
    grant.compartments.join() === helper.compartments.join();
  if (!fits) return [];
  const { rows } = await sql`
    insert into case_access (locator_hash, token_hash, case_id, helper, recipient, compartments)
    values (decode(${helper.locatorHash}, 'hex'), decode(${helper.tokenHash}, 'hex'), ${caseId}, ${helper.id},
      ${helper.recipient}, ${helper.compartments}::text[]) on conflict do nothing returning 1`.execute(trx);
  if (rows.length === 0) return [];
  return insertGrants(context, trx, caseId, [grant], { role: 'survivor' }, helper.id);
}

/**
 * New keys for every compartment, with everything sealed again by her browser: how a helper's view is taken back, and
 * how a receipt that someone else holds dies. Refused as a whole when an item would stay behind under an old key.
 */
async function rotate(
  context: Context,
  trx: Db,
  access: Access,
  write: OpOf<'unshare'> | OpOf<'replace'>,
): Promise<EventDraft[]> {
  const { caseId } = access;
  const actor = { role: 'survivor' } as const;
  const items = await completeReseal(trx, caseId, write);
  const heir = write.op === 'replace' ? write.recipient : access.recipient;
  if (!isWhole(write.grants, heir)) return [];
  if (write.op === 'unshare') {
    const { rows } = await sql`
      delete from case_access where case_id = ${caseId} and helper = ${write.helper} returning 1`.execute(
      trx,
    );
    if (rows.length === 0) return [];
  } else {
    const { rows } = await sql`
      update case_access set locator_hash = decode(${write.locatorHash}, 'hex'),
        token_hash = decode(${write.tokenHash}, 'hex'), recipient = ${write.recipient}
      where case_id = ${caseId} and helper is null and not exists
        (select 1 from case_access where locator_hash = decode(${write.locatorHash}, 'hex')) returning 1`.execute(
      trx,
    );
    if (rows.length === 0) return [];
  }
  const reason = write.op === 'replace' ? 'receipt' : 'helper';
  const events = await replaceKeys(context, trx, caseId, actor, write, items, reason);
  // A helper whose grant was not renewed has no access either.
  await sql`delete from case_access a where a.case_id = ${caseId} and not exists
    (select 1 from case_grant g where g.case_id = a.case_id and g.recipient = a.recipient)`.execute(trx);
  if (write.op === 'unshare') return events;
  return [{ type: 'receipt.replaced', actor, refs: { locatorHash: write.locatorHash } }, ...events];
}

/** Whether the new grants leave her able to open everything, and no recipient twice. */
function isWhole(grants: readonly Grant[], survivor: string): boolean {
  const own = grants.find((grant) => grant.to === survivor && grant.kind === 'survivor');
  const recipients = new Set(grants.map((grant) => grant.to));
  return own?.compartments.length === COMPARTMENTS.length && recipients.size === grants.length;
}
