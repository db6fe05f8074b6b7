import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isRecipient } from '@amaan/custody';
import { type Config, loadKeys } from '@amaan/responder';
import { type Finding, finder } from './finding.ts';

/** The server's keys: there, apart from each other, not the demo's, the directory's secret elsewhere. */
export function checkKeys(config: Config): Finding[] {
  const say = finder('keys');
  const home = join(config.folder, 'keys');
  const production = config.profile === 'production';
  if (!existsSync(home)) return [say('fail', `There are no keys at ${home}: amaan keys make OFFLINE-FILE.`)];
  const found: Finding[] = [];
  try {
    if (production || ['ledger', 'exchange'].every((name) => existsSync(join(home, `${name}.key`))))
      loadKeys(config.folder, config.profile);
  } catch (error) {
    found.push(say('fail', error instanceof Error ? error.message : 'A key cannot be read.'));
  }
  const secrets = readdirSync(home)
    .filter((name) => name.endsWith('.key'))
    .map((name) => readFileSync(join(home, name), 'utf8').trim().split(/\s+/)[0]);
  if (new Set(secrets).size < secrets.length)
    found.push(say('fail', 'Two of the keys are the same: each needs its own.'));
  const offline = existsSync(join(home, 'directory.pub'));
  if (offline && existsSync(join(home, 'directory.key')))
    found.push(
      say(
        'fail',
        "The directory's secret lies beside its public half: keep it on a machine without network.",
      ),
    );
  else if (!offline)
    found.push(
      say(
        production ? 'fail' : 'warn',
        "The directory's secret is on this server: whoever takes it can name staff keys of their own.",
      ),
    );
  const recovery = config.env['AMAAN_RECOVERY_RECIPIENT'];
  if (!recovery)
    found.push(
      say(
        'warn',
        'AMAAN_RECOVERY_RECIPIENT is not set: when all staff keys are lost, so is every open case.',
      ),
    );
  else if (!isRecipient(recovery))
    found.push(say('fail', 'AMAAN_RECOVERY_RECIPIENT is not an age recipient (age1...).'));
  if (found.length === 0) found.push(say('ok', 'All keys are there, each its own, the directory’s offline.'));
  return found;
}
