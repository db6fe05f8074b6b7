import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { AmaanError } from '@amaan/base';
import type { App } from './app.ts';
import type { RouteClass } from './route-class.ts';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
  '.txt': 'text/plain; charset=utf-8',
};
const COMPRESSED = new Set(['.html', '.js', '.css', '.json', '.svg', '.txt', '.wasm', '.ttf']);
const pack = promisify(gzip);
const LARGE = 1_000_000;

/**
 * Serves a built folder: each file is a route of its own, read once, so no path can lead outside it.
 *
 * @param classOf the class of a file, by its path in the folder ("room/room.js"); nothing: the file is not served
 * @param options `prefix`: put before every address, without its last slash; `home`: the file that answers at `/`
 */
export function servePages(
  app: App,
  folder: string,
  classOf: (file: string) => RouteClass | undefined,
  { prefix = '', home = 'index.html' }: { prefix?: string; home?: string } = {},
): void {
  if (!existsSync(folder))
    throw new AmaanError(
      'no-pages',
      'The pages are not built. Run `npm start`, which builds them, or `node launch.mjs build`.',
    );
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const file = relative(folder, path).split(sep).join('/');
    const routeClass = classOf(file);
    const type = TYPES[extname(file)];
    if (!routeClass || !type) continue;
    const plain = readFileSync(path);
    const packs = COMPRESSED.has(extname(file));
    // Packed when somebody first asks, beside the other requests: some files are large and seldom wanted.
    let packed: Promise<Buffer> | undefined;
    for (const url of addresses(file, home))
      app.get(
        `${prefix}${url}`,
        { config: { class: routeClass }, schema: { hide: true } },
        async (request, reply) => {
          reply.type(type);
          if (!packs) return reply.send(plain);
          reply.header('vary', 'accept-encoding');
          if (!/\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''))) return reply.send(plain);
          packed ??= pack(plain, { level: plain.length > LARGE ? 6 : 9 });
          return reply.header('content-encoding', 'gzip').send(await packed);
        },
      );
  }
}

/** `index.html` answers for its folder, and `safe.html` for `/safe`. */
function addresses(file: string, home: string): string[] {
  if (file === home) return ['/'];
  if (file.endsWith('/index.html')) return [`/${file.slice(0, -'index.html'.length)}`];
  return file.endsWith('.html') ? [`/${file.slice(0, -'.html'.length)}`] : [`/${file}`];
}
