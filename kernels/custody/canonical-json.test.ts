import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson } from './canonical-json.ts';

test('the example of RFC 8785, section 3.2.2', () => {
  const value = {
    numbers: [333333333.3333333, 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
    string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\"/',
    literals: [null, true, false],
  };
  expect(canonicalJson(value)).toBe(
    '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
  );
});

test('keys are ordered by UTF-16 code unit, as the RFC’s own list is', () => {
  const value = { '\u20ac': 5, '\r': 1, '\ufb33': 7, '1': 2, '\u{1f600}': 6, '\u0080': 3, '\u00f6': 4 };
  expect(canonicalJson(value)).toBe(
    '{"\\r":1,"1":2,"\u0080":3,"\u00f6":4,"\u20ac":5,"\u{1f600}":6,"\ufb33":7}',
  );
});

test('what JSON reads, it writes in one way, whatever the order of the keys', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      // JSON has no minus zero.
      const plain = JSON.parse(JSON.stringify(value)) as unknown;
      const text = canonicalJson(plain);
      expect(JSON.parse(text)).toEqual(plain);
      expect(canonicalJson(JSON.parse(text))).toBe(text);
    }),
  );
});

test.each([
  [undefined],
  [Number.NaN],
  [Infinity],
  ['\ud800'],
  [{ a: undefined }],
  [() => 1],
  [1n],
  [{ '\udfff': 1 }],
])('what JSON cannot carry is refused: %s', (value) => {
  expect(() => canonicalJson(value)).toThrow(expect.objectContaining({ code: 'shape' }));
});
