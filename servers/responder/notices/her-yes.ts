import type { CaseStatus, EventDraft } from '@amaan/custody';
import type { Db } from '../cases/append.ts';
import { endNotices } from './end.ts';
import { lockNotice } from './rows.ts';

/**
 * Her yes or no to the exact text of one notice. A yes counts for that digest alone and only before it leaves; a no at
 * any time: what waits does not leave, what has left is withdrawn.
 *
 * @returns the events, none when the answer changes nothing or names another text
 */
export async function answerNotice(
  trx: Db,
  caseId: string,
  status: CaseStatus,
  said: { readonly notice: string; readonly digest: string; readonly answer: 'yes' | 'no' },
): Promise<EventDraft[]> {
  const { notice: id, digest, answer } = said;
  const notice = await lockNotice(trx, id);
  const known = status.notices[id];
  if (!notice || !known || notice.caseId !== caseId || notice.digest !== digest || notice.closed) return [];
  if (known.state === 'withdrawn' || known.hers?.given === (answer === 'yes')) return [];
  const actor = { role: 'survivor' } as const;
  const consented: EventDraft = {
    type: 'notice.consented',
    actor,
    refs: { notice: id, digest, given: answer },
  };
  if (notice.sending === 'none') return [consented];
  if (answer === 'yes') return [];
  await endNotices(trx, caseId, { notice: id });
  return [consented, { type: 'notice.withdrawn', actor, refs: { notice: id, reason: 'survivor' } }];
}
