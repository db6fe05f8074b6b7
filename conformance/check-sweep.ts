import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { sweep as command } from '../apps/cli/sweep.ts';
import { applyRecord } from '../servers/platform/exchange/apply.ts';
import type { KeyFile } from '../servers/platform/exchange/key-file.ts';
import { hmaAt } from '../servers/platform/exchange/sweep/hma-client.ts';
import { type Swept, sweep } from '../servers/platform/exchange/sweep/sweep.ts';
import { askWithdrawn, NOTHING, type SweepState } from '../servers/platform/exchange/sweep/withdrawn-list.ts';
import { hmaApp } from '../servers/platform/hma/app.ts';
import type { TestPlatform } from '../servers/platform/testing.ts';
import { startHma } from './hma-stand-in.ts';
import type { Host } from './host.ts';
import { must, type Report, same } from './report.ts';

const hashOf = (n: number): string => createHash('sha256').update(`sweep ${n}`).digest('hex');
const VIDEO = '6f1d0c9a2b7e4835a1c0d94e77b2f615';

/** Runs the sweeper as its command does, with the list that it keeps. */
function sweeper(host: Host, keys: KeyFile['keys']) {
  const file: KeyFile = { v: 1, name: 'STOPNCII', partner: 'sweeper', url: host.url, keys };
  let state: SweepState = NOTHING;
  return async (url: string, never = false, authorization?: string): Promise<Swept> => {
    const asked = await askWithdrawn(file, state);
    const swept = await sweep(hmaAt(url, authorization), 'STOPNCII', asked.list, { never, now: new Date() });
    state = { ...asked, list: swept.list };
    return swept;
  };
}

/** `amaan sweep` itself, twice, with a folder of its own. */
async function runCommand(url: string, hma: string, keys: KeyFile['keys']): Promise<number[]> {
  const folder = mkdtempSync(join(tmpdir(), 'amaan-sweep-'));
  const before = process.env.AMAAN_DATA;
  process.env.AMAAN_DATA = folder;
  try {
    const line = join(folder, 'keys');
    writeFileSync(line, `${keys.fetch},${keys.subscription}\n`, { mode: 0o600 });
    const args = ['--hma', hma, '--exchange', 'STOPNCII', '--keys', line, '--url', url, '--never'];
    const codes = [await command.run(args), await command.run(args)];
    const kept = readFileSync(join(folder, 'sweeper', 'STOPNCII.list'));
    must(!kept.includes(hashOf(1)), 'a hash stands in the kept list');
    return codes;
  } finally {
    if (before === undefined) delete process.env.AMAAN_DATA;
    else process.env.AMAAN_DATA = before;
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Lets the sweeper take withdrawn hashes out of a match service by its REST API. */
export async function checkSweep(
  report: Report,
  startHost: () => Promise<Host>,
  open?: () => Promise<TestPlatform>,
): Promise<void> {
  await report.check(
    'sweeper: withdrawn hashes end to match, stay away, and no other bank is touched',
    async () => {
      const host = await startHost();
      const hma = await startHma(host.url, await host.partner('hma'));
      try {
        const run = sweeper(host, await host.partner('sweeper', 'always'));
        await host.share('case-1', [hashOf(1)]);
        await host.shareVideo('case-1', VIDEO);
        await host.share('case-2', [hashOf(2)]);
        await hma.fetch();
        const own = hma.add('LOCAL', { pdq: hashOf(1) });
        same(hma.matches('pdq', hashOf(1)), ['STOPNCII', 'LOCAL'], 'matches at first');
        host.later(5);
        await host.withdraw('case-1');
        await hma.fetch();
        same(hma.matches('pdq', hashOf(1)), ['STOPNCII', 'LOCAL'], 'matches after the withdrawal');

        const first = await run(hma.url);
        same(
          [first.list.length, first.disabled, first.deleted, first.waiting, first.others],
          [2, 2, 0, 2, 1],
          'first sweep',
        );
        same(hma.matches('pdq', hashOf(1)), ['LOCAL'], 'matches after the sweep, before any rebuild');
        same(hma.matches('video_md5', VIDEO), [], 'the video');
        await hma.fetch();
        await hma.fetch();
        same(hma.matches('pdq', hashOf(1)), ['LOCAL'], 'matches after two more fetches');

        // Something newer moves the service's checkpoint past the tombstones: now a deletion lasts.
        host.later(5);
        await host.share('case-3', [hashOf(3)]);
        await hma.fetch();
        const second = await run(hma.url);
        same([second.deleted, second.waiting, second.proven], [2, 0, 0], 'second sweep');
        await hma.fetch();
        await hma.fetch();
        hma.rebuild();
        const third = await run(hma.url);
        same([third.disabled, third.deleted, third.proven], [0, 0, 2], 'third sweep');
        must(
          third.list.every((entry) => entry.proof?.removed === 1),
          'a proof does not tell what was removed',
        );
        same(hma.matches('pdq', hashOf(1)), ['LOCAL'], 'matches in the end');
        same(hma.matches('pdq', hashOf(2)), ['STOPNCII'], 'what was not withdrawn');
        must(hma.contents.has(own), 'a content of another bank was deleted');
        must(
          !hma.writes.some((line) => line.endsWith(` ${own}`)),
          'a content of another bank was written to',
        );

        // Built again by a full refetch: the daily run finds it and takes it out anew.
        hma.add('STOPNCII', { pdq: hashOf(1) });
        const fourth = await run(hma.url);
        same([fourth.deleted, fourth.proven], [1, 1], 'after it came back');
      } finally {
        await hma.close();
        await host.close();
      }
    },
  );

  await report.check(
    'sweeper: where nothing is delivered again, deletion does not wait; what came alive again is left',
    async () => {
      const host = await startHost();
      const hma = await startHma(host.url, await host.partner('hma', 'never'));
      try {
        const keys = await host.partner('sweeper', 'always');
        await host.share('case-1', [hashOf(1), hashOf(2)]);
        await hma.fetch();
        host.later(5);
        await host.withdraw('case-1');
        host.later(5);
        await host.share('case-2', [hashOf(2)]);
        same(await runCommand(host.url, hma.url, keys), [0, 0], 'exit codes of two runs of the command');
        await hma.fetch();
        hma.rebuild();
        same(hma.matches('pdq', hashOf(1)), [], 'the withdrawn one');
        same(hma.matches('pdq', hashOf(2)), ['STOPNCII'], 'the one that was shared again');
      } finally {
        await hma.close();
        await host.close();
      }
    },
  );

  if (open)
    await report.check('sweeper: our own HMA-compatible server answers it in the same way', async () => {
      const [host, platform] = [await startHost(), await open()];
      const app = await hmaApp(platform.context);
      try {
        await app.listen({ port: 0, host: '127.0.0.1' });
        const url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
        const headers = await platform.key('sweeper', 'match', 'curate');
        const run = sweeper(host, await host.partner('sweeper', 'always'));
        await host.share('case-1', [hashOf(1)]);
        await host.withdraw('case-1');
        for (const name of ['STOPNCII', 'LOCAL']) {
          await app.inject({ method: 'POST', url: '/c/banks', headers, payload: { name } });
          const payload = { pdq: hashOf(1) };
          await app.inject({ method: 'POST', url: `/c/bank/${name}/signal`, headers, payload });
        }
        // And one that came over an exchange which is not followed any more: its hashes are shown to nobody.
        const { context } = platform;
        const after = await context.store.transaction(async (trx) => {
          await sql`insert into exchange_source (name, wire, bank) values ('hub', 'stopncii', 'STOPNCII')`.execute(
            trx,
          );
          const signals = { pdq: { hash: hashOf(1), quality: 100 } };
          const record = { remote: 'r', state: 'live', signals, opinions: new Map() } as const;
          return applyRecord(trx, context, 'hub', 'STOPNCII', record);
        });
        after(context.banks);
        const swept = await run(url, true, headers.authorization);
        same([swept.disabled, swept.deleted, swept.others, swept.proven], [2, 2, 0, 0], 'sweep');
        same([(await run(url, true, headers.authorization)).proven], [1], 'proof');
        const left = await app.inject({ url: `/m/lookup?signal_type=pdq&signal=${hashOf(1)}`, headers });
        same(Object.keys(left.json()), ['LOCAL'], 'banks that still match');
      } finally {
        await app.close();
        await platform.close();
        await host.close();
      }
    });
}
