// A server under pressure swaps the staff's keys. Whatever it hands out, nothing of hers is sealed or sent.
import { randomBytes } from 'node:crypto';
import { fromBase64, fromUtf8, toBase64, toUtf8 } from '@amaan/base';
import {
  type Directory,
  fingerprint,
  recipientOf,
  signDirectory,
  type SignedDirectory,
} from '@amaan/custody';
import { afterEach, expect, test, vi } from 'vitest';
import { start } from '../state/model.ts';
import { newReceipt, sendCase } from './making.ts';

const DAY = 86_400_000;
const secret = randomBytes(32);
const day = (offset: number) => new Date(Date.now() + offset * DAY).toISOString();
const directory: Directory = {
  v: 1,
  seq: 7,
  issued: day(-1),
  expires: day(20),
  staff: [
    {
      id: 'a'.repeat(32),
      role: 'caseworker',
      recipient: recipientOf(randomBytes(32)),
      signKey: 'b'.repeat(64),
      intake: true,
    },
  ],
  ledger: 'e'.repeat(64),
};
const honest = signDirectory(directory, secret);
const pin = fingerprint(honest.key);
const theirs = {
  ...directory,
  staff: directory.staff.map((one) => ({ ...one, recipient: recipientOf(randomBytes(32)) })),
};

/** What the server was sent while it handed out these, one after the other. */
async function sentTo(...handed: SignedDirectory[]): Promise<{ sent: unknown[]; codes: unknown[] }> {
  const sent: unknown[] = [];
  let now: SignedDirectory | undefined;
  const front = () => ({
    v: 1,
    profile: 'demo',
    today: day(0).slice(0, 10),
    ready: true,
    directory: now,
    pow: { challenge: 'challenge', open: 0, visit: 0 },
    tried: [],
  });
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    if (init.method === 'POST') sent.push(init.body);
    return Response.json(path === '/v1/front' ? front() : { v: 1, directory: pin });
  });
  const codes: unknown[] = [];
  for (now of handed)
    codes.push(
      await sendCase({ ...start('en'), age: 'adult' }, newReceipt(), () => {}).then(
        () => 'sent',
        (error: unknown) => (error as { code?: unknown }).code,
      ),
    );
  return { sent, codes };
}
afterEach(() => vi.unstubAllGlobals());

test.each([
  ['directory.pin', signDirectory(theirs, randomBytes(32))],
  ['directory.signature', { ...signDirectory(theirs, randomBytes(32)), key: honest.key }],
  [
    'directory.signature',
    {
      ...honest,
      body: toBase64(
        toUtf8(
          fromUtf8(fromBase64(honest.body)).replace(
            directory.staff[0]?.recipient ?? '',
            theirs.staff[0]?.recipient ?? '',
          ),
        ),
      ),
    },
  ],
  ['directory.expired', signDirectory({ ...directory, expires: day(-1) }, secret)],
  ['directory.future', signDirectory({ ...directory, issued: day(1) }, secret)],
])('%s: the page seals nothing and sends nothing', async (code, handed) => {
  expect(await sentTo(handed)).toEqual({ sent: [], codes: [code] });
});

test('an older list after a newer one in the same visit is refused; the newer one goes on', async () => {
  const older = signDirectory({ ...directory, seq: 6 }, secret);
  const { sent, codes } = await sentTo(honest, older, honest);
  expect(codes).toEqual(['sent', 'directory.rollback', 'sent']);
  expect(sent).toHaveLength(2);
});
