import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { PartnerKeys } from '../servers/responder/exchange/index.ts';
import { type Host, startHost } from './host.ts';
import { must, type Report, same } from './report.ts';
import { Tx } from './tx.ts';
import type { Environment } from './venv.ts';
import { walkPages } from './wire.ts';

const POSTS = fileURLToPath(new URL('posts.py', import.meta.url));
const PAGES = fileURLToPath(new URL('pages.py', import.meta.url));

/** What `pages.py` prints. */
interface Read {
  readonly statuses: Readonly<Record<string, string>>;
  readonly pages: number;
  readonly checkpoint: number;
}

/** What a program in the client's environment prints, its errors too. */
function python({ python: program }: Environment, ...args: string[]): Promise<string> {
  return new Promise((done) => execFile(program, args, (_, out, err) => done(`${out}${err}`.trim())));
}

/** The n-th hash of a series: structured enough for any client to take. */
function hashOf(n: number): string {
  return createHash('sha256').update(`conformance ${n}`).digest('hex');
}
const many = (count: number, from = 0): string[] => Array.from({ length: count }, (_, i) => hashOf(from + i));

/** Lets the unmodified client fetch from, submit to and give feedback to our host. */
export async function checkTx(report: Report, environment: Environment): Promise<void> {
  const with_ = (name: string) => `tx ${environment.version}: ${name}`;
  const onHost = (name: string, work: (host: Host, keys: PartnerKeys) => Promise<void>) =>
    report.check(with_(name), async () => {
      const host = await startHost();
      try {
        await work(host, await host.partner('partner-01'));
      } finally {
        await host.close();
      }
    });
  const withTx = async (client: Tx, work: (tx: Tx) => Promise<void>) => {
    try {
      await client.begin();
      await work(client);
    } finally {
      client.end();
    }
  };

  for (const count of [0, 1, 2, 2000])
    await onHost(`a bank of ${count} arrives whole, and a second fetch is good`, async (host, keys) => {
      if (count > 0) await host.share('case-1', many(count));
      await withTx(Tx.of(environment, keys, host.url), async (tx) => {
        same((await tx.run('fetch')).code, 0, 'first fetch');
        same(await tx.count('pdq'), count, 'signals');
        same((await tx.run('fetch')).code, 0, 'second fetch');
        same(await tx.count('pdq'), count, 'signals after the second fetch');
      });
    });

  await onHost('a client that stops after each page still gets everything', async (host, keys) => {
    await host.share('case-1', many(2000));
    await withTx(Tx.of(environment, keys, host.url), async (tx) => {
      const seen: number[] = [];
      for (let i = 0; i < 4; i++) {
        await tx.run('fetch', '--limit', '1', '--skip-index-rebuild');
        seen.push(await tx.count('pdq'));
      }
      same(seen, [800, 1200, 1600, 2000], 'signals after each page');
    });
  });

  await onHost('wrong keys end the fetch, and no key stands in our log', async (host, keys) => {
    await host.share('case-1', many(1));
    for (const [fetchKey, subscription] of [
      ['wrong', keys.subscription],
      [keys.fetch, 'wrong'],
      [keys.subscription, keys.fetch],
    ] as const)
      await withTx(new Tx(environment, fetchKey, subscription, host.url), async (tx) => {
        same((await tx.run('fetch')).code, 3, 'exit code');
      });
    const log = host.logged.join('');
    must(!Object.values(keys).some((key) => log.includes(key)), 'a key stands in the log');
    must(!log.includes(hashOf(0)), 'a hash stands in the log');
  });

  await onHost('a base address that ends in a slash works', async (host, keys) => {
    await host.share('case-1', many(3));
    await withTx(Tx.of(environment, keys, `${host.url}/`), async (tx) => {
      same((await tx.run('fetch')).code, 0, 'fetch');
      same(await tx.count('pdq'), 3, 'signals');
    });
  });

  await onHost('a video is listed as video_md5', async (host, keys) => {
    await host.shareVideo('case-1', '6f1d0c9a2b7e4835a1c0d94e77b2f615');
    await withTx(Tx.of(environment, keys, host.url), async (tx) => {
      await tx.run('fetch');
      same(await tx.count('video_md5'), 1, 'videos');
    });
  });

  await onHost('opinions show, and contradicting ones are disputed', async (host, keys) => {
    await host.share('case-1', [hashOf(1)]);
    const [third, fourth] = [await host.partner('partner-03'), await host.partner('partner-04')];
    await say(host, third, hashOf(1), 'Blocked');
    await withTx(Tx.of(environment, keys, host.url), async (tx) => {
      await tx.run('fetch');
      const first = (await tx.run('dataset', '-P')).out;
      must(/POSITIVE_CLASS/.test(first) && first.includes('partner-03'), 'the opinion does not show');
      host.later(5);
      await say(host, fourth, hashOf(1), 'NotBlocked');
      await tx.run('fetch');
      must((await tx.run('dataset', '-P')).out.includes('DISPUTED'), 'the dispute does not show');
    });
  });

  await onHost('withdrawn between two pages: delivered as withdrawn', async (host, keys) => {
    await host.share('case-1', many(400));
    await host.share('case-2', many(400, 1000));
    const { records } = await walkPages(host, keys, {
      pageSize: 500,
      between: async (page) => {
        if (page === 1) await host.withdraw('case-1');
      },
    });
    const gone = records.filter((record) => record.hashStatus === 'Withdrawn');
    same(gone.length, 400, 'tombstones');
  });

  await onHost('after a withdrawal a new subscriber does not get the hash', async (host, keys) => {
    await host.share('case-1', [hashOf(1)]);
    await host.share('case-2', [hashOf(2)]);
    await withTx(Tx.of(environment, keys, host.url), async (tx) => {
      await tx.run('fetch');
      same(await tx.count('pdq'), 2, 'signals before');
    });
    const { checkpoint } = await walkPages(host, keys);
    host.later(10);
    await host.withdraw('case-1');
    const after = await walkPages(host, keys, { start: checkpoint });
    must(
      after.records.some((record) => record.hashValue === hashOf(1) && record.hashStatus === 'Withdrawn'),
      'an old subscriber is not told',
    );
    const fresh = await host.partner('partner-02');
    await withTx(Tx.of(environment, fresh, host.url), async (tx) => {
      await tx.run('fetch');
      same(await tx.count('pdq'), 1, 'signals of a new subscriber');
      must(!(await tx.run('dataset', '-P')).out.includes(hashOf(1)), 'the withdrawn hash is listed');
    });
  });

  await onHost('the library submits, gives feedback and reads it back', async (host, keys) => {
    await host.share('case-1', many(900));
    const out = await python(environment, POSTS, host.url, JSON.stringify(keys), hashOf(1), hashOf(5000));
    must(out.endsWith('posts: ok'), out.split('\n').at(-1) ?? '');
  });

  await onHost('the library reads in small pages, and withdrawals in pages of two', async (host, keys) => {
    await host.share('case-1', many(60));
    await host.share('case-2', many(5, 1000));
    const read = async (size: number, start: number) => {
      const out = await python(environment, PAGES, host.url, JSON.stringify(keys), `${size}`, `${start}`);
      return JSON.parse(out) as Read;
    };
    const whole = await read(7, 10);
    same([Object.keys(whole.statuses).length, whole.pages], [65, 10], 'signals and pages');
    host.later(5);
    await host.withdraw('case-2');
    const later = await read(2, whole.checkpoint + 1);
    const gone = Object.entries(later.statuses).map(([hash, status]) => `${hash} ${status}`);
    same(
      gone.sort(),
      many(5, 1000)
        .map((hash) => `${hash} Withdrawn`)
        .sort(),
      'withdrawals',
    );
    same(later.pages, 3, 'pages of withdrawals');
    same(Object.keys((await read(1, 10)).statuses).length, 60, 'signals of a new subscriber');
  });

  for (const size of [1, 7, 799])
    await onHost(`pages of ${size} hold what the documentation says`, async (host, keys) => {
      await host.share('case-1', many(60));
      same((await walkPages(host, keys, { pageSize: size })).records.length, 60, 'records');
    });
}

async function say(host: Host, keys: PartnerKeys, hashValue: string, feedbackValue: string): Promise<void> {
  const response = await fetch(`${host.url}/SubmitFeedback`, {
    method: 'POST',
    headers: {
      'x-functions-key': keys.feedback,
      'ocp-apim-subscription-key': keys.subscription,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ count: 1, hashFeedbacks: [{ tags: ['Nude'], feedbackValue, hashValue }] }),
  });
  must(response.status === 200, `feedback: status ${response.status}`);
}
