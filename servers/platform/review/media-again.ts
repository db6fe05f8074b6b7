import { sniff } from '@amaan/signal';
import { stillsOfVideo } from '@amaan/signal/node';
import { sql } from 'kysely';
import sharp from 'sharp';
import type { Context } from '../context.ts';
import { fetchMedia } from '../site/site-client.ts';
import type { Media } from './open.ts';

const PIXELS = 50_000_000;
const HEAD = 256;

/** The bytes behind one of the site's items, for a look that begins there; undefined when they cannot be had or read. */
export async function mediaOfItem(context: Context, item: string): Promise<Media | undefined> {
  try {
    if (await mayShowMinor(context, item)) return undefined;
    return await factsOf(await fetchMedia(context, item));
  } catch {
    // A damaged file, or a site that no longer has it: it is decided on what the ledger says.
    return undefined;
  }
}

/** What was stopped because it may show a minor is never fetched again, for whatever look. */
export async function mayShowMinor(context: Context, item: string): Promise<boolean> {
  const { rows } = await sql`select 1 from review_job
    where item = ${item} and (folded ->> 'decision' = 'minor' or folded ? 'minors') limit 1`.execute(
    context.store.db,
  );
  return rows.length > 0;
}

async function factsOf(bytes: Uint8Array): Promise<Media> {
  if (sniff(bytes.subarray(0, HEAD)) === 'video') {
    const [still] = await stillsOfVideo(bytes, 1);
    const { width = 0, height = 0 } = still?.picture ?? {};
    return { bytes, contentType: 'video', width, height };
  }
  const { width, height } = await sharp(bytes, { limitInputPixels: PIXELS }).autoOrient().metadata();
  return { bytes, contentType: 'photo', width, height };
}
