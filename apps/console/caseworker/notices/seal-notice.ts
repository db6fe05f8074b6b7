import { fromHex } from '@amaan/base';
import {
  keysDigest,
  type NoticeItem,
  noticeItemHolds,
  openJson,
  parseNoticeItem,
  placeOf,
  SealError,
  sealJson,
  signNoticeItem,
} from '@amaan/custody';
import { type NoticeDocument, parseNoticeDocument } from '@amaan/notice';
import { noticePath, type NoticeShape } from '../../api/notices.ts';
import { newId } from '../../keys/random.ts';
import type { OpenedCase } from '../case/open-case.ts';
import type { DeskTools } from '../desk-context.ts';

/** A drafted notice as it goes into the case, in this browser: the exact text for her to read, and which links it lists. */
export async function sealNotice(
  { me, secrets }: Pick<DeskTools, 'me' | 'secrets'>,
  { sealed }: OpenedCase,
  document: NoticeDocument,
  said: Pick<NoticeItem, 'answers' | 'secondYes' | 'draft'>,
) {
  const { id: notice, digest, links, createdAt: at } = document;
  const unsigned = { v: 1, staff: me.id, at, digest, document, ...said } as const;
  const item = signNoticeItem(sealed.id, unsigned, fromHex(secrets.signSecret));
  const places = { v: 1, notice, links: links.map(({ url }) => placeOf(url)) };
  return {
    under: keysDigest(sealed.keys),
    sealed: await sealJson([sealed.keys.story], item),
    places: { id: newId(), sealed: await sealJson([sealed.keys.links], places) },
  };
}

/**
 * Fetches the text of a drafted notice and opens it again in this browser.
 *
 * @throws ApiError, SealError, ShapeError or NoticeDigestError, when no colleague of the directory signed it too
 */
export async function openNotice(
  { api, directory }: Pick<DeskTools, 'api' | 'directory'>,
  { sealed, secrets }: OpenedCase,
  notice: NoticeShape,
): Promise<{ document: NoticeDocument } & Pick<NoticeItem, 'answers' | 'secondYes'>> {
  const text = await api.get<{ sealed: string }>(`${noticePath(notice)}/text`);
  const item = parseNoticeItem(await openJson(secrets.story ?? '', text.sealed));
  const document = parseNoticeDocument(item.document);
  const key = directory?.staff.find(({ id }) => id === item.staff)?.signKey;
  if (!key || document.digest !== item.digest || !noticeItemHolds(sealed.id, item, key))
    throw new SealError('content', 'This draft was not signed by a colleague. Draft it again.');
  return { document, answers: item.answers, secondYes: item.secondYes };
}
