import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { App } from '@amaan/http';
import { parseNoticeDocument, signStatus } from '@amaan/notice';
import type { testStore } from '@amaan/store/testing';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Apps } from '../apps.ts';
import { signingKey } from '../keys.ts';
import type { TestContext } from '../testing.ts';
import { caseNotices } from './index.ts';
import { sendByMail } from './mail.ts';
import { sendByApi } from './send.ts';
import { draftAndApprove, makeDocument, noticeHelpline, openNoticeCase } from './testing.ts';

const CHILD = fileURLToPath(new URL('./testing-send.ts', import.meta.url));
let context: TestContext;
let apps: Apps;
let app: App;
let child: ChildProcess | undefined;
let env: Record<string, string>;
/** What reached the others, whole. */
const mails: string[] = [];
const posts: string[] = [];

/** A mail server that takes the message, and kills its sender before it says so. */
const smtp = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS', 'AUTH'],
  onData: (stream, _session, done) => {
    let text = '';
    stream.on('data', (piece: Buffer) => {
      text += piece.toString('latin1');
    });
    stream.on('end', () => {
      mails.push(text);
      child?.kill('SIGKILL');
      setTimeout(done, 50);
    });
  },
});
smtp.on('error', () => undefined);

/** A platform that takes the notice in, and kills its sender the first time before it says so. */
const { publicKey: key, sign } = signingKey(new Uint8Array(32).fill(7));
const platform = createServer((request, response) => {
  let body = '';
  request.on('data', (piece: Buffer) => {
    body += piece.toString();
  });
  request.on('end', () => {
    posts.push(body);
    const { id, createdAt } = parseNoticeDocument(JSON.parse(body));
    const first = { v: 1, notice: id, number: 'N-17', event: 'acknowledged', at: createdAt } as const;
    const status = signStatus(first, sign);
    const answer = JSON.stringify({ v: 1, key, secret: 'ab'.repeat(16), status });
    if (posts.length === 1) child?.kill('SIGKILL');
    setTimeout(() => response.writeHead(201).end(answer), 50);
  });
});

beforeAll(async () => {
  await new Promise<void>((done) => smtp.listen(0, '127.0.0.1', () => done()));
  await new Promise<void>((done) => platform.listen(0, 'localhost', () => done()));
  const ports = [smtp.server, platform].map((each) => (each.address() as AddressInfo).port);
  env = {
    AMAAN_SMTP: `smtp://127.0.0.1:${ports[0]}`,
    AMAAN_PLATFORMS: `by-mail=mailto:abuse@board.example by-api=http://localhost:${ports[1]}`,
    AMAAN_HELPLINE_CONTACT: 'notices@helpline.example',
  };
  ({ context, apps, app } = await noticeHelpline({ env }));
});
afterAll(async () => {
  await new Promise<void>((done) => smtp.close(() => done()));
  platform.closeAllConnections();
  platform.close();
  await context.close();
});

async function approved(addressee: string, channel: 'api' | 'email') {
  const url = 'https://board.example/p/1';
  const { caseId } = await openNoticeCase(context, apps.survivor, 'all', url);
  const document = makeDocument({ regime: 'US-223a', addressee, urls: [url], now: context.now() });
  expect((await draftAndApprove(app, caseId, document, channel)).statusCode).toBe(200);
  return { caseId, id: document.id };
}

/** Sends in another process, until it is killed. */
async function sendAndDie(id: string): Promise<void> {
  const database = (context.store as Awaited<ReturnType<typeof testStore>>).url;
  const NOW = context.now().toISOString();
  child = spawn(process.execPath, [CHILD, database, context.config.folder, id], {
    env: { ...process.env, ...env, NOW },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [, signal] = (await once(child, 'exit')) as [number | null, string | null];
  child = undefined;
  expect(signal).toBe('SIGKILL');
}

const stateOf = async (caseId: string) => (await caseNotices(context, caseId))[0];

test('killed while the mail leaves: it is uncertain, and no second mail leaves by itself', async () => {
  const { caseId, id } = await approved('by-mail', 'email');
  await sendAndDie(id);
  expect(mails).toHaveLength(1);
  for (let i = 0; i < 3; i++) await sendByMail(context, id);
  expect(mails).toHaveLength(1);
  expect((await stateOf(caseId))?.state).toBe('uncertain');
});

test('killed while the platform takes it in: sent again, the very same bytes, and one clock', async () => {
  const { caseId, id } = await approved('by-api', 'api');
  await sendAndDie(id);
  expect((await stateOf(caseId))?.state).toBe('approved');
  await sendByApi(context, id);
  await sendByApi(context, id);
  expect(posts).toHaveLength(2);
  expect(posts[1]).toBe(posts[0]);
  expect(await stateOf(caseId)).toMatchObject({ number: 'N-17', clock: { state: 'running' } });
  const { rows } = await context.store.pool.query("select 1 from case_event where body like '%notice.sent%'");
  expect(rows).toHaveLength(1);
});
