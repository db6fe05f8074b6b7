import { createHash } from 'node:crypto';
import type { SignalSet } from '@amaan/signal';
import { expect, test } from 'vitest';
import {
  BANK_FILE_HEAD,
  type BankFileContent,
  isBankFile,
  readBankFile,
  writeBankContent,
  writeBankEnd,
} from './bank-file.ts';
import { readHashList } from './hash-list.ts';

const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const signals: SignalSet = {
  v: 1,
  contentType: 'photo',
  width: 640,
  height: 480,
  orientation: 1,
  bytes: 1000,
  pdq: { hash: 'ab'.repeat(32), quality: 90 },
};

function fileOf(contents: readonly BankFileContent[]): Buffer {
  const body = `${BANK_FILE_HEAD}\n${contents.map(writeBankContent).join('')}`;
  return Buffer.from(body + writeBankEnd(contents.length, digest(Buffer.from(body))));
}

test.each([0, 1, 3])('a bank file of %i contents gives them back', (count) => {
  const contents = Array.from({ length: count }, (_, i) => ({ content: `بنفشه ${i}`, signals }));
  expect(isBankFile(fileOf(contents))).toBe(true);
  expect([...readBankFile(fileOf(contents), digest)]).toEqual(contents);
});

test('a bank file with any byte changed, cut or added is refused', () => {
  const whole = fileOf([{ content: 'a', signals }]);
  const refused = expect.objectContaining({ code: 'bank-file-damaged' });
  for (let at = 0; at < whole.length; at++) {
    const changed = Buffer.from(whole);
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(() => [...readBankFile(changed, digest)]).toThrow(refused);
    expect(() => [...readBankFile(whole.subarray(0, at), digest)]).toThrow(refused);
  }
  expect(() => [...readBankFile(Buffer.concat([whole, Buffer.from('\n')]), digest)]).toThrow(refused);
});

test('lists of hashes: alone, as `amaan hash` prints them, with columns, in either case', () => {
  const hash = 'AB'.repeat(32);
  const lower = hash.toLowerCase();
  const list = [
    '\uFEFFid,hash,quality',
    '# a remark',
    hash,
    `${lower} 93 some folder/summer.day.jpg`,
    `${lower} 12 x/turned.jpg (as stored, orientation 6)`,
    `row-7,${lower},100`,
    '',
  ].join('\r\n');
  expect(readHashList(list)).toEqual([
    { content: lower, hash: lower, quality: 100 },
    { content: 'summer.day', hash: lower, quality: 93 },
    { content: 'turned', hash: lower, quality: 12 },
    { content: 'row-7', hash: lower, quality: 100 },
  ]);
});

test.each(['xyz', 'a'.repeat(63), 'a'.repeat(65), '0'.repeat(64)])(
  'a line without a usable hash refuses the list and is named: %s',
  (line) => {
    expect(() => readHashList(`${'c'.repeat(64)}\n${line}`)).toThrow('Line 2');
  },
);
