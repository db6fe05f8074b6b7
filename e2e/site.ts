import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type App, createLog } from '@amaan/http';
import type { Store } from '@amaan/store';
import { testStore } from '@amaan/store/testing';
import { gateApp } from '../servers/platform/app.ts';
import { readConfig } from '../servers/platform/config.ts';
import { assemble, type Context, MIGRATIONS } from '../servers/platform/context.ts';

/** A small site: pages under /p/, and the hook that the platform asks. */
export interface Site {
  readonly url: string;
  close(): Promise<void>;
}

/** Starts one; what the platform decides to remove answers 404 from then on. */
export async function startSite(): Promise<Site> {
  const gone = new Set<string>();
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (piece: Buffer) => {
      body += piece.toString();
    });
    request.on('end', () => {
      const path = request.url ?? '';
      const page = /^\/p\/([a-z0-9]+)$/.exec(path)?.[1];
      if (page) {
        response.writeHead(gone.has(page) ? 404 : 200, { 'content-type': 'text/html' });
        return response.end(gone.has(page) ? '<h1>Nothing here</h1>' : '<h1>A photo</h1>');
      }
      if (path === '/hook/resolve') {
        const { links } = JSON.parse(body) as { links: string[] };
        const items = links.map((link) => /\/p\/([a-z0-9]+)$/.exec(link)?.[1] ?? null);
        return response.end(JSON.stringify({ v: 1, items }));
      }
      if (path === '/hook') {
        const message = JSON.parse(body) as { event: string; item: string };
        if (message.event === 'removed') gone.add(message.item);
        return response.end('{}');
      }
      response.writeHead(404).end();
    });
  });
  await new Promise<void>((done) => server.listen(0, 'localhost', () => done()));
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}

/** A platform on a database of its own, with its gate listening. @param siteHook where it asks its site */
export async function startPlatform(siteHook: string): Promise<{ platform: Context; gate: App }> {
  const folder = mkdtempSync(join(tmpdir(), 'amaan-platform-'));
  const store: Store<unknown> = await testStore<unknown>(MIGRATIONS);
  const config = { ...readConfig({}), folder, siteHook };
  const platform = await assemble(config, createLog('platform'), store, () => new Date());
  const gate = await gateApp(platform);
  await gate.listen({ port: 0, host: 'localhost' });
  return { platform, gate };
}
