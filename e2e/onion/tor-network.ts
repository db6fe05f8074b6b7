// A whole tor network on this machine's loopback, for trying the onion service: nobody outside is asked for anything.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Authorities vote among themselves; relays carry, and one of each is the least that makes a circuit with choices. */
const AUTHORITIES = 3;
const RELAYS = 4;
const UP_MS = 120_000;

/** Why no network can be made here, or nothing. */
export const noTor: string | undefined =
  spawnSync('tor', ['--version']).status === 0 && spawnSync('tor-gencert', ['--help']).error === undefined
    ? undefined
    : 'no tor';

/** Settings of every member: short consensus rounds, all on one address, nothing measured, nobody told. */
const COMMON = `
TestingTorNetwork 1
AssumeReachable 1
Address 127.0.0.1
Log notice stderr
ShutdownWaitLength 0
DisableDebuggerAttachment 0
PathsNeededToBuildCircuits 0.25
`;
const VOTES = `
AuthoritativeDirectory 1
V3AuthoritativeDirectory 1
ContactInfo nobody@example.org
TestingV3AuthInitialVotingInterval 10
TestingV3AuthInitialVoteDelay 2
TestingV3AuthInitialDistDelay 2
V3AuthVotingInterval 10
V3AuthVoteDelay 2
V3AuthDistDelay 2
TestingDirAuthVoteExit *
TestingDirAuthVoteHSDir *
TestingDirAuthVoteGuard *
TestingMinExitFlagThreshold 0
`;

/** One tor process and what it said. */
interface Tor {
  readonly process: ChildProcess;
  said: string;
}

/** A running network. */
export interface TorNetwork {
  /** Runs one more tor, with these lines of torrc; its DataDirectory is made. */
  add(name: string, torrc: string): Tor;
  readonly folder: string;
  close(): void;
}

/** Waits until something is so. @throws when it is not within two minutes; `what` says then what was waited for */
export async function until<T>(what: string, look: () => Promise<T | undefined> | T | undefined): Promise<T> {
  const end = Date.now() + UP_MS;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > end) throw new Error(`Waited too long for ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

/** Starts authorities and relays. @param port the first of the ports that they take, one after the other */
export function startTorNetwork(port: number): TorNetwork {
  const folder = mkdtempSync(join(tmpdir(), 'amaan-tor-'));
  const running: Tor[] = [];
  const home = (name: string) => {
    const path = join(folder, name);
    mkdirSync(join(path, 'keys'), { recursive: true, mode: 0o700 });
    return path;
  };
  const authorities = Array.from({ length: AUTHORITIES }, (_, i) => {
    const name = `authority${i}`;
    return { name, ...makeAuthority(home(name), port + 2 * i), or: port + 2 * i, dir: port + 2 * i + 1 };
  });
  const listed = authorities.map(
    ({ name, or, dir, identity, fingerprint }) =>
      `DirAuthority ${name} orport=${or} v3ident=${identity} 127.0.0.1:${dir} ${fingerprint}`,
  );
  const common = `${COMMON}${listed.join('\n')}\n`;
  const add = (name: string, torrc: string): Tor => {
    const path = home(name);
    writeFileSync(join(path, 'torrc'), `${common}DataDirectory ${path}\nNickname ${name}\n${torrc}`);
    // The machine's own defaults are not for this network.
    writeFileSync(join(path, 'nothing'), '');
    const args = ['-f', join(path, 'torrc'), '--defaults-torrc', join(path, 'nothing')];
    const tor: Tor = { process: spawn('tor', args, { stdio: ['ignore', 'pipe', 'pipe'] }), said: '' };
    for (const out of [tor.process.stdout, tor.process.stderr])
      out?.on('data', (chunk: Buffer) => (tor.said += chunk.toString()));
    running.push(tor);
    return tor;
  };
  for (const { name, or, dir } of authorities)
    add(
      name,
      `${VOTES}ORPort 127.0.0.1:${or}\nDirPort 127.0.0.1:${dir}\nSocksPort 0\nExitPolicy reject *:*\n`,
    );
  for (let i = 0; i < RELAYS; i++)
    add(`relay${i}`, `ORPort 127.0.0.1:${port + 20 + i}\nSocksPort 0\nExitPolicy reject *:*\n`);
  return {
    add,
    folder,
    close() {
      for (const tor of running) tor.process.kill('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** An authority's keys: what it votes with, and by which others know it. */
function makeAuthority(home: string, port: number): { identity: string; fingerprint: string } {
  const made = spawnSync(
    'tor-gencert',
    ['--create-identity-key', '-m', '3', '-a', `127.0.0.1:${port}`, '--passphrase-fd', '0'],
    { cwd: join(home, 'keys'), input: 'nothing secret\n' },
  );
  if (made.status !== 0) throw new Error(String(made.stderr));
  const certificate = readFileSync(join(home, 'keys', 'authority_certificate'), 'utf8');
  const nothing = join(home, 'nothing');
  writeFileSync(nothing, '');
  const args = ['-f', nothing, '--defaults-torrc', nothing, '--list-fingerprint', '--quiet'].concat(
    ['--ORPort', String(port), '--DataDirectory', home, '--Nickname', 'authority'],
    ['--DirAuthority', `x 127.0.0.1:1 ${'f'.repeat(40)}`],
  );
  const listed = spawnSync('tor', args);
  const fingerprint = /([0-9A-F]{4} ){9}[0-9A-F]{4}/.exec(String(listed.stdout))?.[0].replaceAll(' ', '');
  const identity = /^fingerprint (\w+)$/m.exec(certificate)?.[1];
  if (!identity || !fingerprint) throw new Error('tor made no keys');
  return { identity, fingerprint };
}
