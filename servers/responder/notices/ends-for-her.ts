import type { EventDraft, FollowingEnd, NoticeStatus } from '@amaan/custody';
import { type Clock, openTests, regimes } from '@amaan/notice';
import { caseState, type Db } from '../cases/append.ts';
import type { NoticeClocks } from './clock-view.ts';
import { mayRead, reviews } from './reviews.ts';
import type { NoticeRow } from './rows.ts';

const SERVER: EventDraft['actor'] = { role: 'server' };
type Told = Pick<FollowingEnd, 'due' | 'paused'>;
type Refs = Extract<EventDraft, { type: 'notice.due' }>['refs'];

/** What she is to be told of a clock that differs from what she was told; nothing when it is the same. */
function change(
  before: Told,
  clock: Clock,
  end: string | undefined,
): Pick<Refs, 'state' | 'due'> | undefined {
  const paused = clock.state === 'tolled' && (before.due ?? end ?? before.paused) !== undefined;
  if (end === before.due && paused === (before.paused ?? false)) return undefined;
  return { state: paused ? 'paused' : end ? 'running' : 'none', ...(end ? { due: end } : {}) };
}

/** Counts again after its end had passed: the end moved, or the proof that it hung on was taken back. */
function revived(told: NoticeStatus, { state }: Clock): boolean {
  return told.expired === true && ['running', 'tolled', 'not-started'].includes(state);
}

/**
 * The events by which she is told that an end is another than she was told: an extension, a pause, a proof that came
 * earlier or was taken back, a clock that others started. Only ends that she may read are in them.
 */
export async function endsForHer(db: Db, notice: NoticeRow, clocks: NoticeClocks): Promise<EventDraft[]> {
  const told = (await caseState(db, notice.caseId))?.status.notices[notice.id];
  if (!told?.sentAt || told.state === 'withdrawn') return [];
  const read = await reviews(db);
  const { clock, pin, following } = clocks;
  const due = (refs: Omit<Refs, 'notice'>): EventDraft => ({
    type: 'notice.due',
    actor: SERVER,
    refs: { notice: notice.id, ...refs },
  });
  const drafts: EventDraft[] = [];
  if (clock && clock.state !== 'stopped') {
    const end = pin && clock.dueAt !== null && mayRead(read, pin) ? clock.dueAt : undefined;
    const said = change(told, clock, end);
    if (said) drafts.push(due(said));
    else if (revived(told, clock))
      drafts.push(due({ state: end ? 'running' : 'none', ...(end && { due: end }) }));
  }
  const own = regimes().rows.get(pin?.row ?? notice.regimeVersion);
  for (const each of following) {
    const { family: regime, kind } = each.row;
    if (!own || (kind !== 'duty' && kind !== 'window')) continue;
    const open = each.clock.state !== 'stopped' && mayRead(read, each.pin, openTests(each.row, own));
    const end =
      open && each.clock.dueAt !== null && each.actBy !== null
        ? new Date(each.actBy).toISOString()
        : undefined;
    const said = change(told.follows?.[regime] ?? {}, each.clock, end);
    if (said) drafts.push(due({ regime, kind, ...said }));
  }
  return drafts;
}
