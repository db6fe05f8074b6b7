import { randomBytes } from 'node:crypto';
import { fromBase64, toBase64 } from '@amaan/base';
import { expect, test } from 'vitest';
import { identityOf, recipientOf, recipientOfIdentity } from './age-keys.ts';
import { ANSWER_BYTES, joinPages, openPage, readAnswer, sealAnswer, sealFiller } from './answer.ts';
import {
  bucketOf,
  keysOf,
  makeGrant,
  newCompartments,
  openGrant,
  openJson,
  sealJson,
  sealText,
} from './seal.ts';

const secret = randomBytes(32);
const me = { identity: identityOf(secret), recipient: recipientOf(secret) };
const other = recipientOf(randomBytes(32));

test('sealed text comes back whole, to each of its recipients', async () => {
  expect(recipientOfIdentity(me.identity)).toBe(me.recipient);
  const sealed = await sealJson([other, me.recipient], { text: 'نجی تصاویر', end: '  ' });
  expect(await openJson(me.identity, sealed)).toEqual({ text: 'نجی تصاویر', end: '  ' });
});

test('truncated, flipped, reordered, extended, or for someone else: an error, never a part', async () => {
  const sealed = fromBase64(await sealText([me.recipient], 'x'.repeat(150_000)));
  const header = sealed.length - (65_536 * 3 + 16 * 3 + 16);
  const chunk = 65_536 + 16;
  const body = header + 16;
  const swapped = sealed.slice();
  swapped.set(sealed.slice(body + chunk, body + 2 * chunk), body);
  swapped.set(sealed.slice(body, body + chunk), body + chunk);
  const flipped = (at: number) => sealed.with(at, (sealed[at] ?? 0) ^ 1);
  const broken = [
    sealed.slice(0, -1),
    sealed.slice(0, body + chunk),
    sealed.slice(0, 20),
    flipped(header - 5),
    flipped(body + 7),
    flipped(sealed.length - 1),
    swapped,
    new Uint8Array([...sealed, 0]),
    new Uint8Array(),
  ];
  for (const bytes of broken)
    await expect(openJson(me.identity, toBase64(bytes))).rejects.toMatchObject({ code: 'sealed' });
  await expect(openJson(identityOf(randomBytes(32)), toBase64(sealed))).rejects.toMatchObject({
    code: 'sealed',
  });
});

test('texts of one bucket are sealed to one size', async () => {
  const sizes = await Promise.all(
    [1, 500, 1000].map(async (n) => (await sealText([me.recipient], 'x'.repeat(n))).length),
  );
  expect(new Set(sizes).size).toBe(1);
  expect([1, 1024, 1025, 70_000].map(bucketOf)).toEqual([1024, 1024, 4096, 131_072]);
});

test('a grant opens its compartments and no others', async () => {
  const { secrets } = newCompartments((n) => randomBytes(n));
  const grant = await makeGrant({ to: me.recipient, kind: 'helper', compartments: ['links'], secrets });
  const opened = await openGrant(me.identity, grant.sealed);
  expect(opened).toEqual({ links: secrets.links });
  expect(() => keysOf(opened)).toThrow(expect.objectContaining({ code: 'grant' }));
  const story = await sealJson([keysOf(secrets).story], 'secret');
  await expect(openJson(opened.links ?? '', story)).rejects.toMatchObject({ code: 'sealed' });
  await expect(
    makeGrant({ to: me.recipient, kind: 'helper', compartments: ['story'], secrets: opened }),
  ).rejects.toMatchObject({ code: 'grant' });
});

test('every page of every answer has one size, filler too, and long answers come back whole', async () => {
  const { secrets } = newCompartments((n) => randomBytes(n));
  const file = {
    v: 1 as const,
    caseId: '0'.repeat(32),
    items: Array.from({ length: 40 }, (_, i) => ({
      id: String(i).padStart(32, '0'),
      kind: 'message' as const,
      compartment: 'messages' as const,
      from: 'staff' as const,
      at: 'a  b '.repeat(20) + ' é ',
      sealed: 'x'.repeat(2000),
    })),
    signals: [],
  };
  const pages = await Promise.all([0, 1, 2, 3].map((page) => sealAnswer(me.recipient, file, page)));
  const filler = await sealFiller(keysOf(secrets).story);
  expect(new Set([...pages, filler].map((page) => fromBase64(page).length)).size).toBe(1);
  expect(fromBase64(filler).length).toBeGreaterThan(ANSWER_BYTES);
  const opened = await Promise.all(pages.map((page) => openPage(me.identity, page)));
  const texts = opened.map((page) => page?.text ?? '').slice(0, opened[0]?.pages);
  expect(joinPages(texts, (value) => value)).toEqual(file);
  expect(await openPage(me.identity, filler)).toBeUndefined();
});

test('an answer that changes while its pages are read is read anew; one that never holds still is an error', async () => {
  const file = (items: number) => ({
    v: 1 as const,
    items: Array.from({ length: items }, () => ({ id: 'x'.repeat(2000) })),
  });
  const aPage = Math.ceil(ANSWER_BYTES / 2000);
  let items = aPage + 10;
  let changes = 1;
  const page = async (n: number) => {
    // After the first page something is put in front of everything else.
    if (n === 1 && changes-- > 0) items += aPage;
    return sealAnswer(me.recipient, file(items) as never, n);
  };
  expect(await readAnswer(me.identity, page, (value) => value)).toEqual(file(2 * aPage + 10));
  changes = Number.POSITIVE_INFINITY;
  await expect(readAnswer(me.identity, page, (value) => value)).rejects.toMatchObject({ code: 'shape' });
});
