import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { Siv } from './siv.ts';

const hex = (text: string) => Buffer.from(text.replace(/\s/g, ''), 'hex');

test('the deterministic example of RFC 5297, appendix A.1', () => {
  const siv = new Siv(hex('fffefdfc fbfaf9f8 f7f6f5f4 f3f2f1f0 f0f1f2f3 f4f5f6f7 f8f9fafb fcfdfeff'));
  const data = hex('10111213 14151617 18191a1b 1c1d1e1f 20212223 24252627');
  const plain = hex('11223344 55667788 99aabbcc ddee');
  const sealed = siv.seal(data, plain);
  expect(sealed.toString('hex')).toBe('85632d07c6e8f37f950acd320a2ecc9340c02b9690c4dc04daef7f6afe5c');
  expect(siv.open(data, sealed)).toEqual(plain);
});

test('every length comes back, and no changed byte does', () => {
  const siv = new Siv(randomBytes(64));
  for (const length of [0, 1, 15, 16, 17, 31, 32, 33, 34, 47, 48, 200]) {
    const data = randomBytes(8);
    const plain = randomBytes(length);
    const sealed = siv.seal(data, plain);
    expect(siv.open(data, sealed)).toEqual(plain);
    expect(siv.open(randomBytes(8), sealed)).toBeUndefined();
    for (let at = 0; at < sealed.length; at++) {
      const changed = Buffer.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(siv.open(data, changed)).toBeUndefined();
    }
  }
  expect(siv.open(Buffer.alloc(8), Buffer.alloc(9))).toBeUndefined();
});

test('many at once are what they are one by one, also where counters meet the end of a word', () => {
  const siv = new Siv(randomBytes(64));
  const count = 300;
  const data = randomBytes(8 * count);
  const plain = randomBytes(34 * count);
  const one = Array.from({ length: count }, (_, i) =>
    siv.seal(data.subarray(8 * i, 8 * i + 8), plain.subarray(34 * i, 34 * i + 34)),
  );
  expect(siv.openMany(data, Buffer.concat(one), count)).toEqual(plain);
  const swapped = Buffer.concat(
    [one[1] ?? '', one[0] ?? '', ...one.slice(2)].map((each) => Buffer.from(each)),
  );
  expect(siv.openMany(data, swapped, count)).toBeUndefined();
});
