import type { SignalSet } from '@amaan/signal';
import type { AtRest } from '@amaan/store';
import { type QueryExecutorProvider, sql } from 'kysely';
import type { Context } from '../context.ts';
import { hashDigest } from './at-rest.ts';
import { type Place, takePlaces } from './clock.ts';
import { insertEntry } from './share.ts';

/** Each partner gets so many; fewer while the list is short, for among few records they would stand out. */
const MOST = 3;
const AMONG = 20;
const BITS = 256;
/** Sizes that pictures often have: nothing about a canary tells it from the others. */
const SIZES = [
  [1080, 1350],
  [960, 1280],
  [1200, 1600],
  [1080, 1920],
] as const;

/**
 * Gives each living partner its canaries (abuse controls, H4). A canary is a hash of no picture: like every PDQ it has
 * as many ones as noughts, and lies so far from any real one that it never matches.
 */
export async function keepCanaries({
  store,
  atRest,
  random,
  now,
}: Pick<Context, 'store' | 'atRest' | 'random' | 'now'>): Promise<void> {
  await store.transaction(async (trx) => {
    const { rows } = await sql<{ code: string; lacks: number }>`
      select code, (least(${MOST}, (select count(*) / ${AMONG} from exchange_entry where state = 'live' and not canary))
        - (select count(*) from exchange_entry e where e.partner = p.code and canary))::int as lacks
      from exchange_partner p where revoked_at is null order by code`.execute(trx);
    for (const { code, lacks } of rows)
      for (let i = 0; i < lacks; i++) {
        const entry = Buffer.from(random(16)).toString('hex');
        const [place] = await takePlaces(trx, 1, now());
        const what = { entry, set: canaryOf(random), partner: code };
        await insertEntry(trx, atRest, what, place as Place, now());
        await sql`update exchange_entry set canary = true where id = ${entry}`.execute(trx);
        await sql`update exchange_hash h set canary = ${code} from exchange_entry_hash eh
          where eh.entry = ${entry} and eh.type = h.type and eh.digest = h.digest`.execute(trx);
      }
  });
}

function canaryOf(random: Context['random']): SignalSet {
  const [pick = 0] = random(1);
  const [width, height] = SIZES[pick % SIZES.length] ?? SIZES[0];
  const hash = evenHash(random);
  return { v: 1, contentType: 'photo', width, height, orientation: 1, pdq: { hash, quality: 100 }, bytes: 0 };
}

/** A random hash with as many ones as noughts. */
function evenHash(random: Context['random']): string {
  const places = Array.from({ length: BITS }, (_, i) => i);
  const chance = new DataView(Uint8Array.from(random(4 * BITS)).buffer);
  const order = places.sort((a, b) => chance.getUint32(4 * a) - chance.getUint32(4 * b));
  const hash = Buffer.alloc(BITS / 8);
  for (const bit of order.slice(0, BITS / 2)) hash[bit >> 3] = (hash[bit >> 3] ?? 0) | (1 << (bit & 7));
  return hash.toString('hex');
}

/**
 * Notes which of these hashes are canaries of others than the one who shows them.
 *
 * @param by a partner's code, or words for where an operator found them
 * @returns the partners whose canaries they are
 */
export async function noteLeaks(
  trx: QueryExecutorProvider,
  atRest: AtRest,
  hashes: readonly string[],
  by: string,
  now: Date,
): Promise<string[]> {
  const digests = hashes.map((hash) => hashDigest(atRest, 'ImagePDQ', hash));
  const { rows } = await sql<{ partner: string }>`
    select distinct canary as partner from exchange_hash
    where canary is not null and canary <> ${by} and type = 'ImagePDQ' and digest = any(${digests}::bytea[])
    order by 1`.execute(trx);
  for (const { partner } of rows)
    await sql`insert into exchange_leak (partner, seen, at) values (${partner}, ${by}, ${now})
      on conflict do nothing`.execute(trx);
  return rows.map((row) => row.partner);
}

/** Canaries that were seen elsewhere: the list of that partner leaked. A partner that was cut off is not told any more. */
export async function leaks(
  db: QueryExecutorProvider,
): Promise<{ readonly partner: string; readonly seen: string; readonly at: Date }[]> {
  const { rows } = await sql<{ partner: string; seen: string; at: Date }>`
    select l.partner, l.seen, l.at from exchange_leak l join exchange_partner p on p.code = l.partner
    where p.revoked_at is null order by l.at, l.partner`.execute(db);
  return rows;
}
