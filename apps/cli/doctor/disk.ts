import { existsSync, readdirSync, readFileSync, statfsSync, statSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { type Finding, finder } from './finding.ts';

const DAY_MS = 86_400_000;
const GIB = 2 ** 30;
const AGE_HEAD = 'age-encryption.org/v1';

/** Modes of the server's folder: nobody but its user reads anything in it. */
export function checkModes(folder: string): Finding[] {
  const say = finder('files');
  if (!existsSync(folder))
    return [say('fail', `There is no ${folder}: start the server once, or set AMAAN_DATA.`)];
  const open: string[] = [];
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    // PostgreSQL watches over its own folder and refuses one that others may enter.
    if (path.includes(`${sep}postgres${sep}cluster${sep}`)) continue;
    if ((entry.isFile() || entry.isDirectory()) && (statSync(path).mode & 0o077) !== 0) open.push(path);
  }
  const found: Finding[] = [];
  const secret = open.filter((path) => /\.(key|json|age)$|password$/.test(path));
  for (const path of secret)
    found.push(say('fail', `Others on this machine may read ${path}: chmod go= it.`));
  if ((statSync(folder).mode & 0o066) !== 0)
    found.push(say('warn', `Others on this machine may look into ${folder}: chmod 700 it.`));
  if (found.length === 0) found.push(say('ok', `Nobody else may read ${folder}.`));
  const { bavail, bsize } = statfsSync(folder);
  const free = (bavail * bsize) / GIB;
  if (free < 2) found.push(say('warn', `Only ${free.toFixed(1)} GiB are free under ${folder}.`));
  return found;
}

/** Backups: one young enough, sealed, and not beside what it is a backup of. */
export function checkBackups(
  server: 'responder' | 'platform',
  env: Readonly<Record<string, string | undefined>>,
  data: string,
  now: number,
): Finding[] {
  const { AMAAN_BACKUPS: folder, AMAAN_BACKUP_DAYS } = env;
  const days = Number(AMAAN_BACKUP_DAYS ?? 7);
  const say = finder('backups');
  if (folder === undefined)
    return [say('warn', 'AMAAN_BACKUPS does not name the folder of backups, so nobody sees when they stop.')];
  if (!existsSync(folder)) return [say('fail', `There is no folder of backups at ${folder}.`)];
  const found: Finding[] = [];
  if (`${resolve(folder)}${sep}`.startsWith(`${resolve(data)}${sep}`))
    found.push(say('fail', 'The backups lie in the data folder: whatever takes one takes both.'));
  const files = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile());
  const sealed = files.filter(({ name }) =>
    readFileSync(join(folder, name)).subarray(0, AGE_HEAD.length).equals(Buffer.from(AGE_HEAD)),
  );
  if (sealed.length < files.length)
    found.push(
      say('fail', `${files.length - sealed.length} files among the backups are not sealed with age.`),
    );
  const newest = Math.max(0, ...sealed.map(({ name }) => statSync(join(folder, name)).mtimeMs));
  const age = Math.floor((now - newest) / DAY_MS);
  if (newest === 0)
    found.push(say('fail', `There is no backup yet: amaan backup ${server} --to age1... FILE.`));
  else if (age >= days)
    found.push(say('fail', `The newest backup is ${age} days old; ${days} are the most.`));
  else found.push(say('ok', `The newest backup is ${age} days old and sealed.`));
  return found;
}

const ADDRESS = /\b(?:\d{1,3}\.){3}\d{1,3}\b/;

/** Logs: none of the web server's, and no address in any file of ours. */
export function checkLogs(data: string, nginx: string | undefined, visits: readonly string[]): Finding[] {
  const say = finder('logs');
  const found: Finding[] = [];
  for (const path of logFiles(data))
    if (ADDRESS.test(readFileSync(path, 'latin1').replaceAll('127.0.0.1', '')))
      found.push(say('fail', `There are addresses in ${path}: switch that logging off and delete the file.`));
  if (nginx !== undefined) found.push(...checkNginx(nginx));
  for (const path of visits)
    if (existsSync(path) && statSync(path).size > 0)
      found.push(
        say('fail', `${path} is not empty: the web server keeps a line of every visit. access_log off.`),
      );
  const level = process.env['LOG_LEVEL'] ?? 'info';
  if (['trace', 'debug'].includes(level)) found.push(say('fail', `LOG_LEVEL is ${level}: set info or warn.`));
  if (found.length === 0) found.push(say('ok', 'No log holds an address, and none is kept of visits.'));
  return found;
}

function logFiles(data: string): string[] {
  if (!existsSync(data)) return [];
  return readdirSync(data, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.log'))
    .map((entry) => join(entry.parentPath, entry.name));
}

/** An nginx configuration: every server that it has inherits or says `access_log off`. */
export function checkNginx(path: string): Finding[] {
  const say = finder('logs');
  if (!existsSync(path)) return [say('fail', `There is no nginx configuration at ${path}.`)];
  const lines = readFileSync(path, 'utf8')
    .split('\n')
    .map((line) => line.replace(/#.*/, '').trim());
  const found: Finding[] = [];
  const access = lines.filter((line) => line.startsWith('access_log'));
  if (access.length === 0)
    found.push(say('fail', `${path} does not say access_log off; nginx keeps one by itself.`));
  for (const line of access)
    if (line !== 'access_log off;') found.push(say('fail', `${path} keeps visits: ${line}`));
  const errors = lines.filter((line) => line.startsWith('error_log'));
  if (!errors.some((line) => line.startsWith('error_log /dev/null')))
    found.push(
      say('fail', `${path} lets errors be logged, and their lines name addresses: error_log /dev/null.`),
    );
  for (const word of ['X-Forwarded-For', 'X-Real-IP', '$remote_addr'])
    if (
      lines.some(
        (line) => line.startsWith('proxy_set_header') && line.includes(word) && !line.endsWith('"";'),
      )
    )
      found.push(say('fail', `${path} tells the server who visits (${word}): leave it out.`));
  return found;
}
