import { toHex } from '@amaan/base';
import { ed25519 } from '@noble/curves/ed25519.js';
import { expect, test } from 'vitest';
import { type NoticeItem, noticeItemHolds, parseNoticeItem, placeOf, signNoticeItem } from './notice-item.ts';

const secret = new Uint8Array(32).fill(7);
const key = toHex(ed25519.getPublicKey(secret));
const CASE = 'c'.repeat(32);
const item = signNoticeItem(
  CASE,
  {
    v: 1,
    staff: 'a'.repeat(32),
    at: '2026-11-25T10:00:00.000Z',
    digest: 'd'.repeat(64),
    document: { text: 'words' },
    answers: { us_person: 'yes' },
    secondYes: true,
    draft: true,
  },
  secret,
);

test('a notice that a caseworker put before her holds, read from the wire too', () => {
  expect(noticeItemHolds(CASE, item, key)).toBe(true);
  expect(noticeItemHolds(CASE, parseNoticeItem(JSON.parse(JSON.stringify(item))), key)).toBe(true);
});

test('another case, another text, another answer or another signer does not hold', () => {
  const changes: Partial<NoticeItem>[] = [
    { digest: 'e'.repeat(64) },
    { answers: { us_person: 'no' } },
    { secondYes: false },
    { draft: false },
    { at: '2026-11-25T10:00:01.000Z' },
    { staff: 'b'.repeat(32) },
  ];
  for (const change of changes) expect(noticeItemHolds(CASE, { ...item, ...change }, key)).toBe(false);
  expect(noticeItemHolds('e'.repeat(32), item, key)).toBe(false);
  expect(noticeItemHolds(CASE, item, toHex(ed25519.getPublicKey(new Uint8Array(32).fill(8))))).toBe(false);
});

test('a link has the same short name for everyone who knows its address, and a near address another', () => {
  expect(placeOf('https://example.org/p/1')).toMatch(/^[0-9a-f]{16}$/);
  expect(placeOf('https://example.org/p/1')).not.toBe(placeOf('https://example.org/p/1/'));
});
