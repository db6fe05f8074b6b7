import { blank, drawn, laid, letters, type Picture, scaled } from './canvas.ts';

const WIDTH = 720;
const HEIGHT = 1440;

/** A phone's screen with the picture in it: a feed's post, a chat's message or a viewer, light or dark. */
export async function screenshot(
  picture: Picture,
  kind: 'feed' | 'chat' | 'viewer',
  dark: boolean,
): Promise<Picture> {
  const ground = dark ? (kind === 'viewer' ? '#000' : '#15181c') : kind === 'chat' ? '#efe7dd' : '#fff';
  const ink = `stroke="${dark ? '#dfe3e6' : '#22262a'}"`;
  const faint = dark ? '#2b3036' : '#e2e5e8';
  const screen = await blank(WIDTH, HEIGHT, ground);
  const widest = kind === 'chat' ? 0.72 * WIDTH : WIDTH;
  const by = Math.min(widest / picture.width, (0.7 * HEIGHT) / picture.height);
  const shown = await scaled(picture, by);
  const x = kind === 'chat' ? 28 : (WIDTH - shown.width) / 2;
  const y = kind === 'feed' ? 216 : kind === 'chat' ? 260 : (HEIGHT - shown.height) / 2;
  const bubble =
    kind === 'chat'
      ? `<rect x="16" y="${y - 12}" width="${shown.width + 24}" height="${shown.height + 70}" rx="16" fill="${dark ? '#223a34' : '#fff'}"/>`
      : '';
  const bar = letters(24, 16, 20, 6, ink) + letters(600, 16, 20, 7, ink);
  const head = `<circle cx="56" cy="120" r="32" fill="${faint}"/>${letters(108, 100, 22, 16, ink)}${letters(108, 136, 16, 11, ink)}`;
  const under = y + shown.height + 40;
  const foot =
    kind === 'chat'
      ? `${letters(40, y + shown.height + 16, 18, 14, ink)}<rect x="200" y="${under + 90}" width="490" height="90" rx="16" fill="${faint}"/>` +
        `${letters(224, under + 122, 22, 26, ink)}<rect x="16" y="${HEIGHT - 90}" width="600" height="66" rx="33" fill="${faint}"/>`
      : kind === 'feed'
        ? `<circle cx="44" cy="${under}" r="18" fill="none" ${ink} stroke-width="4"/><circle cx="104" cy="${under}" r="18" fill="none" ${ink} stroke-width="4"/>` +
          [0, 1, 2].map((i) => letters(24, under + 50 + 40 * i, 20, 40 - 6 * i, ink)).join('') +
          `<rect x="0" y="${HEIGHT - 96}" width="${WIDTH}" height="2" fill="${faint}"/>`
        : `<circle cx="180" cy="${HEIGHT - 70}" r="22" fill="${faint}"/><circle cx="540" cy="${HEIGHT - 70}" r="22" fill="${faint}"/>`;
  return laid(await drawn(screen, bubble + bar + (kind === 'viewer' ? '' : head) + foot), {
    on: shown,
    x,
    y,
  });
}
