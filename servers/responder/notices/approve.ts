import { canonicalJson, type EventDraft, type Mandate } from '@amaan/custody';
import { HttpError } from '@amaan/http';
import {
  checkNumbers,
  isWritten,
  type NoticeDocument,
  parseNoticeDocument,
  problems,
  regimes,
} from '@amaan/notice';
import { addJob } from '@amaan/store';
import { sql } from 'kysely';
import { appendEvents, lockCase } from '../cases/append.ts';
import { insertItems } from '../cases/rows.ts';
import { requireKeys } from '../cases/under-keys.ts';
import type { Context } from '../context.ts';
import { addresseeOf } from './addressees.ts';
import { NoticeProblems, noSuchNotice } from './errors.ts';
import { sealRow } from './queue-seal.ts';
import { insertNotice, lockNotice, noticesOfCase } from './rows.ts';
import { JOBS, jobKey } from './job-names.ts';
import { isStopped } from './schedule.ts';
import type { ApproveBodyShape, DraftBodyShape } from './schemas/entered.ts';

type Actor = EventDraft['actor'];

const TAKEN = 'A notice with this id exists. Draft it again.';

/**
 * Enters a draft: which regime, which addressee, how many links, the digest of what the browser made, and that itself
 * sealed to the case, for her to read.
 */
export async function draftNotice(
  context: Context,
  actor: Actor,
  caseId: string,
  draft: DraftBodyShape,
): Promise<void> {
  const row = regimes().rows.get(draft.regimeVersion);
  if (!row || !isWritten(row) || row.family !== draft.regime)
    throw new HttpError(422, 'notice.regime', 'Choose a row that is offered; this one is not.');
  const addressee = addresseeOf(context, draft.addressee);
  if (!addressee?.regimes.includes(draft.regime) || !addressee.channels.includes(draft.channel))
    throw new HttpError(422, 'notice.addressee', 'This addressee does not take such a notice in this way.');
  await context.store.transaction(async (trx) => {
    const state = await lockCase(trx, caseId);
    if (state?.status.phase !== 'open') throw new HttpError(409, 'case.closed', 'This case is not open.');
    await requireKeys(trx, caseId, draft.under);
    if (draft.previous && !(await noticesOfCase(trx, caseId)).some((each) => each.id === draft.previous))
      throw noSuchNotice();
    if (!(await insertNotice(trx, caseId, draft, context.now())))
      throw new HttpError(409, 'notice.taken', TAKEN);
    const { id: notice, regime, regimeVersion, addressee: to, links, digest, sealed, places } = draft;
    const at = context.now().toISOString();
    const from = { from: 'staff', at, ...(actor.id === undefined ? {} : { staff: actor.id }) } as const;
    const items = await insertItems(trx, caseId, [
      { ...from, id: notice, kind: 'notice', compartment: 'story', sealed },
      { ...from, id: places.id, kind: 'places', compartment: 'links', sealed: places.sealed },
    ]);
    if (items.size < 2) throw new HttpError(409, 'notice.taken', TAKEN);
    const refs = { notice, regime, regimeVersion, addressee: to, links, digest };
    await appendEvents(context, trx, caseId, [{ type: 'notice.drafted', actor, refs }]);
  });
}

function sameMandate(given: Mandate | undefined, kept: Mandate | undefined): boolean {
  return given === undefined || (kept !== undefined && canonicalJson(given) === canonicalJson(kept));
}

/**
 * Takes the document in, checks everything that makes it valid and hers, keeps its exact bytes sealed, and lets the
 * sending follow.
 *
 * @throws NoticeProblems with what is missing: elements, link tests, mandate, second yes, her own yes to this text
 */
export async function approveNotice(
  context: Context,
  actor: Actor,
  { caseId, notice: id }: { caseId: string; notice: string },
  { document: value, answers, secondYes }: ApproveBodyShape,
): Promise<void> {
  const document: NoticeDocument = parseNoticeDocument(value, 'document');
  await context.store.transaction(async (trx) => {
    const state = await lockCase(trx, caseId);
    const notice = await lockNotice(trx, id);
    if (!notice || notice.caseId !== caseId) throw noSuchNotice();
    if (state?.status.phase !== 'open' || notice.closed || notice.sending !== 'none')
      throw new HttpError(409, 'notice.approved', 'This notice was approved before, or its case is closed.');
    if (isStopped(state.status))
      throw new HttpError(
        409,
        'declaration',
        'The declaration of this case is on hold or was refused: no notice leaves.',
      );
    const same =
      document.id === id &&
      document.digest === notice.digest &&
      document.regime === notice.regime &&
      document.regimeVersion === notice.regimeVersion &&
      document.addressee === notice.addressee &&
      document.links.length === notice.links;
    if (!same)
      throw new HttpError(409, 'notice.other', 'This is another document than was drafted. Draft it again.');
    const row = regimes().rows.get(notice.regimeVersion);
    if (!row) throw new HttpError(422, 'notice.regime', 'Choose a row that is offered; this one is not.');
    const { sendNotices } = state.status.consents;
    const { hers } = state.status.notices[id] ?? {};
    const mandate = sendNotices?.given ? sendNotices.scope : undefined;
    const found = problems(
      row,
      {
        elements: document.elements,
        answers,
        addressee: document.addressee,
        onBehalf: document.onBehalf,
        mandate,
        secondYes,
        // Her yes names these exact bytes: another text is another digest, and asks her anew.
        herYes: hers?.given === true && hers.digest === document.digest,
        // The store keeps no case without the adult mark, and one found to show somebody younger is erased.
        adult: true,
      },
      context.now().toISOString().slice(0, 10),
    );
    // Her yes is needed whoever signs.
    if (sendNotices?.given !== true && !found.some((each) => each.code === 'mandate'))
      found.push({ code: 'mandate', why: 'missing' });
    if (!sameMandate(document.mandate, mandate)) found.push({ code: 'mandate', why: 'missing' });
    if (found.length > 0) throw new NoticeProblems(found);
    if (row.jurisdiction === 'PK') for (const each of Object.values(document.text)) checkNumbers(each);
    await appendEvents(context, trx, caseId, [
      { type: 'notice.approved', actor, refs: { notice: id, digest: document.digest } },
    ]);
    await sql`insert into notice_queue (notice, sealed)
      values (${id}, ${sealRow(context, `notice:${id}`, canonicalJson(document))})`.execute(trx);
    await sql`update notice set sending = 'waiting' where id = ${id}`.execute(trx);
    if (notice.channel === 'api' || notice.channel === 'email')
      await addJob(trx, JOBS.send, { notice: id }, { jobKey: jobKey(JOBS.send, id) });
  });
}
