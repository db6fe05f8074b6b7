import { existsSync, readFileSync } from 'node:fs';
import { type Finding, finder } from './finding.ts';

const LISTEN = '0A';
const LOOPBACK = ['0100007F', '00000000000000000000000001000000'];

/** A container knows that it is one by a file, or, where its root is only read (podman's is not there then), by a word. */
export const insideContainer = (env: NodeJS.ProcessEnv) =>
  env.container !== undefined || ['/run/.containerenv', '/.dockerenv'].some((path) => existsSync(path));

/** What of a server's configuration the check of its ports needs. */
interface Listening {
  readonly ports: Readonly<Record<string, number>>;
  readonly profile: 'demo' | 'production';
}

/**
 * Who can reach the server's ports: in production the web server in front alone. Linux tells; others are not asked. In a
 * container every port is open to the container's networks, and what is published is said outside.
 */
export function checkPorts({ ports, profile }: Listening, inside = insideContainer(process.env)): Finding[] {
  const say = finder('ports');
  const found: Finding[] = [];
  const wanted = new Map(Object.entries(ports).map(([name, port]) => [port, name]));
  const seen = new Set<number>();
  for (const table of ['/proc/net/tcp', '/proc/net/tcp6']) {
    if (!existsSync(table)) continue;
    for (const line of readFileSync(table, 'utf8').split('\n').slice(1)) {
      const [, local = '', , state] = line.trim().split(/\s+/);
      const [address = '', hexPort = ''] = local.split(':');
      const port = Number.parseInt(hexPort, 16);
      const name = wanted.get(port);
      if (state !== LISTEN || name === undefined) continue;
      seen.add(port);
      if (!LOOPBACK.includes(address) && !inside)
        found.push(
          say(
            profile === 'production' ? 'fail' : 'warn',
            `Port ${port} (${name}) can be reached from other machines: AMAAN_HOST=localhost, and nginx in front.`,
          ),
        );
    }
  }
  const missing = [...wanted].filter(([port]) => !seen.has(port));
  for (const [port, name] of missing) found.push(say('fail', `Nothing listens on port ${port} (${name}).`));
  if (found.length === 0)
    found.push(
      inside
        ? say(
            'warn',
            "The ports are open to this container's networks: publish none of them, only the web server's.",
          )
        : say('ok', 'The ports are open to this machine alone.'),
    );
  return found;
}
