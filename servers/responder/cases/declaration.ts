import { type EventDraft, ENDS_PROPOSALS, PROPOSAL_KINDS, type ProposalKind } from '@amaan/custody';
import { HttpError } from '@amaan/http';
import { sql } from 'kysely';
import { type Context, newId } from '../context.ts';
import { caseOpinions, raiseCase, restCase } from '../exchange/on-hold.ts';
import { endNotices } from '../notices/end.ts';
import { resumeNotices } from '../notices/schedule.ts';
import { appendEvents, type CaseState, type Db, lockCase } from './append.ts';
import { oldestApproval } from './approval-kinds.ts';
import { stillHere } from './leave.ts';
import { passPublished } from './published.ts';
import { heldFor, withdrawShared } from './share.ts';
import { actorOf, requireHolder, type StaffMember } from './staff.ts';

/** What one member of staff may do to a declaration alone. */
export type OwnDecision =
  | { readonly state: 'suspended'; readonly reason: string }
  | { readonly state: 'corroborated'; readonly reason: 'platform-review' };

/** What a second person has to agree to. */
export interface Proposal {
  readonly id: string;
  readonly state: ProposalKind;
  readonly reason: string;
}

/**
 * One holder's word on a declaration: puts it on hold at once, which two people end; or confirms it where a platform's
 * reviewer has confirmed a real match (abuse controls, S3). Chance gives some of these to a second person after all (P11).
 *
 * @throws HttpError 404 `no-case`, 409 `no-match`; CustodyError `declaration` where the state may not follow
 */
export async function decideAlone(
  context: Context,
  staff: StaffMember,
  caseId: string,
  { state, reason }: OwnDecision,
): Promise<void> {
  await context.store.transaction(async (trx) => {
    const { status } = await heldOpen(trx, staff, caseId);
    if (state === 'corroborated' && (await caseOpinions(trx, caseId)).blocked === 0)
      throw new HttpError(
        409,
        'no-match',
        "No platform's reviewer has confirmed a match of this case: a colleague has to agree instead.",
      );
    // Asked once, a second person is not got round by trying again.
    const asked = Object.values(status.proposals ?? {}).some(({ kind }) => kind === 'corroborated');
    if (state === 'corroborated' && (asked || picked(context)))
      return propose(context, trx, staff, caseId, { id: newId(context), state, reason });
    await changeDeclaration(context, trx, caseId, actorOf(staff), { state, reason });
  });
}

/**
 * The first person's word: two people pass a declaration, confirm it, or refuse it. Nothing changes before the second's.
 *
 * @throws HttpError 404 `no-case`, 409 `asked` while another one waits, `nothing-waits` where there is nothing to pass
 */
export async function proposeDeclaration(
  context: Context,
  staff: StaffMember,
  caseId: string,
  { id, state, reason }: Proposal,
): Promise<void> {
  await context.store.transaction(async (trx) => {
    await stillHere(trx, { ids: [staff.id], recipient: null });
    await heldOpen(trx, staff, caseId);
    if (state === 'passed') await requireWaiting(context, trx, caseId);
    await propose(context, trx, staff, caseId, { id, state, reason });
  });
}

/** Whether chance picks this one for a second person. */
function picked({ config, random }: Context): boolean {
  const [a = 0, b = 0] = random(2);
  return (a * 256 + b) / 65_536 < config.checkPercent / 100;
}

async function propose(
  context: Context,
  trx: Db,
  staff: StaffMember,
  caseId: string,
  { id, state, reason }: Proposal,
): Promise<void> {
  const { rows } = await sql<{ id: string; old: boolean }>`
    select id, asked_at <= ${oldestApproval(context)} as old from case_approval
    where case_id = ${caseId} and kind = any(${[...PROPOSAL_KINDS]}::text[])`.execute(trx);
  if (rows.some((row) => !row.old))
    throw new HttpError(409, 'asked', 'Something about this declaration waits for a second person already.');
  await dropProposals(trx, caseId);
  const actor = actorOf(staff);
  const old: EventDraft[] = rows.map((row) => ({
    type: 'declaration.dropped',
    actor,
    refs: { approval: row.id, reason: 'too-old' },
  }));
  await sql`insert into case_approval (id, case_id, kind, reason, asked_by, asked_at)
    values (${id}, ${caseId}, ${state}, ${reason}, ${staff.id}, ${context.now()})`.execute(trx);
  await appendEvents(context, trx, caseId, [
    ...old,
    { type: 'declaration.proposed', actor, refs: { approval: id, state, reason } },
  ]);
}

async function heldOpen(trx: Db, staff: StaffMember, caseId: string): Promise<CaseState> {
  const state = await lockCase(trx, caseId);
  await requireHolder(trx, caseId, staff);
  if (state?.status.phase !== 'open') throw new HttpError(409, 'case.closed', 'This case is not open.');
  return state;
}

/**
 * Changes a declaration and does what follows, in the caller's transaction: on hold, nothing of the case matches and no
 * notice leaves; refused, what was shared is called back and its notices end; confirmed, or let go on, what rested is
 * served again.
 *
 * @throws CustodyError `declaration` where the state may not follow
 */
export async function changeDeclaration(
  context: Context,
  trx: Db,
  caseId: string,
  actor: EventDraft['actor'],
  refs: Extract<EventDraft, { type: 'declaration.changed' }>['refs'],
): Promise<void> {
  await appendEvents(context, trx, caseId, [{ type: 'declaration.changed', actor, refs }]);
  if (ENDS_PROPOSALS.includes(refs.state)) await dropProposals(trx, caseId);
  if (refs.approval !== undefined && refs.state !== 'refused') await passPublished(trx, caseId);
  switch (refs.state) {
    case 'suspended':
      return restCase(trx, caseId, context.now());
    case 'refused': {
      await appendEvents(context, trx, caseId, await withdrawShared(context, trx, caseId, actor, 'refused'));
      return endNotices(trx, caseId, 'all');
    }
    case 'candidate':
    case 'corroborated':
      await resumeNotices(trx, caseId);
      return raiseCase(trx, context.atRest, caseId, context.now());
  }
}

/**
 * Two people pass what waits for them and leave the declaration where it stands: nobody has confirmed anything.
 *
 * @throws HttpError 409 `nothing-waits` any more; CustodyError `declaration` where no declaration is passed
 */
export async function passWhereItStands(
  context: Context,
  trx: Db,
  caseId: string,
  actor: EventDraft['actor'],
  refs: { readonly approval: string; readonly reason: string },
): Promise<void> {
  await requireWaiting(context, trx, caseId);
  await appendEvents(context, trx, caseId, [{ type: 'declaration.passed', actor, refs }]);
  await passPublished(trx, caseId);
}

/** What is passed is what waits now: nobody passes what is still to come. */
async function requireWaiting(context: Context, trx: Db, caseId: string): Promise<void> {
  const { rows } = await sql<{ waits: boolean }>`select ${heldFor(context)} <> '{}' as waits
    from case_status s where s.case_id = ${caseId}`.execute(trx);
  if (!rows[0]?.waits)
    throw new HttpError(409, 'nothing-waits', 'Nothing of this case waits for two people now.');
}

/** What waits for a second person about a declaration that has ended goes. The fold says so of its own. */
export async function dropProposals(trx: Db, caseId: string): Promise<void> {
  await sql`delete from case_approval
    where case_id = ${caseId} and kind = any(${[...PROPOSAL_KINDS]}::text[])`.execute(trx);
}
