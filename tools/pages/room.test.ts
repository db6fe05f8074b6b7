import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { HEIC_SIZE } from '../../apps/survivor/src/strings/heic.ts';
import { digestOf, MARK, putTemplates } from './output.ts';
import { buildRoom, sha384 } from './room.ts';

const [room, again] = [await buildRoom(), await buildRoom()];

test('the same sources give the same bytes', () => {
  expect(again).toEqual(room);
});

test('each frame names its one script by hash, and nothing else may run in it', () => {
  for (const { code, integrity, template, file } of room.frames) {
    expect(integrity).toBe(sha384(code));
    expect(template).toContain(`script-src '${integrity}' 'wasm-unsafe-eval';`);
    expect(template).toContain(
      `src=&quot;/${file}&quot; crossorigin=&quot;anonymous&quot; integrity=&quot;${integrity}&quot;`,
    );
    expect(template).toContain('sandbox="allow-scripts"');
    expect(template.match(/<(?!\/?(?:template|iframe))/g)).toBeNull();
  }
});

test('the scripts hold no way to load another, and make one worker under one policy name', () => {
  for (const { code } of room.frames) {
    expect(code).not.toMatch(/\bimport\(|importScripts|sourceMappingURL/);
    expect(code.match(/createPolicy\(/g)?.length ?? 0).toBeLessThanOrEqual(1);
  }
  const [first, ...parts] = room.frames;
  expect(first?.code.match(/new Worker\(/g)).toHaveLength(1);
  // The page and this script are the photo path: at most 150 kB; a fifth of it is the room's share.
  expect(gzipSync(first?.code ?? '').length).toBeLessThan(30_000);
  // No question is asked below a megabyte; she is told the size of the one reader that she is asked about.
  for (const { file, code } of parts) {
    const packed = gzipSync(code).length;
    expect(packed, file).toBeLessThan(1_000_000);
    if (file === 'room/heic.js') expect(`${(packed / 1e6).toFixed(1)} MB`).toBe(HEIC_SIZE);
  }
});

test('templates go where the page says, else to the end of its body', () => {
  const marked = putTemplates(`<body>${MARK}<p></p></body>`, room);
  expect(marked.indexOf('<template')).toBeLessThan(marked.indexOf('<p>'));
  const plain = putTemplates('<body><p></p></body>', room);
  expect(plain.indexOf('<template')).toBeGreaterThan(plain.indexOf('<p>'));
});

test('fingerprints are in the form and order that sha384sum reads', () => {
  const folder = mkdtempSync(join(tmpdir(), 'amaan-pages-'));
  writeFileSync(join(folder, 'b.txt'), 'b');
  writeFileSync(join(folder, 'a.txt'), 'a');
  const lines = digestOf(folder).trimEnd().split('\n');
  rmSync(folder, { recursive: true });
  expect(lines.map((line) => line.slice(96))).toEqual(['  a.txt', '  b.txt']);
});
