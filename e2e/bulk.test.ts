import { mkdirSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { type App } from '@amaan/http';
import { account, Visitor } from '@amaan/responder/testing';
import { firstCodeNotes } from '@amaan/responder/staff';
import { runJobs } from '@amaan/store';
import hoodiecrow from 'hoodiecrow-imap';
import type { Page } from 'playwright-core';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeIn, joinByHand } from '../apps/console/testing/join.ts';
import { cannot, openStage, type Stage } from '../apps/console/testing/stage.ts';
import type { Context as PlatformContext } from '../servers/platform/context.ts';
import { jobHandlers } from '../servers/platform/jobs.ts';
import { noticeDecided } from '../servers/platform/notices/index.ts';
import { claim } from '../servers/platform/review/actions.ts';
import { decide } from '../servers/platform/review/decide.ts';
import { mailRound, noticeJobs } from '../servers/responder/notices/index.ts';
import { type Site, startPlatform, startSite } from './site.ts';

const act = (name: string) => `[data-act=${name}]`;
const view = (name: string) => `[data-view=${name}]`;
const HOUR = 3_600_000;
/** Five platforms that take mail; the sixth runs Amaan. */
const MAILED = ['alpha', 'beta', 'gamma', 'delta', 'omega'];
const ROUTES = ['US-223a', 'UK-OSA-10-3A', 'EU-DSA-16', 'IN-3-2-b'];

let stage: Stage;
let page: Page;
let phrase = '';
/** How far the clock of this test is ahead, in milliseconds. */
let ahead = 0;
let she: Visitor;
let site: Site;
let platform: PlatformContext;
let gate: App;
const stops: (() => Promise<unknown>)[] = [];
const received: string[] = [];

const mailbox = hoodiecrow({
  plugins: ['UIDPLUS', 'ID', 'SASL-IR', 'AUTH-PLAIN'],
  users: { desk: { password: 'secret' } },
  storage: { INBOX: { messages: [] } },
});

/** A mail server behind which platforms answer at once: one does not exist, the others send an automatic reply. */
const smtp = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS', 'AUTH'],
  onData: (stream, session, done) => {
    let text = '';
    stream.on('data', (piece: Buffer) => {
      text += piece.toString('latin1');
    });
    stream.on('end', () => {
      received.push(text);
      const id = /^Message-ID: (\S+)/m.exec(text)?.[1] ?? '';
      const to = session.envelope.rcptTo[0]?.address ?? '';
      mailbox.appendMessage('INBOX', [], false, to.startsWith('omega') ? bounceOf(id) : replyTo(id));
      done();
    });
  },
});
const dated = () => stage.context.now().toUTCString().replace('GMT', '+0000');
const replyTo = (id: string) =>
  `From: reports@platform.example\r\nIn-Reply-To: ${id}\r\nAuto-Submitted: auto-replied\r\nDate: ${dated()}\r\nSubject: Got it\r\n\r\nThank you.`;
const bounceOf = (id: string) =>
  `From: MAILER-DAEMON@relay.example\r\nDate: ${dated()}\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n--b\r\n\r\nNo such address.\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\nAction: failed\r\n--b\r\nContent-Type: message/rfc822-headers\r\n\r\nMessage-ID: ${id}\r\n--b--`;

const portOf = (server: { address(): unknown }): number => (server.address() as AddressInfo).port;
const listen = (start: (done: () => void) => void) => new Promise<void>((done) => start(done));

beforeAll(async () => {
  if (cannot) return;
  site = await startSite();
  ({ platform, gate } = await startPlatform(`${site.url}/hook`));
  await listen((done) => smtp.listen(0, '127.0.0.1', done));
  await listen((done) => mailbox.listen(0, '127.0.0.1', done));
  // Only the small site here is looked at; the other five are names.
  const watch = { watchLocal: [new URL(site.url).host], watchNot: ['example'] };
  const env = {
    AMAAN_SMTP: `smtp://127.0.0.1:${portOf(smtp.server)}`,
    AMAAN_IMAP: `imap://desk:secret@127.0.0.1:${portOf(mailbox.server)}/INBOX`,
    AMAAN_HELPLINE_CONTACT: 'notices@helpline.example',
    AMAAN_PLATFORMS: [
      `photo-board@${new URL(site.url).host}=http://localhost:${portOf(gate.server)}`,
      ...MAILED.map((name) => `${name}@${name}.example=mailto:${name}@abuse.example`),
    ].join(' '),
  };
  stage = await openStage(env, watch);
  Object.defineProperty(stage.context, 'now', { value: () => new Date(Date.now() + ahead) });
  const shout = (job: string, error: unknown) => {
    throw new Error(job, { cause: error });
  };
  const work = [
    await runJobs(stage.context.store, noticeJobs(stage.context), shout),
    await runJobs(platform.store, jobHandlers(platform), shout),
  ];
  stops.push(...work.map((each) => () => each.stop()));
  page = await stage.page();
  phrase = await joinByHand(page, codeIn((await firstCodeNotes(stage.context)).join()));
  she = new Visitor(stage.apps.survivor);
  const origins = [site.url, ...MAILED.map((name) => `https://${name}.example`)];
  const at = stage.context.now().toISOString().slice(0, 10);
  await she.open(
    account({
      links: Array.from({ length: 120 }, (_, i) => ({
        url: `${origins[i % 6]}/p/x${i}`,
        kind: 'post' as const,
        account: `user_${i % 9}`,
      })),
      consents: [
        {
          kind: 'sendNotices',
          given: true,
          at,
          scope: { signer: 'helpline', addressees: ['any'], until: '2099-01-01', unseen: true },
        },
        { kind: 'watchLinks', given: true, at },
      ],
    }),
  );
  // Signed in anew the list comes at once, and not with its next look ten seconds later.
  await page.reload();
  await signIn();
  await page.waitForSelector(act('open-case'));
});
afterAll(async () => {
  if (cannot) return;
  for (const stop of stops) await stop();
  await stage.close();
  await gate.close();
  await platform.store.close();
  await site.close();
  await listen((done) => smtp.close(done));
  await listen((done) => mailbox.close(done));
});

async function signIn(): Promise<void> {
  await page.fill(act('phrase'), phrase);
  await page.click(act('sign-in'));
}

/** The page in both languages at the widths of a desk and of a phone, where AMAAN_SHOTS names a folder. */
async function shots(name: string): Promise<void> {
  const folder = process.env.AMAAN_SHOTS;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  for (const language of ['en', 'ur']) {
    for (const width of [360, 1440]) {
      await page.setViewportSize({ width, height: 900 });
      await page.screenshot({ path: `${folder}/${name}-${language}-${width}.png`, fullPage: true });
    }
    await page.click(act('language'));
  }
}

/** How many links the checker found in a state. */
async function looked(state: string): Promise<number> {
  const { rowCount } = await stage.context.store.pool.query('select 1 from notice_watch where state = $1', [
    state,
  ]);
  return rowCount ?? 0;
}

async function eventsOf(type: string): Promise<number> {
  const { rowCount } = await stage.context.store.pool.query(
    `select 1 from case_event where body::json ->> 'type' = $1`,
    [type],
  );
  return rowCount ?? 0;
}

/** A reviewer of the platform decides whatever the notice asked for. */
async function removeAll(): Promise<void> {
  const reviewer = { id: 'f'.repeat(32), name: 'R', roles: ['review' as const] };
  const { rows } = await platform.store.pool.query<{ id: string }>(
    "select id from review_job where kind = 'notice'",
  );
  for (const { id } of rows) {
    await claim(platform, reviewer, id);
    await decide(platform, reviewer, id, { decision: 'remove', reason: 'ncii-depicted' }, [
      noticeDecided(platform),
    ]);
  }
}

test.skipIf(cannot)(
  '120 links on six platforms, drafts in five regimes, mailed and posted, receipts matched, a deadline missed, escalation drafted, 20 removals seen',
  async () => {
    const { context } = stage;
    await page.click(act('open-case'));
    await page.click(act('tab-notices'));
    await page.click(act('new-notice'));
    await page.waitForSelector(view('notice-draft'));
    expect(await page.locator(view('target')).count()).toBe(6);
    for (const fact of ['notAgreed', 'sexual']) await page.check(act(`fact-${fact}`));
    for (const row of ROUTES) await page.check(`[data-route="alpha ${row}"]`);
    await page.click(`${view('authorities')} > summary`);
    await page.check('[data-route="pk-authority PK-21-3"]');
    for (const radio of await page.locator('[data-act^=test-][data-act$=-yes]').all()) await radio.check();
    for (const yes of await page.locator(act('second-yes')).all()) await yes.check();
    // Six platforms, three more routes at one of them, and the application with all 120 links.
    expect(await page.$eval(view('plan'), (node) => node.textContent)).toBe(
      '\u206810\u2069 documents, \u206810\u2069 ready',
    );
    await shots('bulk-drafting');
    await page.click(act('approve-notice'));
    await page.waitForFunction(() => document.querySelectorAll('[data-view=notice]').length === 10);

    await expect.poll(() => received.length).toBe(8);
    expect(received.filter((mail) => mail.includes('https://alpha.example/p/x1'))).toHaveLength(4);
    // A list of one place never names another.
    for (const mail of received) expect(new Set(mail.match(/\w+\.example\/p\//g)).size).toBe(1);
    await page.waitForSelector('[data-view=notice][data-state=receipted]');
    // The platform that runs Amaan takes its 20 links down, and our own look sees each of them gone.
    await expect.poll(() => looked('present')).toBe(20);
    await removeAll();
    await expect.poll(() => eventsOf('removal.observed')).toBe(20);

    expect(await mailRound(context, new Set())).toBe(8);
    await page.waitForFunction(() => document.querySelectorAll('[data-view=mail]').length === 8);
    await shots('bulk-mails');
    expect(await page.locator('[data-view=mail][data-kind=bounced]').count()).toBe(1);
    // Seven machines answered: looked through, they are proofs with one press; what came back is not among them.
    await page.click(act('mails-all'));
    await page.waitForFunction(() => document.querySelectorAll('[data-view=mail]').length === 1);
    // An end stands by the reader's clock and by theirs.
    const theirs = page.locator(`${view('notice')}:has-text("US-223a") ${view('their-time')}`).first();
    expect(await theirs.textContent()).toMatch(/GMT-[45]/);
    await page.locator('[data-kind=bounced]').locator(act('mail-bounced')).click();
    await page.waitForFunction(() => document.querySelectorAll('[data-view=mail]').length === 0);
    // Written to by other means, Omega answers after all: the saved mail finds its notice and fills the proof in.
    const toOmega = received.find((mail) => mail.includes('omega.example/p/'));
    const saved = replyTo(/^Message-ID: (\S+)/m.exec(toOmega ?? '')?.[1] ?? '');
    const eml = { name: 'reply.eml', mimeType: 'message/rfc822', buffer: Buffer.from(saved) };
    await page.setInputFiles(act('drop-mail'), { ...eml, buffer: Buffer.from(replyTo('<other@x>')) });
    await page.getByText('This mail is about none of these notices.').waitFor();
    await page.setInputFiles(act('drop-mail'), eml);
    const proof = page.locator(`${view('proof')}[open]`);
    await proof.locator(`${act('enter-proof')}:enabled`).click();
    await page.waitForSelector(`[data-view=notice][data-state=receipted]:has-text("Omega")`);

    const types = (await she.news())?.events.map(({ type }) => type) ?? [];
    expect(types.filter((type) => type === 'notice.sent')).toHaveLength(9);
    // Seven replies by machine, the platform's own acknowledgement, and the saved mail.
    expect(types.filter((type) => type === 'notice.receipted')).toHaveLength(9);

    // Her caseworker is away meanwhile: a session of two days ago is refused, which a page that still asks would print.
    const address = page.url();
    await page.goto('about:blank');
    // The clock moves; whatever rang while nobody looked rings now.
    ahead = 49 * HOUR;
    const { rows } = await context.store.pool.query<{ id: string }>(
      'select id from notice where due_at < $1 order by id',
      [context.now()],
    );
    for (const { id } of rows) await noticeJobs(context)['notice-clock']?.({ notice: id });
    // Two days later she signs in again.
    await page.goto(address);
    await signIn();
    await page.click(act('open-case'));
    await page.click(act('tab-notices'));
    await page.waitForSelector('[data-view=notice][data-state=expired]');
    expect(await page.locator('[data-view=notice][data-state=observed]').count()).toBe(1);
    // What is late stands first, what is over apart; each letter stands with its notice.
    expect(await page.locator(view('notice')).first().getAttribute('data-state')).toBe('expired');
    expect(await page.locator(`${view('over')} ${view('notice')}`).count()).toBe(1);
    expect(await page.locator(`${view('over')} ${view('watched')}`).textContent()).toMatch(/20.*gone/);
    await page.waitForSelector(`[data-state=expired] ${view('escalation')}`);
    const letters = await page.locator(`${view('escalation')} pre`).allTextContents();
    expect(letters.some((text) => text.startsWith('To FTC') && text.includes('received, as proved'))).toBe(
      true,
    );
    const drafted = await context.store.pool.query(
      "select 1 from case_event where body like '%escalation.drafted%'",
    );
    expect(drafted.rows).toHaveLength(letters.length);
    await shots('bulk-late');
    await page.click(act('nav-board'));
    await page.waitForSelector('.clocks > li');
    await shots('bulk-board');
    expect(stage.complaints).toEqual([]);
  },
);
