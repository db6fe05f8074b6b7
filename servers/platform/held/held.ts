import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { HttpError } from '@amaan/http';
import { type QueryExecutorProvider, sql } from 'kysely';
import type { Context } from '../context.ts';

const NONCE = 12;
const TAG = 16;

/** What stands beside held bytes. */
export interface HeldFacts {
  readonly contentType: string;
  readonly width: number;
  readonly height: number;
}

/**
 * Seals an upload's bytes into a file of their own (AES-256-GCM). The key goes into the database: the file alone, or the
 * database alone, shows nothing, and deleting the key's row ends both.
 *
 * @returns the key, for `rememberHeld` in the transaction that opens the job
 */
export function sealHeld(context: Context, job: string, bytes: Uint8Array): Buffer {
  const key = randomBytes(32);
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(Buffer.from(job));
  const sealed = Buffer.concat([nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
  mkdirSync(folder(context), { recursive: true, mode: 0o700 });
  const file = openSync(path(context, job), 'wx', 0o600);
  try {
    writeSync(file, sealed);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  return key;
}

/** Writes the key's row, in the transaction that opens the job. */
export async function rememberHeld(
  trx: QueryExecutorProvider,
  job: string,
  key: Buffer,
  facts: HeldFacts,
  now: Date,
): Promise<void> {
  await sql`insert into held_media (job, key, content_type, width, height, held_at)
    values (${job}, ${key}, ${facts.contentType}, ${facts.width}, ${facts.height}, ${now})`.execute(trx);
}

/** The facts about held media, or undefined when it is gone. */
export async function heldFacts(db: QueryExecutorProvider, job: string): Promise<HeldFacts | undefined> {
  const { rows } = await sql<HeldFacts>`
    select content_type as "contentType", width, height from held_media where job = ${job}`.execute(db);
  return rows[0];
}

/**
 * Opens held media.
 *
 * @throws HttpError 404 `media-gone` after the decision, or when the file is missing or damaged
 */
export async function openHeld(context: Context, job: string): Promise<Buffer> {
  const gone = new HttpError(404, 'media-gone', 'The media of this job is no longer kept.');
  const { rows } = await sql<{ key: Buffer }>`select key from held_media where job = ${job}`.execute(
    context.store.db,
  );
  const key = rows[0]?.key;
  if (!key || !existsSync(path(context, job))) throw gone;
  const sealed = readFileSync(path(context, job));
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE));
    decipher.setAAD(Buffer.from(job));
    decipher.setAuthTag(sealed.subarray(-TAG));
    return Buffer.concat([decipher.update(sealed.subarray(NONCE, -TAG)), decipher.final()]);
  } catch {
    throw gone;
  }
}

/** Deletes the key's row, in the transaction of the decision. The file follows by `dropFile`, after the commit. */
export async function forgetHeld(trx: QueryExecutorProvider, job: string): Promise<void> {
  await sql`delete from held_media where job = ${job}`.execute(trx);
}

/** Deletes the sealed file of a job; one that is gone already is fine. */
export function dropFile(context: Context, job: string): void {
  rmSync(path(context, job), { force: true });
}

function folder(context: Context): string {
  return join(context.config.folder, 'held');
}

function path(context: Context, job: string): string {
  return join(folder(context), job);
}
