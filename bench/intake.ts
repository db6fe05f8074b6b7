// 100 intakes a second, made beforehand, with kill -9 of server and database half-way: how many are acknowledged, how
// fast, and whether every acknowledged one is there afterwards. What finds no server is sent again, as her page lets her
// do. The client shares the machine with the server.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Visitor } from '@amaan/responder/testing-visitor';
import { type ResponderProcess, startProcess } from '@amaan/responder/testing-process';
import { openBeside } from '@amaan/store';

const OFFSET = 27_000;
/** Proofs of work are made beforehand too and cost the server the same at any difficulty. */
const ENV = { AMAAN_WORK_BITS: '1' };

interface Made {
  readonly locatorHash: string;
  readonly body: object;
}

async function make(url: string, count: number): Promise<Made[]> {
  const made: Made[] = [];
  for (let i = 0; i < count; i++) {
    const she = new Visitor(url);
    made.push({ locatorHash: she.receipt.locatorHash, body: await she.intake() });
  }
  return made;
}

const AGAIN_MS = 1000;
const GIVE_UP_MS = 60_000;

/** @returns how often it was sent until it was acknowledged; 0 when it never was */
async function send(url: string, body: object): Promise<number> {
  const headers = { 'content-type': 'application/json' };
  const until = performance.now() + GIVE_UP_MS;
  for (let tries = 1; performance.now() < until; tries++) {
    try {
      const answer = await fetch(`${url}/v1/cases`, { method: 'POST', headers, body: JSON.stringify(body) });
      const { code } = (await answer.json()) as { code?: string };
      // "Taken" says that an earlier sending is there whose answer was lost: her page takes it for an answer too.
      if (answer.status === 200 || (tries > 1 && code === 'taken')) return tries;
      if (answer.status < 500) return 0;
    } catch {
      // The server is down: she sends it again.
    }
    await sleep(AGAIN_MS);
  }
  return 0;
}

/** `npm run bench -- intake [--rate 100] [--seconds 60] [--json]` */
export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      rate: { type: 'string', default: '100' },
      seconds: { type: 'string', default: '60' },
      json: { type: 'boolean', default: false },
    },
  });
  const [rate, seconds] = [Number(values.rate), Number(values.seconds)];
  const data = mkdtempSync(join(tmpdir(), 'amaan-bench-'));
  let server: ResponderProcess = await startProcess(data, OFFSET, ENV);
  try {
    const { url } = server;
    console.error(`making ${rate * seconds} intakes ...`);
    const made = await make(url, rate * seconds);
    const [acknowledged, times, waiting]: [string[], number[], Promise<void>[]] = [[], [], []];
    let [down, again] = [0, 0];
    let restart: Promise<void> | undefined;
    const start = performance.now();
    for (const [i, { locatorHash, body }] of made.entries()) {
      await sleep(Math.max(0, start + (1000 * i) / rate - performance.now()));
      if (i === made.length >> 1)
        restart = (async () => {
          const from = performance.now();
          await server.kill(true);
          server = await startProcess(data, OFFSET, ENV);
          down = performance.now() - from;
        })();
      const sent = performance.now();
      waiting.push(
        send(url, body).then((tries) => {
          if (tries === 0) return;
          if (tries > 1) again += 1;
          acknowledged.push(locatorHash);
          times.push(performance.now() - sent);
        }),
      );
    }
    await Promise.all(waiting);
    await restart;
    const lasted = (performance.now() - start) / 1000;
    await server.stop();
    const lost = await missing(join(data, 'responder', 'postgres'), acknowledged);
    times.sort((a, b) => a - b);
    const at = (part: number) => Math.round(times[Math.floor(part * (times.length - 1))] ?? 0);
    const result = {
      sent: made.length,
      acknowledged: acknowledged.length,
      sentAgain: again,
      lost,
      seconds: Math.round(lasted),
      perSecond: Math.round(acknowledged.length / lasted),
      downMs: Math.round(down),
      p50: at(0.5),
      p99: at(0.99),
    };
    console.table([result]);
    if (values.json) console.log(JSON.stringify(result));
    return lost === 0 ? 0 : 1;
  } finally {
    await server.stop();
    rmSync(data, { recursive: true, force: true });
  }
}

async function missing(folder: string, acknowledged: readonly string[]): Promise<number> {
  const store = await openBeside<unknown>({ folder });
  try {
    const { rows } = await store.pool.query<{ hash: string }>(
      `select encode(a.locator_hash, 'hex') as hash from case_access a join case_status s on s.case_id = a.case_id`,
    );
    const there = new Set(rows.map((row) => row.hash));
    return acknowledged.filter((hash) => !there.has(hash)).length;
  } finally {
    await store.close();
  }
}
