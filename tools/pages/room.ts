// Turns the room's sources into what the page carries: one self-contained script for each frame, and inert templates
// whose frames name that script by its hash. Used by tools/build-pages.ts and by the room's tests.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { PART_TEMPLATES, ROOM_TEMPLATE } from '../../apps/survivor/room/frame.ts';
import { PARTS } from '../../apps/survivor/room/protocol.ts';
import { insideScript } from './wasm.ts';

const HERE = join(dirname(dirname(dirname(fileURLToPath(import.meta.url)))), 'apps/survivor/room');

/** One frame of the room: its script, where it is served, and the template that the page holds. */
export interface BuiltFrame {
  /** Path below the page's origin, without the first slash. */
  file: string;
  code: string;
  /** `sha384-...` */
  integrity: string;
  template: string;
}

/** Everything that the room adds to a page. */
export interface BuiltRoom {
  frames: BuiltFrame[];
  /** Sources that the page's own `style-src` must name, because its frames inherit it: `'sha384-...'`. */
  styles: string[];
}

/** The digest of a script or style as integrity attributes and policies write it. */
export function sha384(text: string): string {
  return `sha384-${createHash('sha384').update(text).digest('base64')}`;
}

async function bundle(entry: string): Promise<string> {
  const result = await build({
    root: HERE,
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    plugins: [insideScript()],
    define: { importScripts: 'undefined' },
    build: {
      write: false,
      target: 'es2022',
      modulePreload: false,
      rolldownOptions: {
        input: join(HERE, entry),
        output: { format: 'iife', codeSplitting: false },
      },
    },
  });
  const outputs = (Array.isArray(result) ? result : [result]).flatMap((one) =>
    'output' in one ? one.output : [],
  );
  const [chunk, ...rest] = outputs.filter((one) => one.type === 'chunk');
  if (!chunk || rest.length > 0) throw new TypeError(`${entry} must give one script, not ${outputs.length}.`);
  return chunk.code.trimEnd();
}

const escape = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');

function template(id: string, file: string, integrity: string, style: string): string {
  const policy = [
    "default-src 'none'",
    `script-src '${integrity}' 'wasm-unsafe-eval'`,
    `style-src '${sha384(style)}'`,
    'worker-src blob:',
    'media-src blob:',
    'img-src blob:',
    "connect-src 'none'",
    "form-action 'none'",
    "base-uri 'none'",
  ].join('; ');
  const page = [
    '<!doctype html><html><head><meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width"><meta name="referrer" content="no-referrer">',
    `<style>${style}</style></head><body>`,
    `<script src="/${file}" crossorigin="anonymous" integrity="${integrity}"></script></body></html>`,
  ].join('');
  return `<template id="${id}"><iframe sandbox="allow-scripts" srcdoc="${escape(page)}"></iframe></template>`;
}

/** Each frame: its template, its source, and where its script is served. */
const FRAMES = [
  [ROOM_TEMPLATE, 'room.ts', 'room/room.js'],
  ...PARTS.map((part) => [PART_TEMPLATES[part], `${part}.ts`, `room/${part}.js`] as const),
] as const;
// The script can read its own text only when it is a function: the worker is made from that (crew.ts).
const OPENS = '(function amaanRoom(){';

/**
 * The room around scripts that were built.
 *
 * @param codeOf a frame's script, by where it is served
 * @param first code that runs before the rest in every frame and worker: tests make a browser lie with it
 */
export function roomOf(codeOf: (file: string) => string, first = ''): BuiltRoom {
  const style = readFileSync(join(HERE, 'room.css'), 'utf8').trim();
  return {
    frames: FRAMES.map(([id, , file]) => {
      const code = codeOf(file).replace(OPENS, () => OPENS + first);
      const integrity = sha384(code);
      return { file, code, integrity, template: template(id, file, integrity, style) };
    }),
    styles: [`'${sha384(style)}'`],
  };
}

/** Builds every frame of the room. The result depends on the sources alone. */
export async function buildRoom(): Promise<BuiltRoom> {
  const codes = new Map<string, string>(
    await Promise.all(
      FRAMES.map(async ([, entry, file]) => [file, `${OPENS}${await bundle(entry)}\n})();\n`] as const),
    ),
  );
  return roomOf((file) => codes.get(file) ?? '');
}
