import type { RoomStrings } from './protocol.ts';

interface Handlers {
  onPick: (files: readonly File[]) => void;
  onCancel: () => void;
  onHeight: (px: number) => void;
}

/** The little that the room shows: a picker, a bar while it works, and a way to stop. Never a picture or a name. */
export interface RoomView {
  words(lang: string, dir: 'ltr' | 'rtl', strings: RoomStrings): void;
  busy(on: boolean): void;
  /** @param done share of the file that is read, 0 to 1 */
  progress(done: number): void;
}

function add<K extends keyof HTMLElementTagNameMap>(
  to: Element,
  name: K,
  properties: Partial<HTMLElementTagNameMap[K]> = {},
): HTMLElementTagNameMap[K] {
  const element = Object.assign(document.createElement(name), properties);
  to.append(element);
  return element;
}

/** Builds the room's page. */
export function makeView({ onPick, onCancel, onHeight }: Handlers): RoomView {
  const main = add(document.body, 'main');
  const label = add(main, 'label', { className: 'pick' });
  const input = add(label, 'input', {
    type: 'file',
    multiple: true,
    accept: 'image/*,video/*,.heic,.heif,.avif',
    autocomplete: 'off',
  });
  const caption = add(label, 'span');
  const hint = add(main, 'p', { className: 'hint', id: 'hint' });
  input.setAttribute('aria-describedby', 'hint');
  const status = add(main, 'div', { className: 'status', hidden: true });
  const text = add(status, 'p', { role: 'status' });
  const bar = add(status, 'progress', { max: 1, value: 0 });
  const stop = add(status, 'button', { type: 'button' });
  main.hidden = true;

  input.addEventListener('change', () => {
    const files = [...(input.files ?? [])];
    // The input lets go of the files at once; from here only the queue holds them.
    input.value = '';
    if (files.length > 0) onPick(files);
  });
  stop.addEventListener('click', onCancel);
  new ResizeObserver(() =>
    onHeight(Math.ceil(document.documentElement.getBoundingClientRect().height)),
  ).observe(document.documentElement);

  let words: RoomStrings | undefined;
  return {
    words(lang, dir, strings) {
      words = strings;
      document.documentElement.lang = lang;
      document.documentElement.dir = dir;
      caption.textContent = strings.pick;
      hint.textContent = strings.hint;
      stop.textContent = strings.cancel;
      bar.setAttribute('aria-label', strings.working);
      main.hidden = false;
    },
    busy(on) {
      status.hidden = !on;
      text.textContent = on ? (words?.working ?? '') : (words?.done ?? '');
      bar.value = 0;
    },
    progress(done) {
      bar.value = done;
    },
  };
}
