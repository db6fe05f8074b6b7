import { expect, test } from 'vitest';
import { challengeOf, proofHolds, solveProof } from './proof-of-work.ts';

const binding = 'ab'.repeat(32);

test('a proof holds for its own challenge and binding only, and pauses on the way', async () => {
  let pauses = 0;
  const pause = async () => {
    pauses += 1;
  };
  const proof = await solveProof('491.abc', binding, 9, pause, 500);
  expect(pauses).toBeGreaterThan(2);
  expect(challengeOf(proof)).toBe('491.abc');
  expect(proofHolds(proof, binding, 9)).toBe(true);
  expect(proofHolds(proof, 'ac'.repeat(32), 9)).toBe(false);
  expect(proofHolds(proof.replace('491', '492'), binding, 9)).toBe(false);
  expect(proofHolds(proof, binding, 20)).toBe(false);
});

test.each([
  '',
  '~',
  'a~1.2',
  `a~${Array(16).fill('-1').join('.')}`,
  `a~${Array(16).fill('0x').join('.')}`,
  'a~' + '0.'.repeat(16),
])('what is not a proof is refused: %s', (proof) => {
  expect(proofHolds(proof, binding, 1)).toBe(false);
});
