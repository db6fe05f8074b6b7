import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '@amaan/responder';
import { buildApps } from '@amaan/responder';
import { testContext } from '@amaan/responder/testing';
import { Office } from '@amaan/responder/testing-office';
import { expect, test } from 'vitest';
import { checkStaff } from './database.ts';
import { checkPorts, insideContainer } from './ports.ts';
import { checkDuties, checkPublished } from './responder.ts';

test('a port that other machines reach fails; in a container what is published is asked for', async () => {
  const open = createServer().listen(0, '0.0.0.0');
  await new Promise((resolve) => open.once('listening', resolve));
  const { port } = open.address() as AddressInfo;
  const config = {
    ...readConfig({}),
    profile: 'production' as const,
    ports: { survivor: port, console: port, exchange: port },
  };
  expect(checkPorts(config, false).map(({ level }) => level)).toEqual(['fail']);
  expect(checkPorts(config, true)).toMatchObject([{ level: 'warn' }]);
  expect(insideContainer({ container: 'podman' })).toBe(true);
  open.close();
});

test('whose pledge has ended is told', async () => {
  const context = await testContext();
  const office = new Office(context, await buildApps(context, 'none'));
  await office.first();
  const told = async (at: Date) =>
    (await checkStaff(context, at.getTime())).filter(({ sentence }) => sentence.includes('pledge'));
  expect(await told(context.now())).toEqual([]);
  expect(await told(new Date(context.now().getTime() + 366 * 86_400_000))).toHaveLength(1);
  await context.close();
});

test('who reports what may show a minor has to be named', () => {
  const config = readConfig({});
  expect(checkDuties(config).map(({ sentence }) => sentence.slice(0, 19))).toEqual(['AMAAN_MINOR_REPORTS']);
  const named = readConfig({ AMAAN_MINOR_REPORTS: 'Amna, 12', AMAAN_MANY_FILES: '900' });
  expect(named.minorReports).toBe('Amna, 12');
  expect(checkDuties(named)).toMatchObject([{ level: 'warn', sentence: expect.stringContaining('900') }]);
});

test('the list of widely published pictures is asked for, and a damaged one fails', async () => {
  expect(await checkPublished(readConfig({}))).toMatchObject([{ level: 'warn' }]);
  const list = join(mkdtempSync(join(tmpdir(), 'amaan-doctor-')), 'published.txt');
  const found = () => checkPublished(readConfig({ AMAAN_PUBLISHED_LIST: list }));
  expect(await found()).toMatchObject([
    { level: 'fail', sentence: expect.stringContaining('AMAAN_PUBLISHED') },
  ]);
  writeFileSync(list, `${'a5c3'.repeat(16)}\n`);
  expect(await found()).toMatchObject([{ level: 'ok', sentence: expect.stringContaining('1 of them') }]);
  writeFileSync(list, 'a5c3');
  expect(await found()).toMatchObject([{ level: 'fail' }]);
});
