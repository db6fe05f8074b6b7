import { drawnJpeg } from '@amaan/signal/testing';
import { at, makeCase, type Stage } from './stage.ts';

/** Kbit/s, milliseconds, and how many times slower than this machine. */
export const PHONE = { kbits: 400, latency: 150, slower: 4 } as const;

/** When a screen of the way stood there, in seconds after its first byte was asked for. */
export interface Reached {
  readonly what: string;
  readonly seconds: number;
}

/**
 * A new user's run in Urdu on a slow phone and line, by a visitor who answers at once. The browser slows the page's own
 * thread and not its workers.
 *
 * @param whole to the receipt and the sent case, with a 12-megapixel photo; otherwise to the first buttons
 */
export async function onSlowPhone(stage: Stage, whole: boolean): Promise<Reached[]> {
  const photo = whole ? await drawnJpeg(4000, 3000) : undefined;
  const { page, context } = await stage.visitor({ lang: 'ur', blank: true });
  const phone = await context.newCDPSession(page);
  await phone.send('Network.enable');
  await phone.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: PHONE.latency,
    downloadThroughput: (PHONE.kbits * 1000) / 8,
    uploadThroughput: (PHONE.kbits * 1000) / 8,
  });
  await phone.send('Emulation.setCPUThrottlingRate', { rate: PHONE.slower });
  const from = performance.now();
  const reached: Reached[] = [];
  const note = (what: string) => reached.push({ what, seconds: (performance.now() - from) / 1000 });
  await page.goto(stage.origin, { waitUntil: 'commit' });
  await page.locator('h1').first().waitFor();
  note('text');
  await at(page, 'arrive');
  note('buttons');
  if (photo)
    await makeCase(page, {
      story: 'میرے الفاظ',
      links: 'https://www.instagram.com/p/abc123/',
      files: [{ name: 'a.jpg', mimeType: 'image/jpeg', buffer: photo }],
      each: async (_shown, step) => void note(step),
    });
  await context.close();
  return reached;
}
