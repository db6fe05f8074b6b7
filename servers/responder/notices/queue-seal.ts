import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto';
import type { Context } from '../context.ts';

const NONCE = 12;
const TAG = 16;

/** The key for what waits in the queue: from the ledger's secret, so a copy of the database alone opens nothing. */
function queueKey(context: Context): Uint8Array {
  return new Uint8Array(
    hkdfSync('sha256', context.keys.ledger.secret, new Uint8Array(0), 'amaan/notice-queue/v1', 32),
  );
}

/** Seals text for the database (AES-256-GCM); `place` binds it to its row. */
export function sealRow(context: Context, place: string, text: string): Buffer {
  const nonce = context.random(NONCE);
  const cipher = createCipheriv('aes-256-gcm', queueKey(context), nonce);
  cipher.setAAD(Buffer.from(place));
  return Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
}

/** Opens what `sealRow` made. @throws Error when the row was changed or belongs elsewhere */
export function openRow(context: Context, place: string, sealed: Buffer): string {
  const decipher = createDecipheriv('aes-256-gcm', queueKey(context), sealed.subarray(0, NONCE));
  decipher.setAAD(Buffer.from(place));
  decipher.setAuthTag(sealed.subarray(-TAG));
  return Buffer.concat([decipher.update(sealed.subarray(NONCE, -TAG)), decipher.final()]).toString('utf8');
}
