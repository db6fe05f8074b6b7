import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fromHex, toHex } from '@amaan/base';
import {
  COMPARTMENTS,
  makeGrant,
  keysDigest,
  openGrant,
  recipientOf,
  sealJson,
  signMessage,
  signReferral,
} from '@amaan/custody';
import type { App } from '@amaan/http';
import { randomBytes } from 'node:crypto';
import { afterAll, expect, test } from 'vitest';
import { buildApps } from './apps.ts';
import { messageId } from './notices/mail.ts';
import { takeMail } from './notices/inbox/take-mail.ts';
import { draftAndApprove, makeDocument } from './notices/testing.ts';
import { account, anId, testContext, Visitor } from './testing.ts';
import { Office } from './testing-office.ts';

// A thief has the database's rows, its raw files, its write-ahead log, the server's folder, its logs, the environment. What opens is what
// contracts.md lists; everything planted here must stay shut.
const context = await testContext();
afterAll(() => context.close());

const PLANTED = [
  'plantedstory',
  'plantedlink',
  'plantedphone',
  'plantedhers',
  'plantedours',
  'plantedtask',
  'plantedservice',
  'plantedtold',
  'plantednotice',
  'plantedmail',
];

/** All rows of all tables, those of the jobs too, as PostgreSQL writes them. */
async function rowsOfAll(): Promise<string> {
  const { rows: tables } = await context.store.pool.query<{ name: string }>(
    `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
     where table_schema not in ('pg_catalog', 'information_schema') and table_type = 'BASE TABLE'`,
  );
  const parts: string[] = [];
  for (const { name } of tables) {
    const { rows } = await context.store.pool.query<{ row: string }>(`select t::text as row from ${name} t`);
    parts.push(...rows.map(({ row }) => row));
  }
  return parts.join('\n');
}

/** The database's own files and the newest of its log, byte for byte. */
async function* rawFiles(): AsyncGenerator<Buffer> {
  const { pool } = context.store;
  await pool.query('checkpoint');
  const { rows } = await pool.query<{ path: string }>(
    `select 'base/' || d.oid || '/' || f.name as path from pg_database d, pg_ls_dir('base/' || d.oid) as f (name)
     where d.datname = current_database()
     union all (select 'pg_wal/' || name from pg_ls_waldir() order by modification desc limit 3)`,
  );
  for (const { path } of rows) {
    const { rows: read } = await pool.query<{ bytes: Buffer | null }>(
      'select pg_read_binary_file($1, 0, 16777216, true) as bytes',
      [path],
    );
    if (read[0]?.bytes) yield read[0].bytes;
  }
}

function folderBytes(folder: string): Buffer {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return Buffer.concat(files.map((entry) => readFileSync(join(entry.parentPath, entry.name))));
}

test('a stolen database, all files, logs and the environment open nothing of hers', async () => {
  const apps = await buildApps(context, 'none');
  const office = new Office(context, apps);
  const admin = await office.first();
  const she = new Visitor(apps.survivor);
  const today = context.now().toISOString().slice(0, 10);
  const mandate = { signer: 'helpline' as const, addressees: ['any'], until: '2099-01-01', unseen: true };
  const url = 'https://example.org/plantedlink';
  await she.open(
    account({
      story: {
        lang: 'en',
        forWhom: 'myself',
        situation: [],
        text: 'plantedstory',
        pictures: [],
        answers: [],
      },
      links: [{ url, kind: 'post', note: 'plantedlink' }],
      contact: { wish: 'call', how: 'plantedphone', when: '' },
      consents: [{ kind: 'sendNotices', given: true, at: today, scope: mandate }],
    }),
  );
  const news = await she.news();
  const [id, keys] = [news?.caseId ?? '', news?.keys];
  if (!keys) throw new Error('no case');
  const by = toHex(she.receipt.locator);
  const hers = { v: 1, from: 'survivor', by, text: 'plantedhers' };
  await she.write({ op: 'message', id: anId(), sealed: await sealJson([keys.messages], hers) });

  const post = async (path: string, body: object) => {
    const answer = await office.call('POST', path, { v: 1, ...body }, admin.token);
    expect(answer.status, path).toBe(200);
    return answer.body;
  };
  const { grant } = (await post(`/v1/cases/${id}/read`, {})).case;
  const secrets = await openGrant(admin.secrets.identity, grant.sealed);
  const under = keysDigest(keys);
  const at = context.now().toISOString();
  const signSecret = fromHex(admin.secrets.signSecret);
  const words = { v: 1, from: 'staff', staff: admin.id, at, text: 'plantedours' } as const;
  const ours = signMessage(id, words, signSecret);
  await post(`/v1/cases/${id}/messages`, {
    id: anId(),
    under,
    sealed: await sealJson([keys.messages], ours),
  });
  const task = { v: 1, text: 'plantedtask' };
  await post(`/v1/cases/${id}/tasks`, { id: anId(), under, sealed: await sealJson([keys.story], task) });
  const proposal = signReferral(
    id,
    { v: 1, staff: admin.id, at, service: 'plantedservice', told: 'plantedtold', why: '' },
    signSecret,
  );
  await post(`/v1/cases/${id}/referrals`, {
    id: anId(),
    under,
    sealed: await sealJson([keys.story], proposal),
  });
  const to = recipientOf(randomBytes(32));
  const out = await makeGrant({ to, kind: 'staff', compartments: COMPARTMENTS, secrets });
  await post(`/v1/cases/${id}/approvals`, { id: anId(), under, kind: 'export', grant: out });

  // A notice that waits for its proof of receipt, and the answer that came by mail.
  const made = makeDocument({
    regime: 'PK-2C',
    addressee: 'pk-authority',
    urls: ['https://example.org/plantednotice'],
    now: context.now(),
  });
  const desk = {
    inject: (request: object) =>
      apps.console.inject({ ...request, headers: { authorization: `Bearer ${admin.token}` } }),
  } as unknown as App;
  expect((await draftAndApprove(desk, id, made, 'hand', true, keys)).statusCode).toBe(200);
  const mail = [
    'From: abuse@board.example',
    'Date: Tue, 24 Nov 2026 13:30:00 +0000',
    'Auto-Submitted: auto-replied',
    `In-Reply-To: ${messageId(context, made.id)}`,
    'Subject: plantedmail',
    '',
    'plantedmail',
  ].join('\r\n');
  expect(await takeMail(context, Buffer.from(mail))).toBe(true);

  const rows = await rowsOfAll();
  // The search works: what may be read is found.
  for (const readable of ['task.added', 'referral.proposed', 'pk-authority', id])
    expect(rows).toContain(readable);
  const environment = JSON.stringify(process.env) + readFileSync('/proc/self/environ', 'latin1');
  const secret = [
    by,
    toHex(she.receipt.token),
    she.receipt.identity,
    admin.secrets.identity,
    admin.secrets.signSecret,
    ...Object.values(she.secrets),
  ];
  const places: [string, string][] = [
    ['rows', rows],
    ['folder', folderBytes(context.config.folder).toString('latin1')],
    ['logs', context.logged.join('')],
    ['environment', environment],
  ];
  for await (const bytes of rawFiles()) places.push(['raw files', bytes.toString('latin1')]);
  expect(places.length).toBeGreaterThan(100);
  for (const [place, text] of places)
    for (const planted of [...PLANTED, ...secret])
      for (const written of [planted, hexOf(planted), Buffer.from(planted).toString('base64').slice(0, -4)])
        expect(text.includes(written), `${planted} in ${place}`).toBe(false);
});

function hexOf(text: string): string {
  return Buffer.from(text).toString('hex');
}
