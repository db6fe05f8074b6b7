// The onion service, truly: a tor network on loopback, the template of deploy/tor, a responder behind it, and a visitor
// who comes through six relays. It takes a minute, so it is part of `npm run nightly` and not of the everyday suite.
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { headersOf } from '@amaan/http';
import { type Apps, buildApps } from '@amaan/responder';
import { addCaseworker, testContext, type TestContext } from '@amaan/responder/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { noTor, startTorNetwork, type TorNetwork, until } from './tor-network.ts';

const skip = noTor ?? (process.env.AMAAN_NIGHTLY ? undefined : 'part of the nightly run');
const TEMPLATE = fileURLToPath(new URL('../../deploy/tor/torrc', import.meta.url));
const PORT = 14_000 + (process.pid % 200) * 40;
const SOCKS = PORT + 30;
let network: TorNetwork;
let context: TestContext;
let apps: Apps;

beforeAll(async () => {
  if (skip) return;
  context = await testContext();
  await addCaseworker(context);
  apps = await buildApps(context, 'survivor');
  await apps.survivor.listen({ port: PORT + 31, host: '127.0.0.1' });
  network = startTorNetwork(PORT);
});
afterAll(async () => {
  network?.close();
  await apps?.survivor.close();
  await context?.close();
});

/** One GET over SOCKS5, with the name left to tor. */
async function get(name: string, path: string): Promise<{ head: string; body: string }> {
  return new Promise((resolve, reject) => {
    const socket = connect(SOCKS, '127.0.0.1', () => socket.write(Buffer.from([5, 1, 0])));
    const chunks: Buffer[] = [];
    let step = 0;
    socket.setTimeout(60_000, () => socket.destroy(new Error('no answer')));
    socket.on('error', reject);
    socket.on('data', (chunk) => {
      if (step === 0) {
        const host = Buffer.from(name);
        socket.write(Buffer.concat([Buffer.from([5, 1, 0, 3, host.length]), host, Buffer.from([0, 80])]));
      } else if (step === 1) {
        if (chunk[1] !== 0) return socket.destroy(new Error(`tor says ${chunk[1]}`));
        socket.write(`GET ${path} HTTP/1.1\r\nHost: ${name}\r\nConnection: close\r\n\r\n`);
      } else chunks.push(chunk);
      step += 1;
    });
    socket.on('close', (failed) => {
      const [head = '', ...rest] = Buffer.concat(chunks).toString().split('\r\n\r\n');
      if (!failed) resolve({ head, body: rest.join('\r\n\r\n') });
    });
  });
}

test.skipIf(skip)(
  `her page is reached by its onion name, with its exact headers${skip ? ` (skipped: ${skip})` : ''}`,
  async () => {
    const seen: string[] = [];
    apps.survivor.server.on('connection', (socket) => seen.push(String(socket.remoteAddress)));
    const home = join(network.folder, 'amaan');
    const torrc = readFileSync(TEMPLATE, 'utf8')
      .replace('/var/lib/tor/amaan', home)
      .replace('127.0.0.1:4100', `127.0.0.1:${PORT + 31}`);
    const service = network.add('service', torrc);
    const visitor = network.add('visitor', `SocksPort 127.0.0.1:${SOCKS}\n`);
    const name = await until('the name', () => {
      if (service.process.exitCode !== null) throw new Error(service.said);
      try {
        return readFileSync(join(home, 'hostname'), 'utf8').trim();
      } catch {
        return undefined;
      }
    });
    expect(name).toMatch(/^[a-z2-7]{56}\.onion$/);
    await until('the visitor', () => (visitor.said.includes('Bootstrapped 100%') ? true : undefined));
    const { head, body } = await until('her page', () => get(name, '/').catch(() => undefined));
    expect(head).toMatch(/^HTTP\/1.1 200/);
    expect(body).toContain('<html');
    for (const [header, value] of Object.entries(headersOf('page'))) {
      const got = new RegExp(`^${header}: (.*)$`, 'im').exec(head)?.[1]?.trim();
      expect(header === 'content-security-policy' ? got?.replace(/ 'sha\d+-[^']+'/g, '') : got, header).toBe(
        value,
      );
    }
    const front = await get(name, '/v1/front');
    expect(front.body).toContain('"ready":true');
    // All that the server can see of a visitor is tor on this machine.
    expect([...new Set(seen)]).toEqual(['127.0.0.1']);
    expect(context.logged.join('')).not.toContain(name);
    console.log(`onion: ${name} answered; tor says ${/Tor ([\d.]+)/.exec(service.said)?.[1] ?? '?'}`);
  },
  400_000,
);
