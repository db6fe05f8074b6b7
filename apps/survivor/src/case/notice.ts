import { noticeItemHolds, openJson, parseNoticeItem } from '@amaan/custody';
import { type NoticeDocument, parseNoticeDocument } from '@amaan/notice';
import { newId } from './client.ts';
import { act, partOf, type Visit } from './visit.ts';

/** The exact text of a notice, as it is to leave. */
export interface ShownNotice {
  readonly document: NoticeDocument;
  /** Whether a caseworker of the signed directory wrote it for this case. */
  readonly signed: boolean;
  /** No lawyer has read the law it was made under. */
  readonly draft: boolean;
}

/** Opens the exact text of one notice; nothing when it is not there or cannot be opened with this receipt. */
export async function noticeText(visit: Visit, id: string): Promise<ShownNotice | undefined> {
  const { secrets, directory, news } = visit;
  const [found] = (await partOf(visit, 'notice', id))?.items ?? [];
  if (!found || !secrets.story) return undefined;
  try {
    const item = parseNoticeItem(await openJson(secrets.story, found.sealed));
    const document = parseNoticeDocument(item.document);
    const signer = directory.staff.find((member) => member.id === item.staff);
    const signed =
      signer !== undefined &&
      document.id === id &&
      document.digest === item.digest &&
      noticeItemHolds(news?.caseId ?? '', item, signer.signKey);
    return { document, signed, draft: item.draft };
  } catch {
    return undefined;
  }
}

/** Her yes or no to that exact text. */
export async function answerNotice(
  visit: Visit,
  { id: notice, digest }: Pick<NoticeDocument, 'id' | 'digest'>,
  answer: 'yes' | 'no',
): Promise<void> {
  await act(visit, { op: 'notice', id: newId(), notice, digest, answer });
}
