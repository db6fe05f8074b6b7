import type { RoomWords } from './protocol.ts';

/**
 * All that the room has to show is a picker that cannot be seen: it fills the frame, and the page draws beneath it what
 * there is to see, in its own fonts. Never a picture or a name.
 *
 * @returns a function that names the picker, and puts it there when it is called first
 */
export function makeView(onPick: (files: readonly File[]) => void): (words: RoomWords) => void {
  const input = Object.assign(document.createElement('input'), {
    type: 'file',
    multiple: true,
    accept: 'image/*,video/*,.heic,.heif,.avif',
    autocomplete: 'off',
  });
  input.addEventListener('change', () => {
    const files = [...(input.files ?? [])];
    // The input lets go of the files at once; from here only the queue holds them.
    input.value = '';
    if (files.length > 0) onPick(files);
  });
  return ({ lang, dir, label }) => {
    Object.assign(document.documentElement, { lang, dir });
    input.setAttribute('aria-label', label);
    // Only once: what is put in again loses the focus that she has just given it.
    if (!input.isConnected) document.body.append(input);
  };
}
