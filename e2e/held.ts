import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../tools/browser.ts';
import { freeOffset } from '../tools/free-ports.ts';

const ROOT = join(import.meta.dirname, '..');

/** Platform and photo board as processes of their own, a browser, and the wire between the two, where messages are counted. */
export interface HeldWorld {
  /** The address of a demo port: `at(4300)` is the photo board. */
  at(port: number, path?: string): string;
  /** Every message that the platform sent and the board took, in order. */
  readonly delivered: { id: string; event: string; item: string }[];
  /** What went wrong in any page, but for refusals that were asked for. */
  readonly complaints: string[];
  /** A key that the demo made: `admin`, `reviewer-1`, `reviewer-2`. */
  secret(name: string): string;
  /** Opens an address in a browser without history. */
  visitor(url: string, of: { width: number; locale: string }): Promise<Page>;
  close(): Promise<void>;
}

/** Starts all of it; `reveals` is a reviewer's budget for a day. */
export async function openHeldWorld(reveals: number): Promise<HeldWorld> {
  const data = mkdtempSync(join(tmpdir(), 'amaan-held-'));
  const offset = await freeOffset();
  const running: ChildProcess[] = [];
  const delivered: HeldWorld['delivered'] = [];
  const complaints: string[] = [];
  const at = (port: number, path = '/') => `http://localhost:${port + offset}${path}`;

  const start = async (main: string, env: Record<string, string>): Promise<void> => {
    const child = spawn(process.execPath, [join(ROOT, main)], {
      env: { ...process.env, AMAAN_DATA: data, PORT: String(offset), AMAAN_CHECK_PERCENT: '0', ...env },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    running.push(child);
    await new Promise<void>((ready, fail) => {
      child.once('message', () => ready());
      child.once('exit', () => fail(new Error(`${main} ended`)));
    });
  };
  const post = await startPost((path) => at(4300, path), delivered);
  const hook = `http://127.0.0.1:${(post.address() as AddressInfo).port}/hooks/amaan`;
  const servers = Promise.all([
    start('servers/platform/main.ts', { AMAAN_SITE_HOOK: hook, AMAAN_REVEALS: String(reveals) }),
    start('examples/photo-board/main.ts', {}),
  ]);
  const [browser]: [Browser, unknown] = await Promise.all([openBrowser(), servers]);
  return {
    at,
    delivered,
    complaints,
    secret: (name) =>
      Buffer.from(readFileSync(join(data, 'platform', 'keys', `${name}.key`), 'utf8').trim(), 'hex').toString(
        'base64url',
      ),
    visitor: async (url, { width, locale }) => {
      const visit = await browser.newContext({ viewport: { width, height: 900 }, locale });
      const page = await visit.newPage();
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('console', (message) => {
        if (message.type() === 'error' && !/status of (401|409)/.test(message.text()))
          complaints.push(message.text());
      });
      await page.goto(url);
      return page;
    },
    close: async () => {
      await browser.close();
      for (const child of running.filter((each) => each.exitCode === null)) {
        const gone = new Promise<void>((done) => child.once('exit', () => done()));
        child.kill('SIGTERM');
        await gone;
      }
      post.close();
      rmSync(data, { recursive: true, force: true });
    },
  };
}

async function startPost(
  board: (path: string) => string,
  delivered: HeldWorld['delivered'],
): Promise<Server> {
  const carry = async (request: IncomingMessage, response: ServerResponse) => {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece as Buffer);
    const body = Buffer.concat(pieces);
    const signature = String(request.headers['amaan-signature']);
    const answer = await fetch(board(request.url ?? '/'), {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'amaan-signature': signature },
      body,
    });
    if (answer.ok && request.url === '/hooks/amaan')
      delivered.push(JSON.parse(body.toString()) as (typeof delivered)[number]);
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' });
    response.end(Buffer.from(await answer.arrayBuffer()));
  };
  const server = createServer(
    (request, response) => void carry(request, response).catch(() => response.destroy()),
  );
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return server;
}
