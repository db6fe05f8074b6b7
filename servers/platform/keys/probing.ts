import { HttpError } from '@amaan/http';
import type { SignalSet } from '@amaan/signal';
import { sql } from 'kysely';
import type { Context } from '../context.ts';
import { noteAct } from '../hma/note-act.ts';
import { type Caller, STOPPED } from './key-ring.ts';
import type { Near, Noted, ProbeLimits } from './probes.ts';

const DAY_MS = 86_400_000;

/** The hashes of a question that has no file behind it. */
export type Bare = Pick<SignalSet, 'pdq' | 'pdqStored' | 'md5' | 'sha256' | 'frames'>;

/** Of what a key with a figure of its own may meet, so much may lie around one signal: its users post variants. */
const AROUND_ONE = 0.1;

/** What this key may ask about in a day without a file; 0: any number. */
function limitsOf({ config }: Context, { bareMatches: own }: Caller): ProbeLimits {
  if (own === undefined) return { near: config.probes, known: config.bareMatches };
  const near = own === 0 || config.probes === 0 ? 0 : Math.max(config.probes, Math.ceil(AROUND_ONE * own));
  return { near, known: own };
}

/** Whether this key met half of what it may meet today by hashes alone, or more. */
export function halfUsed(
  context: Context,
  { id, bareMatches }: { readonly id: string; readonly bareMatches: number | null },
): boolean {
  const most = bareMatches ?? context.config.bareMatches;
  return most > 0 && 2 * context.probes.known(id, context.now()) > most;
}

/**
 * Lets a question of hashes alone by, unless its key met too many banked contents that way: then it rests until the day
 * (UTC) ends or an administrator has looked. Files, and hashes that were made here of this key's files, are answered on.
 *
 * @throws HttpError 429 `bare-limit` with the seconds to wait
 */
export function letBareBy(context: Context, caller: Caller, set: Bare): void {
  const now = context.now();
  const { known } = limitsOf(context, caller);
  const rests = (caller.restsUntil ?? 0) > now.getTime();
  if (!rests && (known === 0 || context.probes.known(caller.id, now) <= known)) return;
  if (context.probes.hasFiles(caller.id, hashesOf(set), now)) return;
  throw resting(now);
}

/**
 * Watches what a question of hashes alone met (abuse controls, O4). Many hashes around one signal stop the key: that is how
 * somebody would feel their way to what is in a bank. Many banked contents let its hashes rest: that is what a list tried
 * out looks like, or a large site that makes its hashes itself; half way a person is told, and when it comes to that again
 * and nobody has looked, the key is stopped too. An upload's bytes are not counted, because many people may well post
 * variants of one picture; nor are hashes that were made here of files of this key.
 *
 * @throws HttpError 403 `key-stopped`, 429 `bare-limit`
 */
export async function watchBare(
  context: Context,
  caller: Caller,
  set: Bare,
  matches: readonly Near[],
): Promise<void> {
  if (matches.length === 0) return;
  const now = context.now();
  const hashes = hashesOf(set);
  if (context.probes.hasFiles(caller.id, hashes, now)) return;
  const noted = context.probes.note(caller.id, hashes, matches, limitsOf(context, caller), now);
  if (!noted) return;
  if (noted.what === 'half') {
    if (noted.first) tell(context, caller, noted.what);
    return;
  }
  // Its last rest is over, and nobody has looked since.
  const stops = noted.what === 'near' || caller.restsUntil !== undefined;
  await context.store.transaction(async (trx) => {
    const { rows } = stops
      ? await sql`update platform_key set stopped_at = ${now}
          where id = ${caller.id} and stopped_at is null returning 1`.execute(trx)
      : await sql`update platform_key set rests_until = ${endOfDay(now)}
          where id = ${caller.id} and rests_until is null returning 1`.execute(trx);
    if (rows.length > 0) await noteAct(trx, context, caller, stops ? 'key.stopped' : 'key.rested');
  });
  await context.keys.load();
  // Who calls from a listed address has no key to stop: refused until the day ends, and told of once.
  if (noted.first) tell(context, caller, stops ? 'near' : 'known');
  throw stops ? new HttpError(403, 'key-stopped', STOPPED) : resting(now);
}

/** Lets a stopped or resting key ask again. @returns whether it was stopped or rested */
export async function resumeKey(context: Context, caller: Caller, id: string): Promise<boolean> {
  const resumed = await context.store.transaction(async (trx) => {
    const { rows } = await sql`update platform_key set stopped_at = null, rests_until = null
      where id = ${id} and (stopped_at is not null or rests_until is not null) and revoked_at is null
      returning 1`.execute(trx);
    if (rows.length > 0) await noteAct(trx, context, caller, 'key.resumed');
    return rows.length > 0;
  });
  context.probes.forget(id);
  await context.keys.load();
  return resumed;
}

const TOLD: Record<Noted['what'], readonly [code: string, sentence: string]> = {
  half: ['bare-half', 'half of what it may meet by hash alone in a day is used: does this site hash itself?'],
  known: [
    'bare-limit',
    'its questions without a file rest until the day ends: look at it, or raise its figure',
  ],
  near: ['key-stopped', 'its questions look like probing: look at it'],
};

function tell({ log }: Context, { id }: Caller, what: Noted['what']): void {
  const [code, sentence] = TOLD[what];
  if (what === 'half') log.warn({ code, key: id }, sentence);
  else log.error({ code, key: id }, sentence);
}

function resting(now: Date): HttpError {
  return new HttpError(
    429,
    'bare-limit',
    'This key met as many known signals by hash alone as it may in a day. Send the files themselves, which are not counted, or ask the administrator of this platform to raise its figure.',
    Math.ceil((endOfDay(now).getTime() - now.getTime()) / 1000),
  );
}

function endOfDay(now: Date): Date {
  return new Date(DAY_MS * (Math.floor(now.getTime() / DAY_MS) + 1));
}

function hashesOf({ pdq, pdqStored, md5, sha256, frames = [] }: Bare): string[] {
  const named = [pdq?.hash, pdqStored?.hash, md5, sha256, ...frames.map(({ hash }) => hash)];
  return [...new Set(named.filter((hash) => hash !== undefined))];
}
