import type { EventDraft } from '@amaan/custody';
import { HttpError } from '@amaan/http';
import type { Context } from '../context.ts';
import { appendEvents, type Db, lockCase } from './append.ts';
import { requireOpener } from './assign.ts';
import { requireKeys } from './under-keys.ts';
import { insertItems, sealedDigest } from './rows.ts';
import { actorOf, requireHolder, type StaffMember } from './staff.ts';

/** Something that a holder adds to a case, sealed to its story compartment: staff see it, and she, and no helper. */
interface NewWork {
  readonly id: string;
  readonly under: string;
  readonly sealed: string;
}

/** When a task is due (a day), and whose it is. */
export interface TaskPlan {
  readonly due?: string;
  readonly staff?: string;
}

async function add(
  context: Context,
  trx: Db,
  staff: StaffMember,
  caseId: string,
  kind: 'task' | 'referral',
  { id, under, sealed }: NewWork,
): Promise<boolean> {
  await requireHolder(trx, caseId, staff);
  await lockCase(trx, caseId);
  await requireKeys(trx, caseId, under);
  const at = context.now().toISOString();
  const item = { id, sealed, kind, compartment: 'story', from: 'staff', at, staff: staff.id } as const;
  return (await insertItems(trx, caseId, [item])).size === 1;
}

/** Adds a task; sent twice it is added once. @throws HttpError 404 `no-person`, 422 `no-grant` for whose it is */
export async function addTask(
  context: Context,
  staff: StaffMember,
  caseId: string,
  task: NewWork & TaskPlan,
): Promise<void> {
  await context.store.transaction(async (trx) => {
    if (!(await add(context, trx, staff, caseId, 'task', task))) return;
    const { due, staff: whose } = task;
    if (whose) await requireOpener(trx, caseId, whose);
    const plan = { ...(due ? { due } : {}), ...(whose ? { staff: whose } : {}) };
    const refs = { task: task.id, digest: sealedDigest(task.sealed), ...plan };
    await appendEvents(context, trx, caseId, [{ type: 'task.added', actor: actorOf(staff), refs }]);
  });
}

/** Changes how a task stands. @throws HttpError 404 `no-task`, `no-person`, 422 `no-grant` for whose it becomes */
export async function changeTask(
  context: Context,
  staff: StaffMember,
  caseId: string,
  task: string,
  change: TaskPlan & { readonly state: 'open' | 'done' },
): Promise<void> {
  await context.store.transaction(async (trx) => {
    await requireHolder(trx, caseId, staff);
    const state = await lockCase(trx, caseId);
    const before = state?.status.tasks?.[task];
    if (!before) throw new HttpError(404, 'no-task', 'There is no such task here.');
    // Whose it was before may have left meanwhile, and it is to be ended all the same.
    if (change.staff && change.staff !== before.staff) await requireOpener(trx, caseId, change.staff);
    await appendEvents(context, trx, caseId, [
      { type: 'task.changed', actor: actorOf(staff), refs: { task, ...change } },
    ]);
  });
}

/** Proposes to her that she is passed on to a service; she reads it with her receipt and answers. */
export async function proposeReferral(
  context: Context,
  staff: StaffMember,
  caseId: string,
  referral: NewWork,
): Promise<void> {
  await context.store.transaction(async (trx) => {
    if (!(await add(context, trx, staff, caseId, 'referral', referral))) return;
    const refs = { referral: referral.id, digest: sealedDigest(referral.sealed) };
    await appendEvents(context, trx, caseId, [{ type: 'referral.proposed', actor: actorOf(staff), refs }]);
  });
}

/**
 * Notes that she was passed on. Without her yes to this one referral the store refuses.
 *
 * @throws HttpError 409 `no-consent`
 */
export async function makeReferral(
  context: Context,
  staff: StaffMember,
  caseId: string,
  referral: string,
): Promise<void> {
  await context.store.transaction(async (trx) => {
    await requireHolder(trx, caseId, staff);
    const state = await lockCase(trx, caseId);
    if (state?.status.referrals?.[referral] !== 'agreed')
      throw new HttpError(409, 'no-consent', 'She has not said yes to this referral, or took it back.');
    await appendEvents(context, trx, caseId, [
      { type: 'referral.made', actor: actorOf(staff), refs: { referral } },
    ]);
  });
}

/** Her answer to a proposal; one that changes nothing is dropped. */
export function answerReferral(
  state: string | undefined,
  actor: EventDraft['actor'],
  refs: { readonly referral: string; readonly answer: 'yes' | 'no' },
): EventDraft[] {
  const may = refs.answer === 'yes' ? ['proposed', 'declined'] : ['proposed', 'agreed', 'made'];
  return state !== undefined && may.includes(state) ? [{ type: 'referral.answered', actor, refs }] : [];
}
