import { createHash } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { openJson, parseMessage } from '@amaan/custody';
import { type App, createApp } from '@amaan/http';
import hoodiecrow from 'hoodiecrow-imap';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Apps, buildApps } from '../../apps.ts';
import { addCaseworker, type TestContext, testContext, type TestStaff } from '../../testing.ts';
import { caseNotices, noticeRoutes } from '../index.ts';
import { messageId } from '../mail.ts';
import { draftAndApprove, makeDocument, openNoticeCase } from '../testing.ts';
import { mailboxOf, mailRound } from './imap.ts';
import { takeMail } from './take-mail.ts';

const PLANTED = 'we-looked-at-the-blue-door';
let mailbox: ReturnType<typeof hoodiecrow>;
let context: TestContext;
let apps: Apps;
let app: App;
let staff: TestStaff;

beforeAll(async () => {
  mailbox = hoodiecrow({
    plugins: ['UIDPLUS', 'ID', 'SASL-IR', 'AUTH-PLAIN'],
    users: { desk: { password: 'a secret' } },
    storage: { INBOX: { messages: [] } },
  });
  await new Promise<void>((done) => mailbox.listen(0, '127.0.0.1', done));
  const { port } = mailbox.server.address() as AddressInfo;
  context = await testContext({
    env: {
      AMAAN_IMAP: `imap://desk:${encodeURIComponent('a secret')}@127.0.0.1:${port}/INBOX`,
      AMAAN_PLATFORMS: 'photo-board=mailto:abuse@board.example',
      AMAAN_HELPLINE_CONTACT: 'notices@helpline.example',
    },
  });
  apps = await buildApps(context, 'none');
  staff = await addCaseworker(context);
  app = await createApp({ log: context.log });
  noticeRoutes(app, context, {
    caller: async () => ({ id: staff.id, role: 'caseworker' }),
    mayOpen: async () => true,
  });
});
afterAll(async () => {
  await new Promise<void>((done) => mailbox.close(done));
  await context.close();
});

/** A notice that went out by mail. */
async function sentNotice() {
  const url = 'https://board.example/p/1';
  const { she, caseId } = await openNoticeCase(context, apps.survivor, 'all', url);
  const now = context.now();
  const document = makeDocument({ regime: 'US-223a', addressee: 'photo-board', urls: [url], now });
  expect((await draftAndApprove(app, caseId, document, 'email')).statusCode).toBe(200);
  const { id } = document;
  await context.store.pool.query("update notice set sending = 'uncertain' where id = $1", [id]);
  expect((await fact(caseId, id, { fact: 'sent' })).statusCode).toBe(200);
  return { she, caseId, id };
}
const fact = (caseId: string, id: string, body: object) =>
  app.inject({
    method: 'POST',
    url: `/v1/cases/${caseId}/notices/${id}/facts`,
    payload: { v: 1, ...body },
  });
const put = (raw: string) => mailbox.appendMessage('INBOX', [], false, raw);
const inbox = () => mailbox.getMailbox('INBOX').messages.length;
const noticeOf = async (caseId: string) => (await caseNotices(context, caseId))[0];

const autoReply = (id: string) =>
  [
    'From: Board <abuse@board.example>',
    'To: notices@helpline.example',
    'Subject: We have your report',
    `In-Reply-To: ${messageId(context, id)}`,
    'Auto-Submitted: auto-replied',
    'Date: Tue, 24 Nov 2026 18:30:00 +0500',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: quoted-printable',
    '',
    `Thank you: ${PLANTED}. Ticket =E2=84=96 17.`,
  ].join('\r\n');
const bounce = (id: string) =>
  [
    'From: Mail Delivery System <MAILER-DAEMON@relay.example>',
    'To: notices@helpline.example',
    'Subject: Undelivered Mail Returned to Sender',
    'Date: Tue, 24 Nov 2026 13:31:00 +0000',
    'Content-Type: multipart/report; report-type=delivery-status;',
    '\tboundary="b1"',
    '',
    '--b1',
    'Content-Type: text/plain',
    '',
    'The address abuse@board.example does not exist.',
    '--b1',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; relay.example',
    '',
    'Final-Recipient: rfc822; abuse@board.example',
    'Action: failed',
    'Status: 5.1.1',
    '--b1',
    'Content-Type: message/rfc822-headers',
    '',
    `Message-ID: ${messageId(context, id)}`,
    '--b1--',
  ].join('\r\n');

test('an automatic reply is sealed to its case, suggested, and starts the clock only when a person says so', async () => {
  const { she, caseId, id } = await sentNotice();
  const raw = autoReply(id);
  put(raw);
  put('From: a friend\r\nSubject: lunch\r\n\r\nAt one?');
  const seen = new Set<string>();
  expect(await mailRound(context, seen)).toBe(1);
  expect(inbox()).toBe(1);
  expect(await mailRound(context, seen)).toBe(0);

  const [mail, ...others] = (await noticeOf(caseId))?.mails ?? [];
  expect(others).toEqual([]);
  expect(mail).toMatchObject({
    kind: 'auto-reply',
    at: '2026-11-24T13:30:00.000Z',
    digest: createHash('sha256').update(raw).digest('hex'),
  });
  expect((await noticeOf(caseId))?.clock?.state).toBe('not-started');

  // Only those who hold the case read it; the database does not.
  const dump = await context.store.pool.query('select encode(sealed, $1) as sealed from case_item', [
    'escape',
  ]);
  expect(JSON.stringify(dump.rows)).not.toContain(PLANTED);
  const news = await she.news();
  const item = news?.messages.find((each) => each.from === 'mail');
  const { secrets } = she;
  const read = parseMessage(await openJson(secrets.messages ?? '', item?.sealed ?? ''));
  expect(read.text).toContain(`${PLANTED}. Ticket № 17`);
  expect(news?.events.filter(({ type }) => type === 'message.added')).toHaveLength(1);

  const proof = { fact: 'receipted', at: mail?.at, kind: 'auto-reply', proof: mail?.digest, mail: mail?.id };
  expect((await fact(caseId, id, proof)).statusCode).toBe(200);
  const after = await noticeOf(caseId);
  expect(after).toMatchObject({ mails: [], clock: { state: 'running', dueAt: '2026-11-26T13:30:00Z' } });
  expect((await fact(caseId, id, proof)).statusCode).toBe(404);
});

test('a bounce is recognised, and undoes a proof once a person confirms it', async () => {
  const { caseId, id } = await sentNotice();
  put(autoReply(id));
  put(bounce(id));
  put(bounce(id));
  expect(await mailRound(context, new Set())).toBe(3);
  const mails = (await noticeOf(caseId))?.mails ?? [];
  expect(mails.map(({ kind }) => kind)).toEqual(['auto-reply', 'bounced']);
  const [reply, failed] = mails;
  await fact(caseId, id, {
    fact: 'receipted',
    at: reply?.at,
    kind: 'auto-reply',
    proof: reply?.digest,
    mail: reply?.id,
  });
  expect((await noticeOf(caseId))?.clock?.state).toBe('running');
  expect((await fact(caseId, id, { fact: 'bounced', mail: failed?.id })).statusCode).toBe(200);
  expect(await noticeOf(caseId)).toMatchObject({ state: 'sent', mails: [], clock: { state: 'not-started' } });
});

test('a mail that is about something else is put aside; a request for an ID card leaves the clock running', async () => {
  const { caseId, id } = await sentNotice();
  put(autoReply(id).replace('Auto-Submitted: auto-replied\r\n', ''));
  await mailRound(context, new Set());
  const [mail] = (await noticeOf(caseId))?.mails ?? [];
  expect(mail?.kind).toBe('answer');
  expect((await fact(caseId, id, { fact: 'otherMail', mail: mail?.id })).statusCode).toBe(200);
  expect((await noticeOf(caseId))?.mails).toEqual([]);
  const at = context.now().toISOString();
  await fact(caseId, id, { fact: 'receipted', at, kind: 'ticket', proof: '0'.repeat(64) });
  expect((await fact(caseId, id, { fact: 'asked', what: 'id-card' })).statusCode).toBe(200);
  const notice = await noticeOf(caseId);
  expect(notice?.clock?.state).toBe('running');
  expect(notice?.history.map(({ type }) => type)).toContain('notice.answered');
});

test('a refusal drafts the next step that its row names, once', async () => {
  const { caseId, id } = await sentNotice();
  const at = context.now().toISOString();
  await fact(caseId, id, { fact: 'receipted', at, kind: 'ticket', proof: '0'.repeat(64) });
  for (let i = 0; i < 2; i++) await fact(caseId, id, { fact: 'answered', answer: 'refused' });
  const { escalations } = (await app.inject({ url: `/v1/cases/${caseId}/escalations` })).json<{
    escalations: { authority: string; text: string }[];
  }>();
  expect(escalations.map(({ authority }) => authority)).toEqual(['platform']);
  expect(escalations[0]?.text).toContain('refused in writing');
});

test('mail about no notice of ours, or about an erased case, is not taken', async () => {
  expect(await takeMail(context, Buffer.from(autoReply('ab'.repeat(16))))).toBe(false);
  expect(await takeMail(context, Buffer.from('no headers at all'))).toBe(false);
});

test('the mailbox must be encrypted, but on this machine', () => {
  const at = (text: string) => () =>
    mailboxOf({ ...context, config: { ...context.config, env: { AMAAN_IMAP: text } } });
  expect(at('imap://u:p@mail.example/INBOX')).toThrow('AMAAN_IMAP');
  expect(at('imaps://u:p@mail.example/Notices')()).toMatchObject({
    port: 993,
    secure: true,
    folder: 'Notices',
  });
});
