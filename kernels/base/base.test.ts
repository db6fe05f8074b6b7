import fc from 'fast-check';
import { expect, test } from 'vitest';
import { concat, fromBase64, fromHex, toBase64, toHex } from './bytes.ts';
import { ShapeError } from './errors.ts';
import { boolean, day, hex, instant, integer, list, object, oneOf, optional, text } from './parse.ts';

test('hex and base64 give every byte string back, and only one spelling is read', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 20_000 }), (bytes) => {
      expect(fromHex(toHex(bytes))).toEqual(new Uint8Array(bytes));
      expect(fromBase64(toBase64(bytes))).toEqual(new Uint8Array(bytes));
    }),
    { numRuns: 50 },
  );
  for (const bad of ['A0', 'a', 'zz', '0x']) expect(() => fromHex(bad)).toThrow(ShapeError);
  for (const bad of ['AB==', 'QQ', 'QR==', 'Q Q=']) expect(() => fromBase64(bad)).toThrow(ShapeError);
});

test('concat joins in order', () => {
  expect(concat(Uint8Array.of(1), Uint8Array.of(), Uint8Array.of(2, 3))).toEqual(Uint8Array.of(1, 2, 3));
});

const person = object({
  v: oneOf(1),
  name: text(5, { min: 1 }),
  tags: list(hex(1), 2),
  age: optional(integer(0, 9)),
  ok: boolean,
  on: day,
  at: instant,
});
const good = { v: 1, name: 'x', tags: ['ff'], ok: true, on: '2026-11-24', at: '2026-11-24T00:00:00Z' };

test('a strict object gives back what it was given, and nothing else', () => {
  expect(person(good)).toEqual(good);
  expect(person({ ...good, age: 3 })).toEqual({ ...good, age: 3 });
});

test.each([
  [{ ...good, extra: 1 }, ''],
  [{ ...good, v: 2 }, 'v'],
  [{ ...good, name: '' }, 'name'],
  [{ ...good, tags: ['FF'] }, 'tags[0]'],
  [{ ...good, tags: ['00', '01', '02'] }, 'tags'],
  [{ ...good, age: null }, 'age'],
  [{ ...good, age: 1.5 }, 'age'],
  [{ ...good, ok: 'true' }, 'ok'],
  [{ ...good, on: '2026-13-01' }, 'on'],
  [{ ...good, at: '2026-11-24T00:00:00+05:00' }, 'at'],
  [null, ''],
  [[good], ''],
])('a wrong shape is refused, and the message names the field but not the value', (value, path) => {
  try {
    person(value);
    expect.unreachable();
  } catch (error) {
    expect(error).toBeInstanceOf(ShapeError);
    expect((error as ShapeError).path).toBe(path);
  }
});
