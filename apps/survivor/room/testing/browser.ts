import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { headersOf } from '@amaan/http';
import type { Browser, Frame, Page } from 'playwright-core';
import { build } from 'vite';
import { noBrowser, openBrowser } from '../../../../tools/browser.ts';
import { type BuiltRoom, roomOf } from '../../../../tools/pages/room.ts';
import type { FromRoom, Wanted } from '../protocol.ts';

const DIST = fileURLToPath(new URL('../../dist', import.meta.url));

/** Why tests of the room are skipped, or nothing. */
export const cannot = noBrowser ?? (existsSync(`${DIST}/room`) ? undefined : 'the pages are not built');

/**
 * Changes one value in each thousand that is read back from a canvas, as browsers do that hide from trackers: for
 * `openStage`.
 */
export const ALTERING = `{const get=OffscreenCanvasRenderingContext2D.prototype.getImageData;
OffscreenCanvasRenderingContext2D.prototype.getImageData=function(...a){const i=get.apply(this,a);
for(let k=0;k<i.data.length;k+=1000)i.data[k]^=1;return i}}`;

/** A running browser and a server that writes down every request it gets. */
export interface Stage {
  browser: Browser;
  origin: string;
  /** Method, address and first 200 characters of the body of every request. */
  requests: string[];
  room: BuiltRoom;
  close(): Promise<void>;
}

let script: Promise<string> | undefined;

async function buildScript(): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      rolldownOptions: {
        input: fileURLToPath(new URL('page.ts', import.meta.url)),
        output: { format: 'iife' },
      },
    },
  });
  const [one] = Array.isArray(result) ? result : [result];
  const chunk = one && 'output' in one ? one.output[0] : undefined;
  if (!chunk) throw new TypeError('The test page gave no script.');
  return chunk.code;
}

/**
 * Serves the room as it was built, with the real headers, and starts Chromium.
 *
 * @param first code that runs first in the room and its worker, to make the browser behave as another one
 */
export async function openStage(first = ''): Promise<Stage> {
  const room = roomOf((file) => readFileSync(join(DIST, file), 'utf8'), first);
  const page = await (script ??= buildScript());
  const requests: string[] = [];
  const templates = room.frames.map((frame) => frame.template).join('');
  const html = `<!doctype html><title>page</title><link rel="icon" href="data:,"><body>${templates}<script src="/page.js"></script></body>`;
  const server: Server = createServer((request, response) => {
    let body = '';
    request.on('data', (piece: Buffer) => (body += piece.toString('latin1').slice(0, 200)));
    request.on('end', () => {
      requests.push(`${request.method} ${request.url} ${body}`.trim());
      const path = (request.url ?? '/').split('?')[0] ?? '/';
      const frame = room.frames.find(({ file }) => `/${file}` === path);
      const [type, kind, text] = frame
        ? (['text/javascript', 'room', frame.code] as const)
        : path === '/page.js'
          ? (['text/javascript', 'asset', page] as const)
          : (['text/html', 'page', html] as const);
      response.writeHead(200, { 'content-type': type, ...headersOf(kind, { styles: room.styles }) });
      response.end(text);
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const browser = await openBrowser();
  return {
    browser,
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    requests,
    room,
    async close() {
      await browser.close();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

/** A file given by its bytes. */
export interface PickedFile {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

/** A page with its room open. */
export interface OpenRoom {
  page: Page;
  frame: Frame;
  /** Picks files and waits until the room is idle again. @returns what the page heard since */
  pick: (files: PickedFile[] | string[], ms?: number) => Promise<FromRoom[]>;
}

/** Opens a page and the room in it. */
export async function openRoomIn(
  stage: Stage,
  want: Wanted = { views: 'none', exact: true },
  before?: (page: Page) => Promise<void>,
): Promise<OpenRoom> {
  const page = await stage.browser.newPage();
  await before?.(page);
  await page.goto(stage.origin);
  await page.evaluate((wanted) => window.openTheRoom(wanted), want);
  await page.waitForFunction(() => window.heard.some(({ kind }) => kind === 'ready'));
  const frame = page.frames().find((one) => one !== page.mainFrame());
  if (!frame) throw new TypeError('The room did not open.');
  // It is there as soon as the room has heard what is wanted of the files.
  await frame.locator('input[type=file]').waitFor({ state: 'attached' });
  return {
    page,
    frame,
    async pick(files, ms = 30_000) {
      const from = await page.evaluate(() => window.heard.length);
      await frame.locator('input[type=file]').setInputFiles(files as string[]);
      await page.waitForFunction(
        (start) => window.heard.slice(start).some(({ kind }) => kind === 'idle') || window.broken > 0,
        from,
        { timeout: ms },
      );
      return page.evaluate((start) => window.heard.slice(start), from);
    },
  };
}
