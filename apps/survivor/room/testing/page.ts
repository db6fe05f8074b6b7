// The smallest page that opens the room; the tests read what it heard.
import { openRoom, type Room } from '../frame.ts';
import type { FromRoom, Wanted } from '../protocol.ts';

declare global {
  interface Window {
    heard: FromRoom[];
    broken: number;
    openTheRoom(want: Wanted): void;
    room?: Room;
  }
}

const strings = { pick: 'Pick', hint: '', working: 'Working', cancel: 'Stop', done: 'Done' };
window.heard = [];
window.broken = 0;
window.openTheRoom = (want) => {
  window.room = openRoom(document.body, {
    lang: 'en',
    dir: 'ltr',
    strings,
    want,
    onMessage: (message) => window.heard.push(message),
    onBroken: () => {
      window.broken += 1;
    },
  });
};
