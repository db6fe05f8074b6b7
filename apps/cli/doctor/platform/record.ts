import { type Config, lagOf, listKeys, listSources, type Role } from '@amaan/platform';
import { type QueryExecutorProvider, sql } from 'kysely';
import { type Finding, finder } from '../finding.ts';

const HOUR_MS = 3_600_000;
const QUIET_DAYS = 90;

/** Who has keys: enough people for each role, none stopped, none forgotten. */
export async function checkPeople(db: QueryExecutorProvider, { profile }: Config): Promise<Finding[]> {
  const say = finder('people');
  const found: Finding[] = [];
  const living = (await listKeys(db)).filter((key) => key.revokedAt === null);
  const having = (role: Role) => living.filter((key) => key.roles.includes(role) && key.job === null).length;
  if (having('match') === 0) found.push(say('warn', 'No key may ask the gate: amaan keys add.'));
  if (having('admin') === 0)
    found.push(say('warn', 'Nobody is an administrator: keys are made by command alone.'));
  if (having('review') === 0) found.push(say('fail', 'Nobody may review: what is held stays held.'));
  else if (having('review') < 2)
    found.push(say('warn', 'Only one person reviews: nobody else can decide an appeal or a second look.'));
  const trained = living.some((key) => key.trained && key.job === null);
  if (!trained && having('review') > 0)
    found.push(
      say(
        (await minorsWait(db)) ? 'fail' : 'warn',
        'Nobody is marked as trained, so what may show a minor is offered to nobody: amaan keys trained.',
      ),
    );
  const all = living.filter((key) => key.roles.length > 2 && key.roles.includes('review'));
  if (profile === 'production' && all.length > 0)
    found.push(say('warn', `${all.length} keys review and do much else: give people a key for one task.`));
  const stopped = living.filter((key) => key.stoppedAt !== null).length;
  if (stopped > 0)
    found.push(
      say('warn', `${stopped} keys rest because their questions looked like probing: look at them.`),
    );
  const resting = living.filter((key) => key.restsUntil !== null && key.stoppedAt === null).length;
  if (resting > 0)
    found.push(
      say(
        'warn',
        `${resting} keys met as much by hash alone as they may in a day: does the site hash itself? amaan keys bare-matches.`,
      ),
    );
  const free = living.filter((key) => key.bareMatches === 0).length;
  if (free > 0)
    found.push(say('warn', `${free} keys may try any list of hashes: give each a figure of its own.`));
  const before = new Date(Date.now() - QUIET_DAYS * 24 * HOUR_MS);
  const quiet = living.filter((key) => {
    const used = key.lastUsed === null ? key.createdAt : new Date(key.lastUsed);
    return used < before;
  }).length;
  if (quiet > 0) found.push(say('warn', `${quiet} keys were not used for ${QUIET_DAYS} days: revoke them.`));
  if (found.length === 0) found.push(say('ok', `${living.length} living keys, for every role enough.`));
  return found;
}

/** Whether something that may show a minor waits for its decision. */
async function minorsWait(db: QueryExecutorProvider): Promise<boolean> {
  const { rows } = await sql`
    select 1 from review_job where state <> 'decided' and folded ? 'minors' limit 1`.execute(db);
  return rows.length > 0;
}

/** The exchanges that the platform follows: none fails, lags, or waits to be heard. */
export async function checkExchanges(db: QueryExecutorProvider, now: Date): Promise<Finding[]> {
  const say = finder('exchanges');
  const found: Finding[] = [];
  const sources = await listSources(db);
  if (sources.length === 0)
    return [say('warn', 'No exchange is followed: the gate knows only what is added here.')];
  for (const source of sources) {
    const { name, failures, lastError, quarantined, gaps, feedbackWaiting, proofsWaiting } = source;
    if (!source.enabled) found.push(say('warn', `${name} is switched off.`));
    else if (!source.hasCredentials) found.push(say('fail', `${name} has no keys: it is not asked.`));
    else if (failures > 2)
      found.push(say('fail', `${name} failed ${failures} times in a row (${lastError}).`));
    const lag = lagOf(source, now);
    if (lag !== undefined && lag > HOUR_MS)
      found.push(
        say('fail', `${name} was last read whole ${Math.floor(lag / HOUR_MS)} hours ago: withdrawals wait.`),
      );
    if (gaps > 0) found.push(say('warn', `${name} has ${gaps} stretches that could not be read.`));
    if (quarantined > 0) found.push(say('warn', `${name} sent ${quarantined} records that were set aside.`));
    if (feedbackWaiting + proofsWaiting > 0)
      found.push(
        say('warn', `${name} has not acknowledged ${feedbackWaiting + proofsWaiting} answers of ours.`),
      );
  }
  if (found.length === 0) found.push(say('ok', `${sources.length} exchanges are read and answer.`));
  return found;
}

/** Whether the site takes what it is told. */
export async function checkSite(db: QueryExecutorProvider, now: Date): Promise<Finding[]> {
  const say = finder('site');
  const { rows } = await sql<{ waiting: number }>`select count(*)::int as waiting from site_message
    where sent_at is null and made_at < ${new Date(now.getTime() - HOUR_MS)}`.execute(db);
  const waiting = rows[0]?.waiting ?? 0;
  if (waiting > 0)
    return [
      say(
        'fail',
        `${waiting} messages have waited for the site for more than an hour: does its hook answer?`,
      ),
    ];
  return [say('ok', 'The site has taken what it was told.')];
}

/** The queue: nothing late, nothing that nobody may take. */
export async function checkReview(db: QueryExecutorProvider, now: Date): Promise<Finding[]> {
  const say = finder('review');
  const { rows } = await sql<{ late: number; notices: number }>`select
    count(*)::int as late, (count(*) filter (where kind = 'notice'))::int as notices
    from review_job where state <> 'decided' and due_at < ${now}`.execute(db);
  const { late = 0, notices = 0 } = rows[0] ?? {};
  if (notices > 0) return [say('fail', `${notices} notices are past their time, of ${late} late reviews.`)];
  if (late > 0) return [say('warn', `${late} reviews are past their time.`)];
  return [say('ok', 'No review is late.')];
}
