import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { drawnJpeg } from '@amaan/signal/testing';
import { drawClip } from '../kernels/signal/testing/draw-video.ts';
import { openRoomIn, openStage as openRoomStage } from '../apps/survivor/room/testing/browser.ts';
import { type Held, mostHeld } from '../apps/survivor/testing/memory.ts';
import { onSlowPhone, PHONE } from '../apps/survivor/testing/slow-phone.ts';
import { cannot, openStage } from '../apps/survivor/testing/stage.ts';
import startDatabase from '../servers/store/test-server.ts';

const megabytes = (bytes: number) => `${Math.round(bytes / 1e6)} MB`.padStart(7);

/**
 * `npm run bench -- phone [--memory]`: a new user's run in Urdu on a slow phone and line, screen by screen, in seconds;
 * then, or alone with `--memory`, the most memory that the page's processes hold while the room reads her files.
 */
export async function run(args: string[]): Promise<number> {
  if (cannot) {
    console.error(`This needs a browser and the built pages: ${cannot}.`);
    return 1;
  }
  const reached = args.includes('--memory') ? [] : await walk();
  const held = await memory();
  if (args.includes('--json')) console.log(JSON.stringify({ ...PHONE, reached, held }));
  return 0;
}

async function walk() {
  const stopDatabase = await startDatabase();
  const stage = await openStage();
  try {
    const reached = await onSlowPhone(stage, true);
    console.log(`Urdu, ${PHONE.kbits} kbit/s, ${PHONE.latency} ms, processor ${PHONE.slower} times slower`);
    for (const { what, seconds } of reached) console.log(`${what.padEnd(22)} ${seconds.toFixed(1)} s`);
    return reached;
  } finally {
    await stage.close();
    await stopDatabase?.();
  }
}

/** Each file in a page of its own, so that nothing is left from the one before. */
async function memory(): Promise<Record<string, Held>> {
  const folder = mkdtempSync(join(tmpdir(), 'amaan-phone-'));
  const files = {
    'nothing yet': undefined,
    '12-megapixel photo': { name: 'a.jpg', bytes: () => drawnJpeg(4000, 3000) },
    '20-second clip': { name: 'a.mp4', bytes: () => drawClip({ width: 1280, height: 720, seconds: 20 }) },
  };
  const stage = await openRoomStage();
  const held: Record<string, Held> = {};
  console.log('\nthe most memory of the page, all views   own and share   largest');
  try {
    for (const [what, file] of Object.entries(files)) {
      const path = join(folder, file?.name ?? '');
      if (file) writeFileSync(path, await file.bytes());
      const { page, pick } = await openRoomIn(stage, { views: 'k52', exact: true });
      const most = await mostHeld(stage.browser, async () => {
        if (!file) return page.waitForTimeout(1000);
        const heard = await pick([path], 120_000);
        if (!heard.some(({ kind }) => kind === 'signals')) throw new TypeError(`No signals of ${what}.`);
      });
      held[what] = most;
      console.log(`${what.padEnd(42)} ${megabytes(most.shared)}    ${megabytes(most.resident)}`);
      await page.close();
    }
  } finally {
    await stage.close();
    rmSync(folder, { recursive: true });
  }
  return held;
}
