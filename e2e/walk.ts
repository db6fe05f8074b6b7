// `npm run walk [-- [--until N] [--language en|ur] FILE]`: goes the whole way in a real browser, on a product that it
// starts for itself on free ports with an empty data folder. Ends with "walk: ok", or with the step that failed.
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { CHROMIUM, openBrowser } from '../tools/browser.ts';
import { freeOffset } from '../tools/free-ports.ts';
import { drawPhoto } from './photo.ts';
import { startProduct } from './servers.ts';
import { STEPS } from './steps/index.ts';
import { shooter, type World } from './world.ts';

const OUT = 'e2e/out';
const STEP_LIMIT_MS = 180_000;

async function walk(until: number, language: 'en' | 'ur', given: string | undefined): Promise<boolean> {
  if (!CHROMIUM) {
    console.log(
      'walk: needs Chromium. Install it (Debian: apt-get install chromium) or name it in CHROMIUM.',
    );
    return false;
  }
  const home = mkdtempSync(join(tmpdir(), 'amaan-walk-'));
  const photo = given ? resolve(given) : join(home, 'photo.jpg');
  if (!given) writeFileSync(photo, await drawPhoto());
  if (!existsSync(photo)) {
    console.log('walk: there is no such file.');
    return false;
  }
  console.log('walk: starting the product ...');
  const data = join(home, 'data');
  const product = await startProduct(data, await freeOffset());
  const browser = await openBrowser();
  rmSync(OUT, { recursive: true, force: true });
  const world: World = {
    browser,
    product,
    data,
    photo,
    language,
    saw: (what) => console.log(`       ${what}`),
    shot: shooter(OUT),
    visitor: (width) =>
      browser.newContext({
        viewport: { width, height: width < 600 ? 740 : 900 },
        locale: language === 'ur' ? 'ur-PK' : 'en-GB',
      }),
    found: {},
    pages: {},
  };
  try {
    for (const [index, step] of STEPS.slice(0, until).entries()) {
      const from = performance.now();
      console.log(`step ${index + 1}: ${step.name}`);
      try {
        await within(step.run(world), STEP_LIMIT_MS);
      } catch (error) {
        for (const [name, page] of Object.entries(world.pages))
          await world.shot(page, `failed-${name}`).catch(() => {});
        console.log(
          `walk: step ${index + 1} (${step.name}) failed: ${error instanceof Error ? error.message : String(error)}`,
        );
        console.log(product.printed().split('\n').slice(-15).join('\n'));
        return false;
      }
      console.log(`       done in ${((performance.now() - from) / 1000).toFixed(1)} s`);
    }
    console.log(`screenshots: ${OUT}`);
    console.log('walk: ok');
    return true;
  } finally {
    await browser.close();
    await product.stop();
    rmSync(home, { recursive: true, force: true });
  }
}

async function within<T>(work: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`it took longer than ${ms / 1000} s`)), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

const { values, positionals } = parseArgs({
  options: { until: { type: 'string', default: '4' }, language: { type: 'string', default: 'en' } },
  allowPositionals: true,
});
const until = Number(values.until);
if (!Number.isInteger(until) || until < 1 || until > STEPS.length || !/^(en|ur)$/.test(values.language)) {
  console.log(`walk: --until takes 1 to ${STEPS.length}, --language takes en or ur.`);
  process.exit(2);
}
process.exit((await walk(until, values.language as 'en' | 'ur', positionals[0])) ? 0 : 1);
