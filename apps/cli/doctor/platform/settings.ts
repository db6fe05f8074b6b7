import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { AmaanError } from '@amaan/base';
import { type Config, DEMO_KEYS, loadSecret } from '@amaan/platform';
import { restKeyPath } from '@amaan/store';
import { type Finding, finder } from '../finding.ts';

const LOOPBACK = ['127.0.0.1', '::1'] as const;

/** Settings that weaken what the platform promises, each with what to set instead. */
export function checkSettings(config: Config): Finding[] {
  const say = finder('config');
  const production = config.profile === 'production';
  const found: Finding[] = [
    production
      ? say('ok', 'The profile is production.')
      : say('warn', 'The profile is demo: it makes keys of its own. Not for a real site.'),
  ];
  const look = (sentence: string) => found.push(say('warn', sentence));
  if (config.minorReports === undefined)
    look(
      'AMAAN_MINOR_REPORTS does not name who reports what may show a minor: reviewers are told of nobody.',
    );
  if (production && config.ruleChanges === 'one')
    look("AMAAN_RULE_CHANGES is one: a single person can change a bank's rules.");
  if (config.probes === 0) look('AMAAN_PROBES is 0: a key may feel its way to a signal. Set 100.');
  if (config.bareMatches === 0) look('AMAAN_BARE_MATCHES is 0: a key may try any list of hashes. Set 1000.');
  if (config.keyRate === 0) look('AMAAN_KEY_RATE is 0: a key without a limit of its own has none.');
  if (config.review.checkPercent === 0)
    look('AMAAN_CHECK_PERCENT is 0: nobody looks at removals a second time. Set 5.');
  const { AMAAN_HMA_ADDRESSES: listed, AMAAN_SITE_HOOK: hook } = config.env;
  if (LOOPBACK.some((each) => config.hmaAddresses.check(each, each.includes(':') ? 'ipv6' : 'ipv4')))
    found.push(
      say(
        production ? 'fail' : 'warn',
        'AMAAN_HMA_ADDRESSES lists this machine: whoever comes through a web server in front needs no key.',
      ),
    );
  else if (listed)
    look('AMAAN_HMA_ADDRESSES lets clients in without keys: give them keys where they can send one.');
  if (production && !hook)
    found.push(say('fail', 'AMAAN_SITE_HOOK is not set: the site never hears what was decided.'));
  else if (!isSafe(config.siteHook))
    found.push(
      say(
        production ? 'fail' : 'warn',
        'AMAAN_SITE_HOOK is not https: messages to the site cross the network open.',
      ),
    );
  return found;
}

function isSafe(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return protocol === 'https:' || ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
}

/** The server's secrets: there, whole, each its own, none of the demo's, and the one at rest apart from the data. */
export function checkPlatformKeys({ folder, profile, env }: Config): Finding[] {
  const say = finder('keys');
  const home = join(folder, 'keys');
  const production = profile === 'production';
  const found: Finding[] = [];
  for (const name of ['platform', 'hook'])
    try {
      loadSecret(folder, name);
    } catch (error) {
      found.push(
        say('fail', error instanceof AmaanError ? error.message : `The ${name} key cannot be read.`),
      );
    }
  const rest = restKeyPath('platform', folder, env);
  if (!existsSync(rest))
    found.push(say('fail', `There is no key at ${rest}: what is encrypted cannot be read.`));
  if (dirname(rest) === home)
    found.push(
      say(
        'warn',
        'The key at rest lies with the data it protects: set AMAAN_REST_KEYS to a folder elsewhere.',
      ),
    );
  const names = existsSync(home) ? readdirSync(home).filter((name) => name.endsWith('.key')) : [];
  const secrets = names.map((name) => readFileSync(join(home, name), 'utf8').trim());
  if (new Set(secrets).size < secrets.length)
    found.push(say('fail', 'Two of the keys are the same: each needs its own.'));
  const demo = names.filter((name) => DEMO_KEYS.some(({ file }) => `${file}.key` === name));
  if (production && demo.length > 0)
    found.push(say('fail', `Keys of the demo lie in ${home} (${demo.join(', ')}): revoke and delete them.`));
  if (found.length === 0) found.push(say('ok', 'All keys are there, each its own.'));
  return found;
}
