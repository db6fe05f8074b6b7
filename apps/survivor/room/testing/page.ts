// The smallest page that opens the room; the tests read what it heard.
import { openRoom, type Room } from '../frame.ts';
import type { FromRoom, Wanted } from '../protocol.ts';

declare global {
  interface Window {
    heard: FromRoom[];
    broken: number;
    openTheRoom(want: Wanted): void;
    /** What she answers when the room needs the reader of HEIC; until it is set she has not answered. */
    heicAnswer?: 'give' | 'withhold';
    room?: Room;
    /** Called as soon as the page has heard something. */
    whenHeard?: (message: FromRoom) => unknown;
  }
}

window.heard = [];
window.broken = 0;
window.openTheRoom = (want) => {
  window.room = openRoom(document.body, {
    words: { lang: 'en', dir: 'ltr', label: 'Pick' },
    want,
    onMessage: (message) => {
      window.heard.push(message);
      window.whenHeard?.(message);
      if (message.kind === 'needs' && message.part === 'heic' && window.heicAnswer)
        window.room?.[window.heicAnswer]('heic');
    },
    onBroken: () => {
      window.broken += 1;
    },
  });
};
