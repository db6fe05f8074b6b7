import {
  type CaseEvent,
  type CaseStatus,
  type Link,
  mergeLinks,
  type NoticeStatus,
  placeOf,
  type Places,
} from '@amaan/custody';
import type { End } from '../back/end-words.ts';

/** How one link stands, the plainest word for all that was done about it. */
export type Stand =
  | 'none'
  | 'asked'
  | 'drafted'
  | 'sent'
  | 'received'
  | 'answered'
  | 'refused'
  | 'late'
  | 'asserted'
  | 'gone'
  | 'back'
  | 'withdrawn';

/** What was seen of a link the last time that anybody of ours looked. */
export interface Seen {
  readonly at: string;
  readonly state: 'there' | 'gone' | 'unclear';
}

/** One notice that lists the link. */
export interface RowNotice {
  readonly id: string;
  readonly status: NoticeStatus;
}

/** One link: hers, everything that was done about it, what was seen, and the next date if she may see one. */
export interface LinkRow {
  readonly place: string;
  readonly link: Link;
  readonly stand: Stand;
  readonly notices: readonly RowNotice[];
  readonly seen?: Seen;
  /** There only when the three gates are open, and while it still counts: the next of them. */
  readonly due?: End;
}

/** From what needs her most to what is over: the first that any notice of the link has is the row's. */
const ORDER: readonly Stand[] = [
  'asked',
  'late',
  'refused',
  'asserted',
  'answered',
  'received',
  'sent',
  'drafted',
  'withdrawn',
];

function standOf({ state: stored, hers, answer, assertedAt, due, expired }: NoticeStatus): Stand {
  // A second proof that comes in after the end has passed makes nobody less late.
  const state = stored === 'receipted' && expired ? 'expired' : stored;
  switch (state) {
    case 'drafted':
      return hers ? (hers.given ? 'drafted' : 'withdrawn') : 'asked';
    case 'approved':
      return 'drafted';
    case 'expired':
      // A deadline that no lawyer has checked is not hers to see, and so is its passing.
      if (due === undefined) return answer === 'refused' ? 'refused' : assertedAt ? 'asserted' : 'received';
      return 'late';
    case 'answered':
      return answer === 'refused' ? 'refused' : 'answered';
    case 'receipted':
      return 'received';
    case 'observed':
      return 'asserted';
    default:
      return state;
  }
}

/** The last look at each link, by place: whoever looked, for whichever notice. */
function lastSeen(lists: ReadonlyMap<string, Places>, events: readonly CaseEvent[]): Map<string, Seen> {
  const seen = new Map<string, Seen>();
  for (const event of events) {
    const { type, refs, at } = event;
    if (type !== 'link.seen' && type !== 'removal.observed' && type !== 'reappeared') continue;
    const place = lists.get(refs.notice)?.links[refs.link];
    if (place === undefined) continue;
    const there = type === 'reappeared' || (type === 'link.seen' && refs.state === 'present');
    const state = type === 'removal.observed' ? 'gone' : there ? 'there' : 'unclear';
    // A look that could not tell takes nothing back, and one miss is not "gone" until the check says so.
    if (state === 'unclear' && seen.get(place)?.state === 'gone') continue;
    seen.set(place, { at, state });
  }
  return seen;
}

/**
 * One row for each link, in the order in which she gave them. The same address given twice is one row, with the newest
 * name and kind for it; two notices about it stand in it together.
 */
export function linkRows(
  links: readonly Link[],
  lists: readonly Places[],
  events: readonly CaseEvent[],
  status: CaseStatus | undefined,
): LinkRow[] {
  const byNotice = new Map(lists.map((each) => [each.notice, each]));
  const seen = lastSeen(byNotice, events);
  const cameBack = new Set(
    events.flatMap((event) =>
      event.type === 'reappeared' ? (byNotice.get(event.refs.notice)?.links[event.refs.link] ?? []) : [],
    ),
  );
  const notices = new Map<string, RowNotice[]>();
  for (const [id, known] of Object.entries(status?.notices ?? {}))
    for (const place of new Set(byNotice.get(id)?.links))
      notices.set(place, [...(notices.get(place) ?? []), { id, status: known }]);
  return mergeLinks(links).map((link) => {
    const place = placeOf(link.url);
    const mine = notices.get(place) ?? [];
    const look = seen.get(place);
    const stands = mine.map(({ status: each }) => standOf(each));
    const worst = ORDER.find((each) => stands.includes(each)) ?? 'none';
    const stand =
      look?.state === 'gone' ? 'gone' : look?.state === 'there' && cameBack.has(place) ? 'back' : worst;
    const due = stand === 'gone' ? undefined : nextDue(mine);
    return {
      place,
      link,
      stand,
      notices: mine,
      ...(look ? { seen: look } : {}),
      ...(due ? { due } : {}),
    };
  });
}

/** The first end of a clock that still runs: of a notice's own, or of one that follows it. */
function nextDue(notices: readonly RowNotice[]): LinkRow['due'] {
  return notices
    .flatMap(({ status }): End[] => {
      const { addressee: notice, regimeVersion: rule, due, expired, follows = {}, state } = status;
      if (state === 'observed' || state === 'withdrawn') return [];
      const own = due && !expired ? [{ at: due, notice, rule, kind: 'own' } as const] : [];
      const others = Object.entries(follows).flatMap(([family, { kind, due: at }]) =>
        at === undefined ? [] : [{ at, notice, rule: family, kind }],
      );
      return [...own, ...others];
    })
    .sort((a, b) => a.at.localeCompare(b.at))[0];
}
