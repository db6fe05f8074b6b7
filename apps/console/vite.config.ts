import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const page = (name: string) => fileURLToPath(new URL(name, import.meta.url));

// Relative addresses: the caseworker's page stands at the root of one origin, the reviewer's in a folder of another.
export default defineConfig({
  base: './',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: { rollupOptions: { input: { index: page('index.html'), review: page('review.html') } } },
});
