import { randomBytes } from 'node:crypto';
import { fromBase64, fromUtf8, toBase64, toHex, toUtf8 } from '@amaan/base';
import { ed25519 } from '@noble/curves/ed25519.js';
import { expect, test } from 'vitest';
import { recipientOf } from './age-keys.ts';
import { type Directory, fingerprint, intakeGroup, openDirectory, signDirectory } from './directory.ts';

const secret = randomBytes(32);
const pin = fingerprint(toHex(ed25519.getPublicKey(secret)));
const directory: Directory = {
  v: 1,
  seq: 7,
  issued: '2026-11-01T00:00:00.000Z',
  expires: '2026-12-01T00:00:00.000Z',
  staff: [
    {
      id: 'a'.repeat(32),
      role: 'caseworker',
      recipient: recipientOf(randomBytes(32)),
      signKey: 'b'.repeat(64),
      intake: true,
    },
    {
      id: 'c'.repeat(32),
      role: 'admin',
      recipient: recipientOf(randomBytes(32)),
      signKey: 'd'.repeat(64),
      intake: false,
    },
  ],
  ledger: 'e'.repeat(64),
};
const signed = signDirectory(directory, secret);
const now = '2026-11-24T00:00:00Z';
const refused = (code: string) => expect.objectContaining({ code });

test('a directory signed by the pinned key opens, and names the intake group', () => {
  expect(openDirectory(signed, pin, now, 7)).toEqual(directory);
  expect(intakeGroup(directory).map((member) => member.role)).toEqual(['caseworker']);
});

test('tampered, signed by another, expired, from the future, rolled back: nothing may be sealed', () => {
  const swapped = fromUtf8(fromBase64(signed.body)).replace(
    directory.staff[0]?.recipient ?? '',
    recipientOf(randomBytes(32)),
  );
  const tampered = { ...signed, body: toBase64(toUtf8(swapped)) };
  expect(() => openDirectory(tampered, pin, now)).toThrow(refused('directory.signature'));
  expect(() => openDirectory(signDirectory(directory, randomBytes(32)), pin, now)).toThrow(
    refused('directory.pin'),
  );
  expect(() =>
    openDirectory({ ...signDirectory(directory, randomBytes(32)), key: signed.key }, pin, now),
  ).toThrow(refused('directory.signature'));
  expect(() => openDirectory(signed, pin, '2026-12-02T00:00:00Z')).toThrow(refused('directory.expired'));
  expect(() => openDirectory(signed, pin, '2026-10-30T00:00:00Z')).toThrow(refused('directory.future'));
  expect(() => openDirectory(signed, pin, now, 8)).toThrow(refused('directory.rollback'));
  expect(() => openDirectory({ ...signed, extra: 1 }, pin, now)).toThrow(refused('shape'));
});
