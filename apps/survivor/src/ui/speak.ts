/** Whether this browser has a voice of its own: one that sends the words to no one. */
function localVoice(lang: string): SpeechSynthesisVoice | undefined {
  if (typeof speechSynthesis === 'undefined') return undefined;
  return speechSynthesis.getVoices().find((voice) => voice.localService && voice.lang.startsWith(lang));
}

/** Reads aloud, slowly, with a voice on the device only. @returns whether there was such a voice */
export function speak(lang: string, text: string): boolean {
  const voice = localVoice(lang) ?? (lang === 'ur' ? localVoice('hi') : undefined);
  if (!voice) return false;
  const words = new SpeechSynthesisUtterance(text);
  words.voice = voice;
  words.lang = voice.lang;
  words.rate = 0.8;
  speechSynthesis.cancel();
  speechSynthesis.speak(words);
  return true;
}

/** Stops reading. */
export function hush(): void {
  if (typeof speechSynthesis !== 'undefined') speechSynthesis.cancel();
}
