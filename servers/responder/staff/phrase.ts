import { createHash, timingSafeEqual } from 'node:crypto';
import { HttpError } from '@amaan/http';
import { sql } from 'kysely';
import type { Db } from '../cases/index.ts';

/** What the browser sends of a recovery phrase: how to find the account, the proof, and the keys wrapped for it. */
export interface NewPhrase {
  readonly locator: string;
  readonly proof: string;
  readonly wrapped: string;
}

function hashOf(hex: string): Buffer {
  return createHash('sha256').update(Buffer.from(hex, 'hex')).digest();
}

/** Stores a member's phrase; one that was there before opens nothing any more. */
export async function putPhrase(db: Db, staffId: string, phrase: NewPhrase): Promise<void> {
  const { locator, proof, wrapped } = phrase;
  await sql`insert into staff_phrase (staff_id, locator_hash, proof_hash, wrapped)
    values (${staffId}, ${hashOf(locator)}, ${hashOf(proof)}, decode(${wrapped}, 'base64'))
    on conflict (staff_id) do update set locator_hash = excluded.locator_hash, proof_hash = excluded.proof_hash,
      wrapped = excluded.wrapped`.execute(db);
}

/** Who signs in with a phrase, and their wrapped keys. @throws HttpError 401 `phrase`, the same for every reason */
export async function checkPhrase(
  db: Db,
  { locator, proof }: { locator: string; proof: string },
): Promise<{ id: string; wrapped: string }> {
  const { rows } = await sql<{ id: string; proofHash: Buffer; wrapped: string }>`
    select m.id, p.proof_hash as "proofHash", translate(encode(p.wrapped, 'base64'), E'\n', '') as wrapped
    from staff_phrase p join staff_member m on m.id = p.staff_id
    where p.locator_hash = ${hashOf(locator)} and m.left_at is null`.execute(db);
  const row = rows[0];
  if (!row || !timingSafeEqual(row.proofHash, hashOf(proof)))
    throw new HttpError(401, 'phrase', 'This recovery phrase opens no account here.');
  return { id: row.id, wrapped: row.wrapped };
}
