import { afterEach, expect, it, vi } from 'vitest';
import { speak } from './speak.ts';

afterEach(() => vi.unstubAllGlobals());

/** A browser with these voices, and what it was given to say. */
function browserWith(
  ...voices: { lang: string; localService: boolean }[]
): { voice: unknown; text: string }[] {
  const said: { voice: unknown; text: string }[] = [];
  vi.stubGlobal('speechSynthesis', {
    getVoices: () => voices,
    cancel: () => undefined,
    speak: (words: { voice: unknown; text: string }) => said.push(words),
  });
  vi.stubGlobal(
    'SpeechSynthesisUtterance',
    class {
      voice: unknown;
      readonly text: string;
      constructor(text: string) {
        this.text = text;
      }
    },
  );
  return said;
}

it('reads with a voice of the device alone: one that sends the words to somebody is not used', () => {
  const far = { lang: 'ur-PK', localService: false };
  const near = { lang: 'ur-PK', localService: true };
  const silent = browserWith(far);
  expect(speak('ur', 'x')).toBe(false);
  expect(silent).toEqual([]);
  const said = browserWith(far, near);
  expect(speak('ur', 'رسید')).toBe(true);
  expect(said.map(({ voice, text }) => [voice, text])).toEqual([[near, 'رسید']]);
});

it('reads Urdu with a Hindi voice where there is no other, and never English with it', () => {
  const hindi = { lang: 'hi-IN', localService: true };
  const said = browserWith(hindi);
  expect(speak('ur', 'x')).toBe(true);
  expect(said[0]?.voice).toBe(hindi);
  expect(speak('en', 'x')).toBe(false);
});
