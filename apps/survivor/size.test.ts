import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';

const DIST = fileURLToPath(new URL('dist', import.meta.url));

test.skipIf(!existsSync(`${DIST}/index.html`))(
  'the page needs at most 60 kB for its first screen and 150 kB for the way of a photo, compressed',
  () => {
    const size = (file: string) => gzipSync(readFileSync(`${DIST}/${file}`), { level: 9 }).length;
    const assets = readdirSync(`${DIST}/assets`).map((file) => `assets/${file}`);
    // What a file names and what that imports at once; not what is fetched only when it is needed.
    const withImports = (...files: string[]) => {
      for (const file of files)
        for (const [, name] of readFileSync(`${DIST}/${file}`, 'utf8').matchAll(
          /(?:src="|href="|from"|import")[./]*((?:assets\/)?[\w-]+\.(?:js|css))"/g,
        )) {
          const found = assets.find((each) => each.endsWith(`/${name?.replace('assets/', '')}`));
          if (found && !files.includes(found)) files.push(found);
        }
      return files;
    };
    const sum = (files: readonly string[]) => files.reduce((bytes, file) => bytes + size(file), 0);
    const naskh = readFileSync(`${DIST}/fonts/naskh.woff2`).length;
    const first = withImports('index.html');
    const late = assets.filter((file) => file.startsWith('assets/late-'));
    expect(late).toHaveLength(1);
    const firstScreen = sum(first) + naskh;
    const photo = sum(withImports(...first, ...late)) + size('room/room.js') + naskh;
    console.log(`first screen ${firstScreen} bytes with the Urdu font, way of a photo ${photo} bytes`);
    expect(firstScreen).toBeLessThanOrEqual(60_000);
    expect(photo).toBeLessThanOrEqual(150_000);
    // What is over 1 MB would need her word before it is fetched: nothing is.
    const all = readdirSync(DIST, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const large = all.map(({ parentPath, name }) => gzipSync(readFileSync(`${parentPath}/${name}`)).length);
    expect(Math.max(...large)).toBeLessThanOrEqual(1_000_000);
  },
);
