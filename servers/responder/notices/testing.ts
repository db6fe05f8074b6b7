import { randomBytes } from 'node:crypto';
import { type CaseKeys, keysDigest, placeOf, sealJson, signNoticeItem } from '@amaan/custody';
import { draftNotice, type NoticeDocument, regimes, sealDocument } from '@amaan/notice';
import { type App, createApp } from '@amaan/http';
import type { Config } from '../config.ts';
import { account, anId, type TestContext, type TestHelpline, testHelpline, Visitor } from '../testing.ts';
import { noticeRoutes } from './index.ts';

/** A helpline that is open, and its notices' staff API without sign-in: its caseworker asks and may open every case. */
export async function noticeHelpline(config: Partial<Config> = {}): Promise<TestHelpline & { app: App }> {
  const helpline = await testHelpline(config);
  const app = await createApp({ log: helpline.context.log });
  noticeRoutes(app, helpline.context, {
    caller: async () => ({ id: helpline.staff.id, role: 'caseworker' }),
    mayOpen: async () => true,
  });
  return { ...helpline, app };
}

/** The keys of the cases that were opened here: drafts are sealed to them. */
const KEYS = new Map<string, CaseKeys>();

/**
 * A case with one link; `all` gives her mandate to the helpline, for letters that she has not read too, and lets it look
 * at the link; with `asked` each letter waits for her yes.
 */
export async function openNoticeCase(
  context: TestContext,
  survivor: App,
  consents: 'all' | 'asked' | 'none',
  url: string,
): Promise<{ she: Visitor; caseId: string }> {
  const she = new Visitor(survivor);
  const at = context.now().toISOString().slice(0, 10);
  const mandate = {
    signer: 'helpline' as const,
    addressees: ['any'],
    until: '2099-01-01',
    ...(consents === 'all' ? { unseen: true } : {}),
  };
  const given = [
    { kind: 'sendNotices' as const, given: true, at, scope: mandate },
    { kind: 'watchLinks' as const, given: true, at },
  ];
  await she.open(account({ links: [{ url, kind: 'post' }], consents: consents === 'none' ? [] : given }));
  const news = await she.news();
  if (!news) throw new Error('no case');
  KEYS.set(news.caseId, news.keys);
  return { she, caseId: news.caseId };
}

/** What a caseworker's browser makes for one regime: drafted from one story and sealed. */
export function makeDocument(of: {
  regime: string;
  addressee: string;
  urls: readonly string[];
  now: Date;
  reply?: (id: string) => string;
  leaveOut?: string;
  /** Texts of elements that no story gives. */
  edits?: Readonly<Record<string, string>>;
}): NoticeDocument {
  const row = regimes().rows.get(of.regime);
  if (!row) throw new Error(`no row ${of.regime}`);
  const links = of.urls.map((url) => ({ url }));
  const story = {
    sender: { name: 'Amaan helpline (demo)', signer: 'A. Caseworker', contact: 'notices@helpline.invalid' },
    links,
    description: 'A photo of one person indoors.',
    facts: {
      sexual: true,
      notAgreed: true,
      public: true,
      fake: of.regime.startsWith('PK'),
      ...(of.regime.startsWith('AU') && { namesResidence: 'au' as const }),
    },
    seenOn: '2026-11-20',
  };
  const { elements, text } = draftNotice(row, story, of.edits);
  const { [of.leaveOut ?? '']: _, ...kept } = elements;
  const id = anId();
  return sealDocument({
    v: 1,
    id,
    regime: row.family,
    regimeVersion: row.id,
    addressee: of.addressee,
    sender: 'Amaan helpline (demo)',
    onBehalf:
      ['any_person', 'anyone_on_behalf'].find((each) => row.claimants.includes(each)) ?? 'authorised_person',
    links,
    elements: kept,
    text,
    reply: of.reply ? { url: of.reply(id) } : {},
    createdAt: of.now.toISOString(),
  });
}

/** What a caseworker's browser seals of a document for her to read. @param keys the case's, where it was not opened here */
export async function sealedFor(caseId: string, document: NoticeDocument, keys = KEYS.get(caseId)) {
  if (!keys) throw new Error('whose keys?');
  const at = document.createdAt;
  const { id: notice, digest, links } = document;
  const item = {
    v: 1,
    staff: anId(),
    at,
    digest,
    document,
    answers: {},
    secondYes: true,
    draft: true,
  } as const;
  const signed = signNoticeItem(caseId, item, randomBytes(32));
  const places = { v: 1, notice, links: links.map(({ url }) => placeOf(url)) };
  return {
    under: keysDigest(keys),
    sealed: await sealJson([keys.story], signed),
    places: { id: anId(), sealed: await sealJson([keys.links], places) },
  };
}

/** Posts the draft and its approval as the console does. @returns the answer to the approval */
export async function draftAndApprove(
  app: App,
  caseId: string,
  document: NoticeDocument,
  channel: 'api' | 'email' | 'form' | 'hand',
  secondYes = true,
  keys = KEYS.get(caseId),
): Promise<{ statusCode: number; body: string }> {
  const drafted = await draftOnly(app, caseId, document, channel, keys);
  return drafted.statusCode === 200 ? approve(app, caseId, document, secondYes) : drafted;
}

/** Posts the draft alone. @param keys the case's, where it was not opened here */
export async function draftOnly(
  app: App,
  caseId: string,
  document: NoticeDocument,
  channel: 'api' | 'email' | 'form' | 'hand',
  keys = KEYS.get(caseId),
): Promise<{ statusCode: number; body: string }> {
  const { id, regime, regimeVersion, addressee, digest, links } = document;
  const head = { v: 1, id, regime, regimeVersion, addressee, channel, links: links.length, digest };
  const payload = { ...head, ...(await sealedFor(caseId, document, keys)) };
  return app.inject({ method: 'POST', url: `/v1/cases/${caseId}/notices`, payload });
}

/** Posts the approval alone. */
export async function approve(
  app: App,
  caseId: string,
  document: NoticeDocument,
  secondYes = true,
): Promise<{ statusCode: number; body: string }> {
  const { id, regimeVersion } = document;
  const tests = regimes().rows.get(regimeVersion)?.linkTests ?? [];
  const answers = Object.fromEntries(tests.map((test) => [test, 'yes']));
  return app.inject({
    method: 'POST',
    url: `/v1/cases/${caseId}/notices/${id}/approve`,
    payload: { v: 1, document, answers, secondYes },
  });
}
