import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { parsePledge, pledgeHolds, pledgeUntil, signPledge } from './pledge.ts';
import { newStaffSecrets, staffPublic } from './staff-keys.ts';

test('a pledge holds for the one who signed it, the wording they read and the day, and for nothing else', () => {
  const secrets = newStaffSecrets(randomBytes);
  const { signKey } = staffPublic(secrets);
  const [me, other] = ['a1'.repeat(16), 'b2'.repeat(16)];
  const pledge = parsePledge(signPledge(me, 'ur', '2026-11-24', secrets));
  expect(pledgeHolds(me, signKey, pledge)).toBe(true);
  expect(pledgeHolds(other, signKey, pledge)).toBe(false);
  expect(pledgeHolds(me, staffPublic(newStaffSecrets(randomBytes)).signKey, pledge)).toBe(false);
  for (const change of [{ lang: 'en' }, { day: '2026-11-25' }, { version: 2 }] as const)
    expect(pledgeHolds(me, signKey, { ...pledge, ...change })).toBe(false);
});

test('a pledge is good for a year', () => {
  expect(pledgeUntil('2026-11-24')).toBe('2027-11-24');
});
