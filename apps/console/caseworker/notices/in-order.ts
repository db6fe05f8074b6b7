import type { NoticeShape } from '../../api/notices.ts';

/** Somebody has to do something about it now. */
const asks = ({ mails, again, held, state, hers }: NoticeShape): boolean =>
  mails.length > 0 ||
  again.length > 0 ||
  held ||
  state === 'uncertain' ||
  (state === 'drafted' && hers === 'yes');

const rank = (notice: NoticeShape): number => {
  if (asks(notice)) return 0;
  if (notice.clock?.state === 'expired') return 1;
  return notice.clock?.dueAt ? 2 : 3;
};

/**
 * The notices of a case as they are worked on: what waits for a person, what is late, what is due next, what only
 * waits; and apart from them those that are over. Of the same rank the older stands first.
 */
export function inOrder(notices: readonly NoticeShape[]): {
  open: readonly NoticeShape[];
  over: readonly NoticeShape[];
} {
  const isOver = (each: NoticeShape) => ['observed', 'withdrawn'].includes(each.state) && !asks(each);
  const dueAt = ({ clock }: NoticeShape) => clock?.dueAt ?? '';
  return {
    open: notices
      .filter((each) => !isOver(each))
      .sort((a, b) => rank(a) - rank(b) || dueAt(a).localeCompare(dueAt(b))),
    over: notices.filter(isOver),
  };
}
