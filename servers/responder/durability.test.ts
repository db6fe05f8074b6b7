import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verifyLedger } from '@amaan/custody';
import { afterAll, expect, test } from 'vitest';
import { freeOffset } from '../../tools/free-ports.ts';
import { Visitor } from './testing-visitor.ts';
import { type ResponderProcess, startProcess } from './testing-process.ts';

const data = mkdtempSync(join(tmpdir(), 'amaan-kill-'));
const offset = await freeOffset();
const env = { AMAAN_WORK_BITS: '4' };
let server: ResponderProcess | undefined;
afterAll(async () => {
  await server?.stop();
  rmSync(data, { recursive: true, force: true });
});

test('kill -9 of the server and its database in the middle: no acknowledged case is lost', async () => {
  for (const database of [false, true]) {
    server ??= await startProcess(data, offset, env);
    const { url } = server;
    const ready = await Promise.all(
      Array.from({ length: 30 }, async () => {
        const she = new Visitor(url);
        return { she, intake: await she.intake() };
      }),
    );
    const acknowledged: Visitor[] = [];
    let killed: Promise<void> | undefined;
    await Promise.all(
      ready.map(async ({ she, intake }) => {
        const answer = await she.post('/v1/cases', intake).catch(() => undefined);
        if (answer?.statusCode !== 200) return;
        acknowledged.push(she);
        if (acknowledged.length === 10) killed = server?.kill(database);
      }),
    );
    await killed;
    expect(acknowledged.length).toBeGreaterThanOrEqual(10);
    server = await startProcess(data, offset, env);
    const ledger = (await (acknowledged[0] as Visitor).front()).directory.ledger;
    for (const news of await Promise.all(acknowledged.map((she) => she.news()))) {
      if (!news) throw new Error('an acknowledged case is gone');
      expect(verifyLedger(news.caseId, news.events, ledger)).toEqual(news.head);
    }
  }
});
