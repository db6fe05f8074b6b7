import { generateKeyPairSync, randomBytes, sign as signBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toHex } from '@amaan/base';
import { type CaseEvent, chainEvent, headOf, writeLedgerFile } from '@amaan/custody';
import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest';
import { verify } from './verify.ts';

const home = mkdtempSync(join(tmpdir(), 'amaan-verify-'));
afterAll(() => rmSync(home, { recursive: true }));
let said = '';
beforeEach(() => {
  said = '';
  for (const stream of [process.stdout, process.stderr])
    vi.spyOn(stream, 'write').mockImplementation((text) => {
      said += String(text);
      return true;
    });
});
afterEach(() => vi.restoreAllMocks());

const pair = generateKeyPairSync('ed25519');
const key = Buffer.from(pair.publicKey.export({ format: 'jwk' }).x ?? '', 'base64url').toString('hex');
const caseId = 'a'.repeat(32);
const events: CaseEvent[] = [];
for (let i = 0; i < 5; i++) {
  const last = events.at(-1);
  const draft = { type: 'case.closed', actor: { role: 'server' }, refs: { reason: `r${i}` } } as const;
  const id = toHex(randomBytes(16));
  const sign = (bytes: Uint8Array) => signBytes(null, bytes, pair.privateKey);
  events.push(chainEvent(draft, last && headOf(last), { caseId, now: '2026-11-24T10:00:00.000Z', id, sign }));
}
function file(of: CaseEvent[]): string {
  const path = join(home, `${toHex(randomBytes(4))}.json`);
  writeFileSync(path, writeLedgerFile(caseId, key, of));
  return path;
}
const headAt = (i: number) => {
  const { seq, digest } = headOf(events[i] as CaseEvent);
  return `${seq}:${digest}`;
};

test('a whole ledger holds, and its head is printed for the next time', async () => {
  expect(await verify.run(['ledger', file(events), '--key', key, '--head', headAt(3)])).toBe(0);
  expect(said).toBe(`ledger holds: 5 events, closed\nhead ${headAt(4)}\n`);
});

test('a change, a removal, a cut tail, another key: refused, with the reason', async () => {
  const changed = { ...(events[2] as CaseEvent), at: '2026-11-24T10:00:00.001Z' };
  expect(await verify.run(['ledger', file(events.with(2, changed))])).toBe(1);
  expect(said).toContain('ledger.signature');
  expect(await verify.run(['ledger', file(events.toSpliced(1, 1))])).toBe(1);
  expect(said).toContain('ledger.order');
  expect(await verify.run(['ledger', file(events.slice(0, 4)), '--head', headAt(4)])).toBe(1);
  expect(said).toContain('ledger.cut');
  expect(await verify.run(['ledger', file(events), '--key', 'b'.repeat(64)])).toBe(1);
});

test('what makes no sense as arguments or as a file is said', async () => {
  expect(await verify.run([])).toBe(2);
  expect(await verify.run(['ledger', join(home, 'none.json')])).toBe(1);
  await expect(verify.run(['ledger', file(events), '--head', 'x'])).rejects.toMatchObject({
    code: 'arguments',
  });
});
