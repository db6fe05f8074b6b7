import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

// Hexadecimal is longer than base64, but packed by gzip it is a seventh smaller: bytes stay whole in it.
const UNPACK = `(text) => {
  const bytes = new Uint8Array(text.length / 2);
  const half = (at) => { const code = text.charCodeAt(at); return code > 57 ? code - 87 : code - 48; };
  for (let i = 0; i < bytes.length; i++) bytes[i] = 16 * half(2 * i) + half(2 * i + 1);
  return bytes;
}`;

/**
 * Puts WebAssembly into the script that imports it, as a function that gives its bytes: a frame of the room has no
 * network to fetch it with. The loaders that come with it are kept from thinking of addresses.
 */
export function insideScript(): Plugin {
  return {
    name: 'amaan-inside-script',
    enforce: 'pre',
    load(id) {
      if (!id.endsWith('.wasm')) return undefined;
      const text = readFileSync(id).toString('hex');
      return `const unpack = ${UNPACK};\nexport default () => unpack('${text}');`;
    },
    transform(code, id) {
      if (!id.includes('node_modules') || !code.includes('import.meta.url')) return undefined;
      return { code: code.replaceAll('import.meta.url', '({}).url'), map: null };
    },
  };
}
