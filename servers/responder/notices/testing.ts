import { draftNotice, type NoticeDocument, regimes, sealDocument } from '@amaan/notice';
import type { App } from '@amaan/http';
import { account, anId, type TestContext, Visitor } from '../testing.ts';

/** A case with one link; `all` gives her mandate to the helpline and lets it look at the link. */
export async function openNoticeCase(
  context: TestContext,
  survivor: App,
  consents: 'all' | 'none',
  url: string,
): Promise<{ she: Visitor; caseId: string }> {
  const she = new Visitor(survivor);
  const at = context.now().toISOString().slice(0, 10);
  const mandate = { signer: 'helpline' as const, addressees: ['any'], until: '2099-01-01' };
  const given = [
    { kind: 'sendNotices' as const, given: true, at, scope: mandate },
    { kind: 'watchLinks' as const, given: true, at },
  ];
  await she.open(account({ links: [{ url, kind: 'post' }], consents: consents === 'all' ? given : [] }));
  const news = await she.news();
  return { she, caseId: news?.caseId ?? '' };
}

/** What a caseworker's browser makes for one regime: drafted from one story and sealed. */
export function makeDocument(of: {
  regime: string;
  addressee: string;
  urls: readonly string[];
  now: Date;
  reply?: (id: string) => string;
  leaveOut?: string;
}): NoticeDocument {
  const row = regimes().rows.get(of.regime);
  if (!row) throw new Error(`no row ${of.regime}`);
  const links = of.urls.map((url) => ({ url }));
  const { elements, text } = draftNotice(row, {
    sender: { name: 'Amaan helpline (demo)', signer: 'A. Caseworker', contact: 'notices@helpline.invalid' },
    links,
    description: 'A photo of one person indoors.',
    facts: { sexual: true, notAgreed: true, public: true, fake: of.regime.startsWith('PK') },
    seenOn: '2026-11-20',
  });
  const { [of.leaveOut ?? '']: _, ...kept } = elements;
  const id = anId();
  return sealDocument({
    v: 1,
    id,
    regime: row.family,
    regimeVersion: row.id,
    addressee: of.addressee,
    sender: 'Amaan helpline (demo)',
    onBehalf: row.claimants.includes('any_person') ? 'any_person' : 'authorised_person',
    links,
    elements: kept,
    text,
    reply: of.reply ? { url: of.reply(id) } : {},
    createdAt: of.now.toISOString(),
  });
}

/** Posts the draft and its approval as the console does. @returns the answer to the approval */
export async function draftAndApprove(
  app: App,
  caseId: string,
  document: NoticeDocument,
  channel: 'api' | 'email' | 'hand',
  secondYes = true,
): Promise<{ statusCode: number; body: string }> {
  const { id, regime, regimeVersion, addressee, digest, links } = document;
  const draft = { v: 1, id, regime, regimeVersion, addressee, channel, links: links.length, digest };
  const drafted = await app.inject({ method: 'POST', url: `/v1/cases/${caseId}/notices`, payload: draft });
  if (drafted.statusCode !== 200) return drafted;
  const tests = regimes().rows.get(regimeVersion)?.linkTests ?? [];
  const answers = Object.fromEntries(tests.map((test) => [test, 'yes']));
  return app.inject({
    method: 'POST',
    url: `/v1/cases/${caseId}/notices/${id}/approve`,
    payload: { v: 1, document, answers, secondYes },
  });
}
