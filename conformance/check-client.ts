import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Context } from '../servers/platform/context.ts';
import { call } from '../servers/platform/exchange/call.ts';
import {
  addSource,
  changeSource,
  listSources,
  readSource,
  removeSource,
} from '../servers/platform/exchange/sources.ts';
import { pullAll, startSync } from '../servers/platform/exchange/sync.ts';
import { type BadHost, send, startBadHost, wirePage, wireRecord } from './bad-host.ts';
import { must, type Report, same } from './report.ts';

const T = 1_795_000_000;
const hashOf = (n: number): string => createHash('sha256').update(`client ${n}`).digest('hex');
const records = (from: number, to: number, second = T): object[] =>
  Array.from({ length: to - from }, (_, i) => wireRecord(hashOf(from + i), second));

/** What a check works with: our client, and a host that it can spoil. */
interface Ground {
  readonly host: BadHost;
  pull(): Promise<string>;
  count(): number;
  logged(): string;
  context: Context;
}

/** Runs our client against a host that misbehaves in every way that the protocol's documentation names. */
export async function checkClient(
  report: Report,
  open: () => Promise<{ context: Context; logged: readonly string[]; close(): Promise<void> }>,
): Promise<void> {
  const check = (name: string, work: (ground: Ground) => Promise<void>) =>
    report.check(`our client: ${name}`, async () => {
      const host = await startBadHost();
      const opened = await open();
      const { context } = opened;
      await context.store.transaction((trx) =>
        addSource(
          trx,
          context.atRest,
          {
            name: 'hub',
            partner: 'us',
            url: host.url,
            keys: { subscription: 'sub', fetch: 'fetch', feedback: 'feedback' },
            bank: context.config.exchangeBank,
            threshold: 31,
            pollEvery: 1000,
          },
          context.now(),
        ),
      );
      try {
        await work({
          host,
          context,
          pull: () =>
            pullAll(context, 'hub').then(
              () => 'ok',
              (error: { code?: string }) => error.code ?? 'unknown',
            ),
          count: () => context.banks.count(context.config.exchangeBank),
          logged: () => opened.logged.join(''),
        });
      } finally {
        await host.close();
        await opened.close();
      }
    });

  await check('bad records are set aside with a code, and the rest goes in', async (ground) => {
    const bad: unknown[] = [
      wireRecord(hashOf(90), T, { signalType: 'imagePDQ' }),
      wireRecord(hashOf(91), T, { hashStatus: 'Gone' }),
      wireRecord(hashOf(92), T, { lastModtimestamp: `${T}` }),
      wireRecord(hashOf(93), T, { lastModtimestamp: T + 0.5 }),
      wireRecord('abc', T),
      wireRecord('0'.repeat(64), T),
      wireRecord('a1'.repeat(32), T),
      wireRecord(hashOf(94), T, { CSPFeedbacks: 'none' }),
      null,
      7,
    ];
    const odd = [
      wireRecord(hashOf(1).toUpperCase(), T, { CSPFeedbacks: undefined, hashRegions: ['UK'] }),
      wireRecord(hashOf(2), T, { CSPFeedbacks: [{ feedbackValue: 'Perhaps' }], caseNumbers: null }),
      wireRecord('photo-dna-value', T, { signalType: 'VideoTMK' }),
    ];
    ground.host.behave((_, response) => send(response, wirePage([...bad, ...odd], T)));
    same(await ground.pull(), 'ok', 'pull');
    same(ground.count(), 2, 'contents');
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from exchange_quarantine`.execute(
      ground.context.store.db,
    );
    same(rows[0]?.n, bad.length, 'set aside');
    must(![90, 91, 94].some((n) => ground.logged().includes(hashOf(n))), 'a hash stands in the log');
  });

  await check('a checkpoint that goes back is not followed', async (ground) => {
    ground.host.behave((query, response) =>
      query.get('nextPageToken')
        ? send(response, wirePage(records(2, 4), T - 500))
        : send(response, wirePage(records(0, 2), T, { hasMoreRecords: true, nextPageToken: 'a' })),
    );
    same(await ground.pull(), 'ok', 'pull');
    same(ground.count(), 4, 'contents');
    await ground.pull();
    same(ground.host.asked.at(-2)?.get('startTimestamp'), String(T), 'the next start');
    must(ground.logged().includes('rewound'), 'nobody was told');
  });

  await check('short and empty pages are followed to the end', async (ground) => {
    ground.host.behave((query, response) => {
      const n = Number(query.get('nextPageToken') ?? 0);
      const more = n < 5 ? { hasMoreRecords: true, nextPageToken: String(n + 1) } : {};
      send(response, wirePage(n % 2 ? [] : records(n, n + 1), T + n, more));
    });
    same(await ground.pull(), 'ok', 'pull');
    same(ground.count(), 3, 'contents');
  });

  await check(
    'more without a token, or a token twice, is an error and not an endless loop',
    async (ground) => {
      ground.host.behave((_, response) =>
        send(response, wirePage(records(0, 1), T, { hasMoreRecords: true })),
      );
      same(await ground.pull(), 'tokenMissing', 'without a token');
      ground.host.behave((_, response) =>
        send(response, wirePage(records(0, 1), T, { hasMoreRecords: true, nextPageToken: 'same' })),
      );
      same(await ground.pull(), 'tokenRepeated', 'the same token');
    },
  );

  await check('429, 500, a slow body and a cut body fail, and the next pull goes on', async (ground) => {
    ground.host.behave((_, response) => send(response, '{}', 429, { 'retry-after': '1' }));
    same(await ground.pull(), 'busy', '429');
    ground.host.behave((_, response) => send(response, '{}', 500));
    same(await ground.pull(), 'exchange-failed', '500');
    ground.host.behave((_, response) => {
      response.writeHead(200, { 'content-length': '5000' }).write('{"count":');
      response.destroy();
    });
    same(await ground.pull(), 'unreachable', 'a cut body');
    // A body that never ends costs the time that a call may take, and no more.
    ground.host.behave((_, response) => void response.writeHead(200).write('{"count":'));
    const source = await readSource(ground.context.store.db, ground.context.atRest, 'hub');
    if (!source) throw new Error('the exchange is not there');
    const begun = performance.now();
    const endless = await call(source, 'fetch', '/FetchHashes', undefined, 300).catch(
      (error: { code: string }) => error.code,
    );
    same(endless, 'unreachable', 'a body without an end');
    must(performance.now() - begun < 3000, 'it was waited for too long');
    // One that comes in small pieces is waited for.
    ground.host.behave((_, response) => {
      const text = wirePage(records(0, 3), T);
      response.writeHead(200, { 'content-type': 'application/json' });
      const piece = (at: number) => {
        if (at >= text.length) return response.end();
        response.write(text.slice(at, at + 100));
        return setTimeout(piece, 40, at + 100);
      };
      piece(0);
    });
    same(await ground.pull(), 'ok', 'afterwards, slowly');
    same(ground.count(), 3, 'contents');
  });

  await check('a redirect is not followed, so no key goes to another host', async (ground) => {
    const other = await startBadHost();
    ground.host.behave((_, response) => send(response, '', 302, { location: `${other.url}/FetchHashes` }));
    same(await ground.pull(), 'exchange-failed', 'pull');
    same(other.asked.length, 0, 'calls to the other host');
    await other.close();
  });

  await check('withdrawn and deleted records are gone at once', async (ground) => {
    ground.host.behave((_, response) => send(response, wirePage(records(0, 4), T)));
    await ground.pull();
    const gone = [
      wireRecord(hashOf(0), T + 1, { hashStatus: 'Withdrawn' }),
      wireRecord(hashOf(1), T + 1, { hashStatus: 'Deleted' }),
    ];
    ground.host.behave((_, response) => send(response, wirePage(gone, T + 1)));
    same(await ground.pull(), 'ok', 'pull');
    same(ground.count(), 2, 'contents');
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from bank_content`.execute(
      ground.context.store.db,
    );
    same(rows[0]?.n, 2, 'contents in the record');
  });

  await check('the same record twice counts once, and the last one wins', async (ground) => {
    const twice = [wireRecord(hashOf(0), T), wireRecord(hashOf(0), T, { hashStatus: 'Withdrawn' })];
    ground.host.behave((_, response) => send(response, wirePage([...twice, ...records(1, 2)], T)));
    await ground.pull();
    await ground.pull();
    same(ground.count(), 1, 'contents');
  });

  await check('one page that cannot be read is noted, passed over and fetched later', async (ground) => {
    let broken = true;
    ground.host.behave((query, response) => {
      const start = Number(query.get('startTimestamp'));
      if (start <= T && broken && start > 10) return send(response, '<html>not today</html>');
      if (start <= 10) return send(response, wirePage(records(0, 2, T), T));
      if (start <= T) return send(response, wirePage(records(0, 5, T), T + 3));
      return send(response, wirePage(records(5, 7, T + 3), T + 3));
    });
    same(await ground.pull(), 'ok', 'first pull');
    same(await ground.pull(), 'ok', 'pull over the gap');
    same(ground.count(), 4, 'contents so far');
    must(ground.logged().includes('"gap"'), 'nobody was told');
    broken = false;
    await sql`update exchange_gap set asked_at = now() - interval '1 hour'`.execute(ground.context.store.db);
    same(await ground.pull(), 'ok', 'pull of the gap');
    same(ground.count(), 7, 'contents in the end');
  });

  await check('a host that sends nothing readable at all moves no checkpoint', async (ground) => {
    ground.host.behave((_, response) => send(response, wirePage(records(0, 1), T)));
    await ground.pull();
    ground.host.behave((_, response) => send(response, '<html>'));
    same(await ground.pull(), 'badPage', 'pull');
    ground.host.behave((query, response) =>
      send(response, wirePage([], Number(query.get('startTimestamp')))),
    );
    await ground.pull();
    same(ground.host.asked.at(-1)?.get('startTimestamp'), String(T), 'the next start');
  });

  await check(
    'what a full sync leaves out goes after its last page, also when it was broken off',
    async (ground) => {
      const { db } = ground.context.store;
      ground.host.behave((_, response) => send(response, wirePage(records(0, 6), T)));
      await ground.pull();
      // So long without a fetch that everything is asked for again.
      await sql`update exchange_source set page_at = now() - interval '31 days'`.execute(db);
      let broken = true;
      ground.host.behave((query, response) => {
        const start = Number(query.get('startTimestamp'));
        if (query.get('nextPageToken') && broken) return send(response, '{}', 500);
        if (query.get('nextPageToken') || start > 10)
          return send(response, wirePage(records(2, 4, T + 1), T + 1));
        send(response, wirePage(records(0, 2), T, { hasMoreRecords: true, nextPageToken: 'a' }));
      });
      same(await ground.pull(), 'exchange-failed', 'the pull that breaks off');
      same(ground.count(), 6, 'contents while the sync is not whole');
      broken = false;
      same(await ground.pull(), 'ok', 'the pull that goes on');
      same(ground.host.asked.at(-1)?.get('startTimestamp'), String(T), 'where it went on');
      same(ground.count(), 4, 'contents in the end');
    },
  );

  await check(
    'an exchange is ended while a page of it is stored: neither stops the other',
    async (ground) => {
      const { store } = ground.context;
      ground.host.behave((_, response) => send(response, wirePage(records(0, 2), T)));
      same(await ground.pull(), 'ok', 'first page');
      let pulled: Promise<string> | undefined;
      let ended: Promise<number | undefined> | undefined;
      // Somebody else holds the records' rows, so that the page stops in its middle while the ending begins.
      await store.transaction(async (trx) => {
        await sql`select from exchange_row where source = 'hub' for update`.execute(trx);
        pulled = ground.pull();
        await pause(300);
        ended = store.transaction((other) => removeSource(other, 'hub'));
        await pause(300);
      });
      same(
        await pulled,
        'exchange-unknown',
        'the pull, whose page was stored and which then found its exchange ended',
      );
      same(await ended, 2, 'contents that went');
    },
  );

  await check(
    'one exchange that fails keeps no other from its list, and each fills its own bank',
    async (ground) => {
      const { context } = ground;
      const other = await startBadHost();
      const keys = { subscription: 's', fetch: 'f' };
      const common = { partner: 'us', keys, threshold: 20, pollEvery: 300 };
      await context.store.transaction((trx) =>
        addSource(
          trx,
          context.atRest,
          { ...common, name: 'other', url: other.url, bank: 'OTHER' },
          context.now(),
        ),
      );
      ground.host.behave((_, response) => send(response, '{}', 500));
      other.behave((_, response) => send(response, wirePage(records(0, 3), T)));
      const sync = startSync(context, 'no-key-file');
      try {
        await until(() => context.banks.count('OTHER') === 3 && ground.logged().includes('exchange-failed'));
        same(context.banks.get('OTHER')?.threshold, 20, 'threshold of its bank');
        same(ground.count(), 0, 'contents of the bank whose exchange fails');
        const states = await listSources(context.store.db);
        same(
          states.map(({ name, lastError, items }) => [name, lastError, items]),
          [
            ['hub', 'exchange-failed', 0],
            ['other', null, 3],
          ],
          'states',
        );
        same(
          (await listSources(context.store.db)).find((one) => one.name === 'other')?.checkpoint,
          T,
          'checkpoint',
        );
        // Put right by the operator while it runs.
        ground.host.behave((_, response) => send(response, wirePage(records(3, 5), T)));
        await context.store.transaction((trx) =>
          changeSource(trx, context.atRest, 'hub', { url: `${ground.host.url}/` }),
        );
        await until(() => ground.count() === 2);
        await context.store.transaction((trx) => removeSource(trx, 'other'));
        await until(() => context.banks.count('OTHER') === 0);
        const asked = other.asked.length;
        await pause(700);
        same(other.asked.length, asked, 'calls after its removal');
      } finally {
        await sync.stop();
        await other.close();
      }
    },
  );
}

async function until(holds: () => boolean): Promise<void> {
  for (let i = 0; i < 400; i++) {
    if (holds()) return;
    await pause(25);
  }
  throw new Error('it did not happen in time');
}
