import type { AddressInfo } from 'node:net';
import type { App } from '@amaan/http';
import { readMail } from '@amaan/notice';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Apps } from '../apps.ts';
import { anId, type TestContext } from '../testing.ts';
import { caseNotices } from './index.ts';
import { MailError, messageId, sendByMail } from './mail.ts';
import { noticeRow } from './rows.ts';
import { draftAndApprove, makeDocument, noticeHelpline, openNoticeCase } from './testing.ts';

let context: TestContext;
let apps: Apps;
let app: App;
let server: SMTPServer;
let mails: string[] = [];
/** What the server does with the next message. */
let mood: 'takes' | 'refuses' | 'hangs up after the message' = 'takes';

beforeAll(async () => {
  server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo: (_to, _session, done) =>
      done(mood === 'refuses' ? Object.assign(new Error('no such user'), { responseCode: 550 }) : null),
    onData: (stream, _session, done) => {
      let text = '';
      stream.on('data', (piece: Buffer) => {
        text += piece.toString('latin1');
      });
      stream.on('end', () => {
        mails.push(text);
        // The message is taken, but its sender never hears so.
        if (mood === 'hangs up after the message') for (const each of server.connections) each.close();
        else done();
      });
    },
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', () => done()));
  const { port } = server.server.address() as AddressInfo;
  const env = {
    AMAAN_SMTP: `smtp://127.0.0.1:${port}`,
    AMAAN_PLATFORMS: 'photo-board=mailto:abuse@board.example',
    AMAAN_HELPLINE_CONTACT: 'notices@helpline.example',
  };
  ({ context, apps, app } = await noticeHelpline({ env }));
});
afterAll(async () => {
  await new Promise<void>((done) => server.close(() => done()));
  await context.close();
});
beforeEach(() => {
  mails = [];
  mood = 'takes';
});

async function approved() {
  const url = 'https://board.example/p/1';
  const { she, caseId } = await openNoticeCase(context, apps.survivor, 'all', url);
  const document = makeDocument({
    regime: 'US-223a',
    addressee: 'photo-board',
    urls: [url],
    now: context.now(),
  });
  expect((await draftAndApprove(app, caseId, document, 'email')).statusCode).toBe(200);
  return { she, caseId, id: document.id };
}
const sending = async (id: string) => (await noticeRow(context.store.db, id))?.sending;

test('a mail leaves once, with a fixed id, plain text and the document beside it, and names no software', async () => {
  const { caseId, id } = await approved();
  await sendByMail(context, id);
  await sendByMail(context, id);
  expect(mails).toHaveLength(1);
  const [mail = ''] = mails;
  expect(mail).toContain(`Message-ID: ${messageId(context, id)}`);
  expect(mail).toContain('https://board.example/p/1');
  expect(mail).toContain('notice.json');
  expect(mail).not.toMatch(/x-mailer|user-agent|nodemailer|text\/html/i);
  expect((await caseNotices(context, caseId))[0]).toMatchObject({
    state: 'sent',
    clock: { state: 'not-started' },
  });
});

test('what waits past the end of her mandate does not leave, is said to staff, and leaves once she gives it anew', async () => {
  const { she, caseId, id } = await approved();
  const mandate = (until: string, addressees = ['any']) =>
    she.write({
      op: 'consent',
      id: anId(),
      consent: {
        kind: 'sendNotices',
        given: true,
        at: context.now().toISOString().slice(0, 10),
        scope: { signer: 'helpline', addressees, until },
      },
    });
  const held = async () => (await caseNotices(context, caseId))[0]?.held;
  const job = async () =>
    (
      await context.store.pool.query('select 1 from graphile_worker.jobs where key = $1', [
        `notice-send:${id}`,
      ])
    ).rowCount;
  expect(await held()).toBe(false);
  for (const [until, addressees] of [
    ['2020-01-01', ['any']],
    ['2099-01-01', ['meta']],
  ] as const) {
    await mandate(until, [...addressees]);
    await sendByMail(context, id);
    expect([mails.length, await sending(id), await held()]).toEqual([0, 'waiting', true]);
    const document = await app.inject({ url: `/v1/cases/${caseId}/notices/${id}/document` });
    expect(document.json<{ code: string }>().code).toBe('notice.mandate');
  }
  await context.store.pool.query('select graphile_worker.remove_job($1)', [`notice-send:${id}`]);
  await mandate('2099-01-01');
  expect([await job(), await held()]).toEqual([1, false]);
  await sendByMail(context, id);
  expect(mails).toHaveLength(1);
});

test('a refusal in words is tried again; nothing is said to be sent', async () => {
  const { caseId, id } = await approved();
  mood = 'refuses';
  await expect(sendByMail(context, id)).rejects.toThrow(MailError);
  expect(await sending(id)).toBe('waiting');
  mood = 'takes';
  await sendByMail(context, id);
  expect(mails).toHaveLength(1);
  expect((await caseNotices(context, caseId))[0]?.state).toBe('sent');
});

test('when nobody knows whether it left, it is not sent again until a person says so', async () => {
  const { caseId, id } = await approved();
  mood = 'hangs up after the message';
  await sendByMail(context, id);
  expect(mails).toHaveLength(1);
  mood = 'takes';
  await sendByMail(context, id);
  expect(mails).toHaveLength(1);
  expect((await caseNotices(context, caseId))[0]?.state).toBe('uncertain');
  const url = `/v1/cases/${caseId}/notices/${id}/facts`;
  expect((await app.inject({ method: 'POST', url, payload: { v: 1, fact: 'sent' } })).statusCode).toBe(200);
  expect((await caseNotices(context, caseId))[0]?.state).toBe('sent');
});

test('a crash between two lines of the sending is uncertain, not a second mail', async () => {
  const { caseId, id } = await approved();
  await context.store.pool.query("update notice set sending = 'started' where id = $1", [id]);
  await sendByMail(context, id);
  expect(mails).toHaveLength(0);
  expect(await sending(id)).toBe('uncertain');
  const url = `/v1/cases/${caseId}/notices/${id}/facts`;
  expect((await app.inject({ method: 'POST', url, payload: { v: 1, fact: 'notSent' } })).statusCode).toBe(
    200,
  );
  await sendByMail(context, id);
  expect(mails).toHaveLength(1);
});

const NOTICE = 'ab'.repeat(16);
const mail = (head: string, body = 'hello'): string =>
  `${head}\r\nDate: Tue, 24 Nov 2026 18:00:00 +0500\r\n\r\n${body}`;
test.each([
  ['an answer', mail(`In-Reply-To: <${NOTICE}@helpline.example>`), { kind: 'answer' }],
  [
    'an automatic reply',
    mail(`References: <x@y>\r\n <${NOTICE}@helpline.example>\r\nAuto-Submitted: auto-replied`),
    { kind: 'auto-reply', at: '2026-11-24T13:00:00.000Z', zone: '+0500' },
  ],
  [
    'a bounce',
    mail(
      'Content-Type: multipart/report;\r\n report-type=delivery-status; boundary=b',
      `--b\r\nAction: failed\r\n\r\n--b\r\nMessage-ID: <${NOTICE}@helpline.example>`,
    ),
    { kind: 'bounced' },
  ],
  [
    'a delivery receipt',
    mail(
      'Content-Type: multipart/report; report-type="delivery-status"; boundary=b',
      `Action: delivered\r\nMessage-ID: <${NOTICE}@helpline.example>`,
    ),
    { kind: 'delivery-receipt' },
  ],
])('%s is matched by our own id', (_what, text, expected) => {
  expect(readMail(text)).toMatchObject({ notice: NOTICE, ...expected });
});

test('mail that only speaks of a notice, or is only delayed, suggests nothing', () => {
  expect(readMail(mail('Subject: your notice', `about <${NOTICE}@helpline.example>`))).toBeUndefined();
  const delayed = mail(
    'Content-Type: multipart/report; report-type=delivery-status',
    `Action: delayed\r\nMessage-ID: <${NOTICE}@h.example>`,
  );
  expect(readMail(delayed)).toBeUndefined();
});
