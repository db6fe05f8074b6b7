import type { World } from './world.ts';

/** An upload on the photo board: its uploader's own address, and the one that everybody may open. */
export interface Uploaded {
  readonly own: string;
  readonly shared: string;
  /** Words of the page that its uploader sees, without what is random. */
  readonly words: string;
}

/** Uploads a file as a visitor of the photo board would. */
export async function upload(
  world: World,
  file: string | { name: string; mimeType: string; buffer: Buffer },
  name: string,
): Promise<Uploaded> {
  const visit = await world.visitor(1024);
  const page = await visit.newPage();
  await page.goto(world.product.at(4300));
  await page.setInputFiles('#picture', file);
  await page.click('button');
  await page.waitForURL(/\/p\//);
  await world.shot(page, `board-${name}`);
  const own = page.url();
  const shared = new URL(own);
  shared.search = '';
  const words = ((await page.locator('main').textContent()) ?? '').replace(/\s+/g, ' ').trim();
  await visit.close();
  return { own, shared: shared.href, words };
}

/** The status that a stranger gets for an address. */
export async function statusOf(url: string): Promise<number> {
  return (await fetch(url, { signal: AbortSignal.timeout(10_000) })).status;
}
