import type { CaseEvent } from '@amaan/custody';
import {
  type ClockEvent,
  type FamilyClock,
  familyClock,
  type Following,
  followingClocks,
  type LinkRemoval,
  type Pin,
  regimes,
  wholeRemoval,
} from '@amaan/notice';

/** A notice and an application are taken back by the same act of hers. */
function withdraw(push: (type: string) => void): void {
  push('notice.withdrawn');
  push('application.withdrawn');
}

/** When something was recorded; a day alone (her own act) counts from its first moment, to hurt nobody. */
const recorded = (event: CaseEvent): string => (event.at.length === 10 ? `${event.at}T00:00:00Z` : event.at);

/**
 * A notice's clock events out of its case's ledger: the ledger is the one record, clocks are folded from it.
 *
 * @param links how many links the notice lists
 */
export function clockEvents(events: readonly CaseEvent[], notice: string, links: number): ClockEvent[] {
  const found: ClockEvent[] = [];
  const removals: LinkRemoval[] = [];
  let drafted = false;
  for (const event of events) {
    const recordedAt = recorded(event);
    const push = (type: string, at = event.at, more: Partial<ClockEvent> = {}) =>
      found.push({ type, id: event.id, at, recordedAt, ...more });
    // What she took back before this notice was drafted is about others.
    if (event.type === 'notice.drafted' && event.refs.notice === notice) drafted = true;
    const revoked =
      event.type === 'consent.changed' && event.refs.kind === 'sendNotices' && event.refs.given === 'no';
    if (drafted && (revoked || event.type === 'case.erased')) withdraw(push);
    if (!('notice' in event.refs) || event.refs.notice !== notice) continue;
    switch (event.type) {
      case 'notice.sent':
      case 'notice.bounced':
      case 'notice.incomplete':
      case 'removal.asserted':
        push(event.type);
        break;
      case 'notice.withdrawn':
        withdraw(push);
        break;
      case 'notice.receipted':
        // The proof stands for an application to an authority as it does for a notice to a platform.
        push('notice.receipted', event.refs.at);
        push('application.receipted', event.refs.at);
        break;
      case 'notice.answered': {
        const { answer, at = event.at } = event.refs;
        if (answer === 'refused') push('notice.refused', at);
        // A refusal in writing is a decision too: the time to complain about it begins (DSA, article 20; Indian rule
        // 3A), and an authority that had to decide (PECA, section 2C) has decided.
        if (answer === 'refused' || answer === 'decided') {
          push('decision.received', at);
          push('order.received', at);
        }
        break;
      }
      case 'notice.happened': {
        const { what, at, until } = event.refs;
        push(what, at, until === undefined ? {} : { until });
        break;
      }
      case 'link.seen':
        if (event.refs.state === 'present')
          push('link.seen', event.at, { by: event.actor.role === 'server' ? 'check' : 'person' });
        if (event.refs.state === 'uncertain') push('removal.unobservable');
        break;
      case 'removal.observed': {
        const { link, firstMissed, lastSeen } = event.refs;
        removals.push({ link, at: firstMissed, recordedAt, ...(lastSeen && { lastSeen }) });
        break;
      }
    }
  }
  const whole = wholeRemoval(links, removals);
  return whole ? [...found, whole] : found;
}

/** The clock of a notice now, by its pinned row or by the version that its start picks. */
export function clockOf(
  events: readonly CaseEvent[],
  notice: { id: string; regime: string; links: number; pin: Pin | null },
  now: Date,
): FamilyClock {
  const mine = ofAppeal(notice.regime, clockEvents(events, notice.id, notice.links));
  return familyClock(regimes(), notice.regime, mine, now.getTime(), notice.pin ?? undefined);
}

/**
 * Of an appeal the own window was opened by the decision that it is about, which another notice knows: what answers the
 * appeal opens none, and shows that it was filed.
 */
function ofAppeal(family: string, mine: readonly ClockEvent[]): readonly ClockEvent[] {
  const row = regimes().families.get(family)?.[0];
  if (row?.kind !== 'window') return mine;
  const filed = row.stopsOn.filter((type) => type.endsWith('.filed'));
  return mine.flatMap((event) =>
    event.type === 'decision.received' || event.type === 'order.received'
      ? filed.map((type) => ({ ...event, type }))
      : event,
  );
}

/** A notice's own clock and those that follow it, with the clock events that they were folded from. */
export interface NoticeClocks extends FamilyClock {
  readonly mine: readonly ClockEvent[];
  readonly following: readonly Following[];
}

/** All clocks of a notice now. @param pins of the clocks that follow it, by family */
export function clocksOf(
  events: readonly CaseEvent[],
  notice: { id: string; regime: string; regimeVersion: string; links: number; pin: Pin | null },
  now: Date,
  pins: ReadonlyMap<string, Pin>,
): NoticeClocks {
  const own = clockOf(events, notice, now);
  const mine = clockEvents(events, notice.id, notice.links);
  const row = regimes().rows.get(own.pin?.row ?? notice.regimeVersion);
  // What she took back, or what has not left, is followed by nothing.
  const has = (type: string) => mine.some((each) => each.type === type);
  const over = has('notice.withdrawn') || !has('notice.sent');
  const following = row && !over ? followingClocks(regimes(), row, mine, now.getTime(), pins) : [];
  return { ...own, mine, following };
}
