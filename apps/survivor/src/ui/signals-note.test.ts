import type { SignalSet } from '@amaan/signal';
import { expect, test } from 'vitest';
import { noteOf } from './signals-note.ts';

const frame = { t: 0, hash: '0'.repeat(64), quality: 90 };

function note(signals: Partial<SignalSet> | undefined) {
  const file = { id: 1, contentType: 'photo', kinds: [], age: undefined, done: 0, signals };
  return noteOf(file as unknown as Parameters<typeof noteOf>[0]);
}

test('a plain picture is weak, unless frames after it can be recognised; a file read in part says so', () => {
  const pdq = (quality: number) => ({ hash: '0'.repeat(64), quality });
  expect(note(undefined)).toBeUndefined();
  expect(note({ pdq: pdq(90) })).toBeUndefined();
  expect(note({ pdq: pdq(20) })).toBe('files.weak');
  expect(note({ pdq: pdq(20), frames: [frame] })).toBeUndefined();
  expect(note({ pdq: pdq(90), frames: [frame], partial: true })).toBe('files.partial');
  expect(note({ frames: [], partial: true })).toBe('files.partial');
});
