import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toHex } from '@amaan/base';
import {
  type Directory,
  type Intake,
  makeIntake,
  type News,
  openDirectory,
  parseNews,
  readAnswer,
  receiptKeys,
  type ReceiptKeys,
  recipientOf,
  solveProof,
  verifyLedger,
} from '@amaan/custody';
import { afterAll, expect, test } from 'vitest';
import { account } from './testing.ts';
import { type ResponderProcess, startProcess } from './testing-process.ts';

const data = mkdtempSync(join(tmpdir(), 'amaan-kill-'));
const offset = 10_000 + (process.pid % 20_000);
let server: ResponderProcess | undefined;
afterAll(async () => {
  await server?.stop();
  rmSync(data, { recursive: true, force: true });
});

/** Someone to seal to; the server itself does not look at whom grants are for. */
const somebody = {
  id: 'a'.repeat(32),
  role: 'caseworker' as const,
  recipient: recipientOf(randomBytes(32)),
  signKey: 'b'.repeat(64),
  intake: true,
};

interface Front {
  directory: { body: string };
  today: string;
  pow: { challenge: string; open: number };
}

async function get<T>(url: string): Promise<T> {
  return (await fetch(url)).json() as Promise<T>;
}

async function post(url: string, body: object): Promise<Response> {
  const headers = { 'content-type': 'application/json' };
  return fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
}

test('kill -9 of the server and its database in the middle: no acknowledged case is lost', async () => {
  const env = { AMAAN_WORK_BITS: '4' };
  server = await startProcess(data, offset, env);
  const { url } = server;
  const front = await get<Front>(`${url}/v1/front`);
  const { directory: pin } = await get<{ directory: string }>(`${url}/pin.json`);
  const opened = openDirectory(front.directory, pin, new Date().toISOString());
  const directory: Directory = { ...opened, staff: [somebody] };
  const made: { receipt: ReceiptKeys; proof: string; intake: Intake }[] = await Promise.all(
    Array.from({ length: 60 }, async () => {
      const receipt = receiptKeys(randomBytes(15));
      const proof = await solveProof(front.pow.challenge, receipt.locatorHash, front.pow.open);
      const random = (n: number) => randomBytes(n);
      const { intake } = await makeIntake({
        receipt,
        account: account(),
        directory,
        on: front.today,
        proof,
        random,
      });
      return { receipt, proof, intake };
    }),
  );
  for (const database of [false, true]) {
    const half = database ? made.slice(30) : made.slice(0, 30);
    const acknowledged: typeof made = [];
    let killed: Promise<void> | undefined;
    await Promise.all(
      half.map(async (each) => {
        const answer = await post(`${url}/v1/cases`, each.intake).catch(() => undefined);
        if (answer?.status !== 200) return;
        acknowledged.push(each);
        if (acknowledged.length === 10) killed = server?.kill(database);
      }),
    );
    await killed;
    expect(acknowledged.length).toBeGreaterThanOrEqual(10);
    server = await startProcess(data, offset, env);
    const found = await Promise.all(
      acknowledged.map(({ receipt, proof }) =>
        readAnswer<News>(
          receipt.identity,
          async (page) => {
            const locator = toHex(receipt.locator);
            const answer = await post(`${url}/v1/cases/read`, {
              v: 1,
              locator,
              part: 'news',
              page,
              pow: proof,
            });
            return ((await answer.json()) as { sealed: string }).sealed;
          },
          parseNews,
        ),
      ),
    );
    for (const news of found) {
      if (!news) throw new Error('an acknowledged case is gone');
      expect(verifyLedger(news.caseId, news.events, opened.ledger)).toEqual(news.head);
    }
  }
}, 120_000);
