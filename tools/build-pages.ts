// Builds the two pages (apps/survivor, apps/console) into their `dist`, from the sources alone: no time, no machine
// and no chance goes in, so that two people who build the same sources get the same bytes.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { buildRoom } from './pages/room.ts';
import { digestOf, putTemplates } from './pages/output.ts';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** A folder's own vite.config.ts says what its pages are; this adds what must hold for both. */
async function buildPage(app: string): Promise<string> {
  const root = join(ROOT, 'apps', app);
  const dist = join(root, 'dist');
  rmSync(dist, { recursive: true, force: true });
  if (!existsSync(join(root, 'index.html'))) {
    process.stderr.write(`build-pages: apps/${app} has no index.html yet\n`);
    return dist;
  }
  const config = join(root, 'vite.config.ts');
  await build({
    root,
    configFile: existsSync(config) ? config : false,
    logLevel: 'warn',
    build: {
      outDir: dist,
      emptyOutDir: true,
      target: 'es2022',
      // The helper that Vite would add fetches modules by itself and is not needed by current browsers.
      modulePreload: false,
      assetsInlineLimit: 0,
      reportCompressedSize: false,
      // The caseworkers' page is one chunk of that size; a warning should mean that something changed.
      chunkSizeWarningLimit: 600,
      // Cutting the fonts takes nearly all of the time, and whoever builds can do nothing about it.
      rolldownOptions: { checks: { pluginTimings: false, bundlerTimings: false } },
    },
  });
  return dist;
}

const survivor = await buildPage('survivor');
if (existsSync(survivor)) {
  const room = await buildRoom();
  mkdirSync(join(survivor, 'room'), { recursive: true });
  for (const { file, code } of room.frames) writeFileSync(join(survivor, file), code);
  const page = join(survivor, 'index.html');
  writeFileSync(page, putTemplates(readFileSync(page, 'utf8'), room));
  // What the page's content security policy must name besides its own origin; the server reads it, nobody is sent it.
  writeFileSync(
    join(survivor, 'csp.json'),
    `${JSON.stringify({ scripts: [], styles: room.styles }, null, 2)}\n`,
  );
}
const staff = await buildPage('console');

// The fingerprints of everything that is served, to be published and compared.
for (const dist of [survivor, staff])
  if (existsSync(dist)) writeFileSync(join(dist, 'SHA384SUMS'), digestOf(dist));
