import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The Urdu letters, from our own address: no third party learns who visits. */
export const FONT = readFileSync(
  fileURLToPath(
    import.meta.resolve('@fontsource/noto-naskh-arabic/files/noto-naskh-arabic-arabic-400-normal.woff2'),
  ),
);

/** The board in the browser's tab: a hill and a sun in a frame. Without it every visit asks for /favicon.ico in vain. */
export const ICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="3" fill="#1f5a5e"/><circle cx="11" cy="5" r="1.6" fill="#f3d9a0"/><path d="M2.5 13 6.5 7l3 4 1.5-1.8L13.5 13z" fill="#fff"/></svg>';

/** The one style of all pages: logical sides only, so that it turns round by itself where Urdu is written. */
export const STYLE = `@font-face { font-family: "Noto Naskh Arabic"; src: url("/naskh.woff2") format("woff2"); font-display: swap; unicode-range: U+0600-06FF, U+0750-077F, U+FB50-FDFF, U+FE70-FEFC; }
:root { color-scheme: light dark; --paper: #faf8f4; --card: #fff; --ink: #22282c; --line: #7c878d; --deep: #1f5a5e; --on-deep: #fff;
  font: 1rem/1.5 system-ui, "Noto Naskh Arabic", sans-serif; background: var(--paper); color: var(--ink); accent-color: var(--deep); }
@media (prefers-color-scheme: dark) {
  :root { --paper: #171b1d; --card: #20262a; --ink: #eceeec; --line: #8a959b; --deep: #8ccfd0; --on-deep: #0f2324; }
}
:lang(ur) { font-family: "Noto Naskh Arabic", system-ui, sans-serif; line-height: 1.8; }
:lang(en) { font-family: system-ui, sans-serif; line-height: 1.5; }
*, input::file-selector-button { box-sizing: border-box; font: inherit; }
body { margin: 0 auto; max-width: 60rem; padding: 0 1rem 2rem; }
a { color: var(--deep); }
:focus-visible { outline: 3px solid var(--deep); outline-offset: 2px; }
header { align-items: center; display: flex; gap: 1rem; justify-content: space-between; min-height: 4rem; }
header a { padding-block: .5rem; }
header a:first-child { color: inherit; font-weight: 700; text-decoration: none; }
h1 { font-size: 1.375rem; font-weight: 700; margin-block: 1.5rem .75rem; }
h2 { font-size: 1.125rem; font-weight: 700; }
p { max-width: 40rem; }
form { background: var(--card); border: 1px solid var(--line); border-radius: .75rem; display: grid; gap: .75rem; grid-template-columns: minmax(0, 1fr); justify-items: start; max-width: 40rem; padding: 1rem; }
form > label, legend { font-weight: 700; padding: 0; }
input[type=file] { max-width: 100%; min-height: 2.75rem; }
input[type=radio] { flex: none; height: 1.25rem; margin: 0; width: 1.25rem; }
button { background: var(--deep); border: 0; border-radius: .5rem; color: var(--on-deep); cursor: pointer; min-height: 2.75rem; padding: .25rem 1.5rem; }
input::file-selector-button { background: none; border: 1px solid var(--line); border-radius: .5rem; color: inherit; margin-inline-end: .75rem; min-height: 2.75rem; padding-inline: 1rem; }
fieldset { border: 0; margin: 0; min-width: 0; padding: 0; }
fieldset label { align-items: center; display: flex; gap: .75rem; min-height: 2.75rem; }
.tiles { display: grid; gap: .5rem; grid-template-columns: repeat(auto-fill, minmax(9rem, 1fr)); list-style: none; margin: 0; padding: 0; }
.tiles img { aspect-ratio: 1; border-radius: .5rem; display: block; object-fit: cover; width: 100%; }
.large { border-radius: .5rem; display: block; height: auto; margin-block: .5rem 1rem; max-height: 75vh; max-width: 100%; }
`;
