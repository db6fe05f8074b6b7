import {
  type Directory,
  fingerprint,
  isRecipient,
  openDirectory,
  parseSignedDirectory,
  type SignedDirectory,
  signDirectory,
  type StaffKey,
} from '@amaan/custody';
import { AmaanError } from '@amaan/base';
import { HttpError } from '@amaan/http';
import { sql } from 'kysely';
import type { Context } from '../context.ts';
import type { Db } from './append.ts';

const DAY_MS = 86_400_000;
/** A directory is good for so long, and signed anew when half of it is over. */
const LASTS_DAYS = 30;

/** What a directory is made of before it is signed. @param lastsDays how long it is to be good */
export async function draftDirectory(
  context: Pick<Context, 'now' | 'config' | 'keys'>,
  db: Db,
  staff: readonly StaffKey[],
  lastsDays = LASTS_DAYS,
): Promise<Directory> {
  const { rows } = await sql<{ seq: number }>`
    select coalesce(max(seq), 0) + 1 as seq from staff_directory`.execute(db);
  const now = context.now().getTime();
  const recovery = context.config.env.AMAAN_RECOVERY_RECIPIENT;
  if (recovery && !isRecipient(recovery))
    throw new AmaanError('config', 'AMAAN_RECOVERY_RECIPIENT must be an age recipient (age1...).');
  return {
    v: 1,
    seq: rows[0]?.seq ?? 1,
    issued: new Date(now).toISOString(),
    expires: new Date(now + lastsDays * DAY_MS).toISOString(),
    staff: [...staff],
    ...(recovery ? { recovery } : {}),
    ledger: context.keys.ledger.publicKey,
  };
}

/**
 * Signs a new directory with these members of staff and stores it, in the caller's transaction. Called whenever
 * somebody joins, leaves, or changes keys, role or place in the intake group. Where the directory's key is offline
 * nothing changes until the operator brings a signed one (`amaan directory`).
 */
export async function publishDirectory(
  context: Context,
  trx: Db,
  staff: readonly StaffKey[],
): Promise<SignedDirectory | undefined> {
  const { secret } = context.keys.directory;
  if (!secret) return undefined;
  await sql`lock table staff_directory in exclusive mode`.execute(trx);
  const directory = await draftDirectory(context, trx, staff);
  const signed = signDirectory(directory, secret);
  await storeDirectory(trx, directory.seq, signed);
  return signed;
}

async function storeDirectory(db: Db, seq: number, signed: SignedDirectory): Promise<void> {
  await sql`insert into staff_directory (seq, signed) values (${seq}, ${JSON.stringify(signed)}::jsonb)`.execute(
    db,
  );
}

/**
 * Takes a directory that was signed offline.
 *
 * @throws DirectoryError when it is not to be trusted or older than the one in force
 */
export async function bringDirectory(context: Context, value: unknown): Promise<Directory> {
  return context.store.transaction(async (trx) => {
    await sql`lock table staff_directory in exclusive mode`.execute(trx);
    const { rows } = await sql<{ seq: number }>`
      select coalesce(max(seq), 0) + 1 as seq from staff_directory`.execute(trx);
    const directory = openDirectory(value, directoryPin(context), context.now().toISOString(), rows[0]?.seq);
    await storeDirectory(trx, directory.seq, parseSignedDirectory(value));
    return directory;
  });
}

/** The fingerprint that the page pins. */
export function directoryPin(context: Context): string {
  return fingerprint(context.keys.directory.publicKey);
}

/** The newest directory, signed and open. The first one, and one past half its time, are signed here. */
export async function currentDirectory(
  context: Context,
): Promise<{ signed: SignedDirectory; directory: Directory }> {
  const { rows } = await sql<{ signed: SignedDirectory }>`
    select signed from staff_directory order by seq desc limit 1`.execute(context.store.db);
  const newest = rows[0]?.signed;
  // One that was signed by the key of those who ran this before us is none.
  const stored = newest && fingerprint(newest.key) === directoryPin(context) ? newest : undefined;
  const directory = stored && readStored(context, stored);
  const halfway = directory && Date.parse(directory.expires) - (LASTS_DAYS / 2) * DAY_MS;
  if (stored && directory && halfway !== undefined && context.now().getTime() < halfway)
    return { signed: stored, directory };
  const staff = directory?.staff ?? (newest ? bodyOf(newest).staff : []);
  const signed = (await context.store.transaction((trx) => publishDirectory(context, trx, staff))) ?? stored;
  if (!signed)
    throw new HttpError(
      503,
      'no-directory',
      'The list of staff keys has not been signed yet: come back later.',
    );
  return { signed, directory: readStored(context, signed) };
}

/** The directory that was opened last: every visitor asks for it, and checking a signature takes milliseconds. */
const lastOpened = new WeakMap<Context, { readonly text: string; readonly directory: Directory }>();

/** Opens a directory of our own, whatever its age. @throws DirectoryError */
function readStored(context: Context, signed: SignedDirectory): Directory {
  const text = JSON.stringify(signed);
  const last = lastOpened.get(context);
  if (last?.text === text) return last.directory;
  const directory = openDirectory(signed, directoryPin(context), bodyOf(signed).issued);
  lastOpened.set(context, { text, directory });
  return directory;
}

function bodyOf(signed: SignedDirectory): Directory {
  return JSON.parse(Buffer.from(signed.body, 'base64').toString('utf8')) as Directory;
}
